import { createCookie } from "@remix-run/node"
import { z } from "zod"
import { env } from "#app/utils/env.server.ts"
import { hashToken } from "./tokens.server.ts"

// «Войти как … для помощи»: a signed cookie that is bound to the operator's own session. When it is gone, the operator is
// back in their own cabinet.

const LASTS_MS = 30 * 60_000
const secure = env.PUBLIC_URL.startsWith("https:")

const cookie = createCookie(secure ? "__Host-help" : "help", {
	path: "/",
	httpOnly: true,
	sameSite: "lax",
	secure,
	maxAge: LASTS_MS / 1000,
	secrets: [hashToken(`help ${env.SESSION_SECRET}`)],
})

const Help = z.object({ personId: z.string().max(64), session: z.string().max(64), until: z.number() })

const markOf = (sessionId: string) => hashToken(`help ${sessionId}`)

/** The value of Set-Cookie. */
export const beginHelp = (personId: string, sessionId: string, at = Date.now()): Promise<string> =>
	cookie.serialize({ personId, session: markOf(sessionId), until: at + LASTS_MS })

export const endHelp = (): Promise<string> => cookie.serialize("", { maxAge: 0 })

/** Returns the person whose pages an operator asks to see, or null for the operator's own pages. */
export async function helpedPerson(
	request: Request,
	sessionId: string,
	at = Date.now(),
): Promise<string | null> {
	const header = request.headers.get("Cookie") ?? ""
	if (!header.includes("help=")) return null
	const parsed = Help.safeParse(await cookie.parse(header))
	if (!parsed.success || parsed.data.until <= at || parsed.data.session !== markOf(sessionId)) return null
	return parsed.data.personId
}
