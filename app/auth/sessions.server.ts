import { prisma } from "#app/db/client.server.ts"
import { hashToken } from "./tokens.server.ts"

export interface OpenSession {
	/** The key of the session in a form: the stored hash, which gives no access. */
	key: string
	device: string
	address: string
	lastSeenAt: Date
	/** True for the session that sends the request. */
	isCurrent: boolean
}

const storedKey = (sessionId: string | null) => (sessionId ? hashToken(sessionId) : "")

/** The open sessions of a person: the current one first, then the most recently used. */
export async function openSessions(personId: string, sessionId: string | null): Promise<OpenSession[]> {
	const current = storedKey(sessionId)
	const rows = await prisma.session.findMany({
		where: { personId, expiresAt: { gt: new Date() } },
		select: { id: true, device: true, address: true, lastSeenAt: true },
		orderBy: { lastSeenAt: "desc" },
	})
	const sessions = rows.map(({ id, ...row }) => ({ ...row, key: id, isCurrent: id === current }))
	return sessions.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
}

/** Ends one session of this person. @returns false if the person has no session with that key */
export async function endOneSession(personId: string, key: string): Promise<boolean> {
	const { count } = await prisma.session.deleteMany({ where: { personId, id: key } })
	return count > 0
}

/** Ends all sessions of this person except the current one. @returns how many */
export async function endOtherSessions(personId: string, sessionId: string | null): Promise<number> {
	const { count } = await prisma.session.deleteMany({
		where: { personId, NOT: { id: storedKey(sessionId) } },
	})
	return count
}
