import { Cookie, Lucia, TimeSpan } from "lucia"
import { env } from "#app/utils/env.server.ts"
import { deviceWords } from "./device-words.ts"
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
		getSessionAttributes: ({ remembered, device, address }) => ({ remembered, device, address }),
		getUserAttributes: (attributes) => attributes,
	})

const REMEMBERED = "r_"
const remembered = lucia(new TimeSpan(60, "d"))
/** A working day: an unattended computer in a staff room forgets who was there. */
const brief = lucia(new TimeSpan(12, "h"))

const luciaOf = (sessionId: string) => (sessionId.startsWith(REMEMBERED) ? remembered : brief)

/**
 * The id of the session that the request's cookie names, if any. Lucia decodes every cookie it is given and throws at «%D0», so it
 * is given its own alone: a cookie of somebody else's making signs nobody out.
 */
export function sessionIdOf(request: Request): string | null {
	const cookies = (request.headers.get("Cookie") ?? "").split(";").map((cookie) => cookie.trim())
	const own = cookies.find((cookie) => cookie.startsWith(`${brief.sessionCookieName}=`))
	try {
		return brief.readSessionCookie(own ?? "")
	} catch (error) {
		if (error instanceof URIError) return null
		throw error
	}
}

export const validateSession = (sessionId: string) => luciaOf(sessionId).validateSession(sessionId)

/** What people recognise a session by. */
export interface SignInPlace {
	device: string
	address: string
}

const NOWHERE: SignInPlace = { device: "", address: "" }

/**
 * Opens a session. «Запомнить меня» makes the cookie outlive the browser; otherwise it goes with its last window.
 * @returns the value of Set-Cookie
 */
export async function openSession(personId: string, remember: boolean, place = NOWHERE): Promise<string> {
	const sessionId = `${remember ? REMEMBERED : "s_"}${newToken().token}`
	const kind = luciaOf(sessionId)
	await kind.createSession(personId, { remembered: remember, ...place }, { sessionId })
	const cookie = kind.createSessionCookie(sessionId)
	if (remember) return cookie.serialize()
	const { maxAge: _untilTheWindowCloses, ...attributes } = cookie.attributes
	return new Cookie(cookie.name, cookie.value, attributes).serialize()
}

interface Beginning {
	personId: string
	remember: boolean
	address: string
}

/**
 * Opens a session and ends the one that the browser came with, whosever it was: a session that somebody else put there before
 * is worth nothing after the sign-in.
 * @returns the value of Set-Cookie
 */
export async function beginSession(
	request: Request,
	{ personId, remember, address }: Beginning,
): Promise<string> {
	await endSession(request)
	return openSession(personId, remember, {
		device: deviceWords(request.headers.get("User-Agent")),
		address,
	})
}

/**
 * The same session under a new id: what somebody read or planted before a role was added is worth nothing afterwards.
 * @returns the value of Set-Cookie; null when nobody is signed in
 */
export async function renewSession(request: Request): Promise<string | null> {
	const sessionId = sessionIdOf(request)
	const { session } = sessionId ? await validateSession(sessionId) : { session: null }
	if (!session) return null
	const { userId, remembered, device, address } = session
	await endSession(request)
	return openSession(userId, remembered, { device, address })
}

async function endSession(request: Request): Promise<void> {
	const sessionId = sessionIdOf(request)
	if (sessionId) await brief.invalidateSession(sessionId)
}

/** Ends the request's session. @returns the value of Set-Cookie that forgets it */
export async function closeSession(request: Request): Promise<string> {
	await endSession(request)
	return brief.createBlankSessionCookie().serialize()
}

/** Removes sessions whose time is over; for a nightly job. */
export const removeExpiredSessions = (): Promise<void> => brief.deleteExpiredSessions()
