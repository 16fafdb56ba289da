import { prisma } from "#app/db/client.server.ts"
import { hashToken } from "./tokens.server.ts"

export interface OpenSession {
	/** What names it in a form: the hash under which it is stored, which opens nothing. */
	key: string
	device: string
	address: string
	lastSeenAt: Date
	/** The one that asks. */
	isCurrent: boolean
}

const storedKey = (sessionId: string | null) => (sessionId ? hashToken(sessionId) : "")

/** The open sessions of a person, the one that asks first, then by their last use. */
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

/** Ends one session of this person. @returns false when they have none of that key */
export async function endOneSession(personId: string, key: string): Promise<boolean> {
	const { count } = await prisma.session.deleteMany({ where: { personId, id: key } })
	return count > 0
}

/** Ends all sessions of this person but the one that asks. @returns how many */
export async function endOtherSessions(personId: string, sessionId: string | null): Promise<number> {
	const { count } = await prisma.session.deleteMany({
		where: { personId, NOT: { id: storedKey(sessionId) } },
	})
	return count
}
