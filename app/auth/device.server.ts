import { randomBytes } from "node:crypto"
import { createCookie } from "@remix-run/node"
import { z } from "zod"
import { env } from "#app/utils/env.server.ts"
import { hashToken } from "./tokens.server.ts"

// Each device on which somebody has signed in keeps a signed cookie. The cookie gives no access. It only has its own
// attempts, so that strangers who guess a password cannot lock the owner out. Its dates follow the real time, not the
// demo's clock.

const DAY_MS = 86_400_000
const LASTS_DAYS = 180
/** Several people use a computer in a staff room. The account that signed in longest ago is forgotten first. */
const ACCOUNTS = 5

const secure = env.PUBLIC_URL.startsWith("https:")

const cookie = createCookie(secure ? "__Host-device" : "device", {
	path: "/",
	httpOnly: true,
	sameSite: "lax",
	secure,
	maxAge: LASTS_DAYS * 86_400,
	// The secret is used for this cookie alone, so that no other signed cookie of this site is accepted as a device.
	secrets: [hashToken(`device ${env.SESSION_SECRET}`)],
})

const Known = z
	.array(z.object({ account: z.string().length(32), device: z.string().length(22), since: z.number() }))
	.max(ACCOUNTS)
type Known = z.output<typeof Known>

/** The cookie is stored on a shared computer, so it does not contain a readable login. */
const accountKey = (login: string) => hashToken(`device of ${login.toLowerCase()}`).slice(0, 32)

async function read(request: Request): Promise<Known> {
	const value: unknown = await cookie.parse(request.headers.get("Cookie"))
	const parsed = Known.safeParse(value)
	return parsed.success ? parsed.data : []
}

/** Returns the key of this device for the login, or null if nobody has signed in to that account here. */
export async function knownDevice(request: Request, login: string, at = Date.now()): Promise<string | null> {
	const account = accountKey(login)
	const found = (await read(request)).find((one) => one.account === account)
	return found && isFresh(found, at) ? found.device : null
}

const isFresh = ({ since }: Known[number], at: number) => at - since < LASTS_DAYS * DAY_MS

/** Returns the value of Set-Cookie that makes the device known for this login. */
export async function rememberDevice(request: Request, login: string, at = Date.now()): Promise<string> {
	const account = accountKey(login)
	const others = (await read(request)).filter((one) => one.account !== account && isFresh(one, at))
	const device = randomBytes(16).toString("base64url")
	return cookie.serialize([{ account, device, since: at }, ...others].slice(0, ACCOUNTS))
}
