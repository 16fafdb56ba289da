import { Cookie, Lucia, TimeSpan } from "lucia"
import { env } from "#app/utils/env.server.ts"
import { type AccountAttributes, type SessionAttributes, sessionAdapter } from "./session-adapter.server.ts"
import { newToken } from "./tokens.server.ts"

declare module "lucia" {
	interface Register {
		Lucia: Lucia<SessionAttributes, AccountAttributes>
		DatabaseSessionAttributes: SessionAttributes
		DatabaseUserAttributes: AccountAttributes
	}
}

const secure = env.PUBLIC_URL.startsWith("https:")

/** Sessions keep to the real time, whatever the demo's clock says; each use in their second half prolongs them. */
const lucia = (lasts: TimeSpan) =>
	new Lucia<SessionAttributes, AccountAttributes>(sessionAdapter, {
		sessionExpiresIn: lasts,
		// Browsers accept the prefix over HTTPS only; it keeps other hosts of the domain from setting the cookie.
		sessionCookie: {
			name: secure ? "__Host-session" : "session",
			expires: false,
			attributes: { secure, sameSite: "lax", path: "/" },
		},
		getSessionAttributes: ({ remembered }) => ({ remembered }),
		getUserAttributes: (attributes) => attributes,
	})

const REMEMBERED = "r_"
const remembered = lucia(new TimeSpan(60, "d"))
/** A working day: an unattended computer in a staff room forgets who was there. */
const brief = lucia(new TimeSpan(12, "h"))

const luciaOf = (sessionId: string) => (sessionId.startsWith(REMEMBERED) ? remembered : brief)

/** The id of the session that the request's cookie names, if any. */
export const sessionIdOf = (request: Request): string | null =>
	brief.readSessionCookie(request.headers.get("Cookie") ?? "")

export const validateSession = (sessionId: string) => luciaOf(sessionId).validateSession(sessionId)

/**
 * Opens a session. «Запомнить меня» makes the cookie outlive the browser; otherwise it goes with its last window.
 * @returns the value of Set-Cookie
 */
export async function openSession(personId: string, remember: boolean): Promise<string> {
	const sessionId = `${remember ? REMEMBERED : "s_"}${newToken().token}`
	const kind = luciaOf(sessionId)
	await kind.createSession(personId, { remembered: remember }, { sessionId })
	const cookie = kind.createSessionCookie(sessionId)
	if (remember) return cookie.serialize()
	const { maxAge: _untilTheWindowCloses, ...attributes } = cookie.attributes
	return new Cookie(cookie.name, cookie.value, attributes).serialize()
}

/** Ends the request's session. @returns the value of Set-Cookie that forgets it */
export async function closeSession(request: Request): Promise<string> {
	const sessionId = sessionIdOf(request)
	if (sessionId) await brief.invalidateSession(sessionId)
	return brief.createBlankSessionCookie().serialize()
}

/** Removes sessions whose time is over; for a nightly job. */
export const removeExpiredSessions = (): Promise<void> => brief.deleteExpiredSessions()
