import { randomBytes } from "node:crypto"
import { createCookie } from "@remix-run/node"
import { z } from "zod"
import { env } from "#app/utils/env.server.ts"
import { hashToken } from "./tokens.server.ts"

// A device on which somebody signed in keeps a signed cookie. It opens nothing: it only has tries of its own, so that strangers
// who guess at an account cannot lock its owner out. What it says follows the real time, whatever the demo's clock says.

const DAY_MS = 86_400_000
const LASTS_DAYS = 180
/** A computer in a staff room is used by several people; the one who was here longest ago is forgotten first. */
const ACCOUNTS = 5

const secure = env.PUBLIC_URL.startsWith("https:")

const cookie = createCookie(secure ? "__Host-device" : "device", {
	path: "/",
	httpOnly: true,
	sameSite: "lax",
	secure,
	maxAge: LASTS_DAYS * 86_400,
	// A secret of its own: no other signed cookie of this site passes for a device.
	secrets: [hashToken(`device ${env.SESSION_SECRET}`)],
})

const Known = z
	.array(z.object({ account: z.string().length(32), device: z.string().length(22), since: z.number() }))
	.max(ACCOUNTS)
type Known = z.output<typeof Known>

/** The cookie lies on a shared computer: it holds no login to read. */
const accountKey = (login: string) => hashToken(`device of ${login.toLowerCase()}`).slice(0, 32)

async function read(request: Request): Promise<Known> {
	const value: unknown = await cookie.parse(request.headers.get("Cookie"))
	const parsed = Known.safeParse(value)
	return parsed.success ? parsed.data : []
}

/** What names this device among those of the login; null when nobody has signed in to that account here. */
export async function knownDevice(request: Request, login: string, at = Date.now()): Promise<string | null> {
	const account = accountKey(login)
	const found = (await read(request)).find((one) => one.account === account)
	return found && isFresh(found, at) ? found.device : null
}

const isFresh = ({ since }: Known[number], at: number) => at - since < LASTS_DAYS * DAY_MS

/** The value of Set-Cookie by which the device is known for this login from now on. */
export async function rememberDevice(request: Request, login: string, at = Date.now()): Promise<string> {
	const account = accountKey(login)
	const others = (await read(request)).filter((one) => one.account !== account && isFresh(one, at))
	const device = randomBytes(16).toString("base64url")
	return cookie.serialize([{ account, device, since: at }, ...others].slice(0, ACCOUNTS))
}
