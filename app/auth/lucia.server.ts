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

/** Sessions follow the real time, not the demo's clock. Using a session in the second half of its life prolongs it. */
const lucia = (lasts: TimeSpan) =>
	new Lucia<SessionAttributes, AccountAttributes>(sessionAdapter, {
		sessionExpiresIn: lasts,
		// Browsers accept this prefix only over HTTPS. It keeps other hosts of the domain from setting the cookie.
		sessionCookie: {
			name: secure ? "__Host-session" : "session",
			expires: false,
			attributes: { secure, sameSite: "lax", path: "/" },
		},
		getSessionAttributes: (attributes) => attributes,
		getUserAttributes: (attributes) => attributes,
	})

const REMEMBERED = "r_"
const remembered = lucia(new TimeSpan(60, "d"))
/** One working day, so that an unattended computer in a staff room does not stay signed in. */
const brief = lucia(new TimeSpan(12, "h"))

const luciaOf = (sessionId: string) => (sessionId.startsWith(REMEMBERED) ? remembered : brief)

/**
 * Returns the session id in the request's cookie, if any. Lucia decodes every cookie in the header and throws at «%D0», so
 * it receives only its own cookie. Otherwise a cookie set by another site of the domain would sign people out.
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

/** The id of the person whose session the request has, or null. */
export async function ownerOf(request: Request): Promise<string | null> {
	const sessionId = sessionIdOf(request)
	return sessionId ? ((await validateSession(sessionId)).user?.id ?? null) : null
}

/** The details by which people recognise a session. */
export interface SignInPlace {
	device: string
	address: string
}

const NOWHERE: SignInPlace = { device: "", address: "" }

/**
 * Opens a session. With «Запомнить меня» the cookie outlives the browser; otherwise it is removed when the browser is
 * closed.
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
 * Opens a session and ends the one that the browser had, whoever it belonged to. So a session that an attacker planted
 * before is worthless after the sign-in.
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
 * Gives the same session a new id, so that an id which somebody read or planted before a role was added becomes worthless.
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

/** Removes expired sessions, in a nightly job. */
export const removeExpiredSessions = (): Promise<void> => brief.deleteExpiredSessions()
