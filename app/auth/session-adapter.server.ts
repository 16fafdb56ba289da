import type { Adapter, DatabaseSession } from "lucia"
import { now } from "#app/clock/clock.server.ts"
import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { Grant, Role } from "#app/policies/policy.ts"
import type { SavedView } from "#app/utils/saved-view.ts"
import { hashToken } from "./tokens.server.ts"

/** What every request needs to know about the person behind a session. */
export interface AccountAttributes {
	username: string
	surname: string
	name: string
	patronymic: string
	email: string
	emailConfirmed: boolean
	/** True if the person signs in with a code after the password. */
	secondFactor: boolean
	grants: Grant[]
	/** Lists as the person has set them. Every page of a cabinet links to them, so they are read without a query of their own. */
	views: SavedView[]
}

export interface SessionAttributes {
	remembered: boolean
	/** «Chrome, Windows» */
	device: string
	/** The network address from which the session was opened. */
	address: string
	/** Whose pages an operator sees in this session to help them. */
	helps?: string | null
}

/** The precision of a session's «Последнее действие»: not every request writes to the database. */
const SEEN_EVERY_MS = 5 * 60_000

interface Row extends Omit<AccountAttributes, "grants">, SessionAttributes {
	personId: string
	expiresAt: Date
	lastSeenAt: Date
	grants: {
		role: Role
		municipalityCode: string | null
		organisationId: string | null
		subjectId: string | null
	}[]
}

/** The columns that every request reads about the person `p`, with the roles that have not ended. */
const accountColumns = () => Prisma.sql`p."username", p."surname", p."name", p."patronymic", p."email",
				p."emailConfirmedAt" IS NOT NULL AS "emailConfirmed", p."totpSince" IS NOT NULL AS "secondFactor",
				coalesce((
					SELECT json_agg(json_build_object('role', e."role", 'municipalityCode', e."municipalityCode",
						'organisationId', e."organisationId", 'subjectId', e."subjectId") ORDER BY e."from", e."id")
					FROM "Engagement" e WHERE e."personId" = p."id" AND (e."to" IS NULL OR e."to" > ${now()})
				), '[]'::json) AS "grants",
				coalesce((
					SELECT json_agg(json_build_object('id', v."id", 'list', v."list", 'name', v."name", 'query', v."query",
						'opening', v."opening") ORDER BY v."at", v."id")
					FROM "SavedView" v WHERE v."personId" = p."id" AND v."removedAt" IS NULL
				), '[]'::json) AS "views"`

/** The same for a person whom an operator helps. Returns null if the person's access is closed. */
export async function accountOfPerson(
	personId: string,
): Promise<(AccountAttributes & { id: string }) | null> {
	const [row] = await rowsOf<AccountAttributes & { id: string }>(
		prisma,
		Prisma.sql`SELECT p."id", ${accountColumns()} FROM "Person" p WHERE p."id" = ${personId} AND p."blockedAt" IS NULL`,
	)
	return row ?? null
}

/**
 * The seven functions that Lucia needs, on the tables Session, Person and Engagement. Only the hash of a session's id is
 * stored, so a stolen copy of the database opens no session.
 */
export const sessionAdapter: Adapter = {
	/** One query reads the session, the person and the roles that have not ended. A blocked person has no session. */
	async getSessionAndUser(sessionId) {
		const [row] = await rowsOf<Row>(
			prisma,
			Prisma.sql`
			SELECT s."personId", s."expiresAt", s."lastSeenAt", s."remembered", s."device", s."address",
				CASE WHEN s."helpsUntil" > ${new Date()} THEN s."helpsPersonId" END AS "helps", ${accountColumns()}
			FROM "Session" s JOIN "Person" p ON p."id" = s."personId"
			WHERE s."id" = ${hashToken(sessionId)} AND p."blockedAt" IS NULL`,
		)
		if (!row) return [null, null]
		const { personId, expiresAt, lastSeenAt, remembered, device, address, helps, ...attributes } = row
		await noteUse(sessionId, lastSeenAt)
		return [
			{ id: sessionId, userId: personId, expiresAt, attributes: { remembered, device, address, helps } },
			{ id: personId, attributes },
		]
	},
	/** The ids returned are the stored hashes. They can be counted but not used to end a session. */
	async getUserSessions(personId) {
		const sessions = await prisma.session.findMany({ where: { personId } })
		return sessions.map(
			({ id, expiresAt, remembered, device, address }): DatabaseSession => ({
				id,
				userId: personId,
				expiresAt,
				attributes: { remembered, device, address },
			}),
		)
	},
	async setSession({ id, userId, expiresAt, attributes: { remembered, device, address } }) {
		await prisma.session.create({
			data: { id: hashToken(id), personId: userId, expiresAt, remembered, device, address },
			select: { id: true },
		})
	},
	async updateSessionExpiration(sessionId, expiresAt) {
		await prisma.session.updateMany({ where: { id: hashToken(sessionId) }, data: { expiresAt } })
	},
	async deleteSession(sessionId) {
		await prisma.session.deleteMany({ where: { id: hashToken(sessionId) } })
	},
	async deleteUserSessions(personId) {
		await prisma.session.deleteMany({ where: { personId } })
	},
	async deleteExpiredSessions() {
		await prisma.session.deleteMany({ where: { expiresAt: { lte: new Date() } } })
	},
}

/** Sessions follow the real time. */
async function noteUse(sessionId: string, lastSeenAt: Date): Promise<void> {
	const at = new Date()
	if (at.getTime() - lastSeenAt.getTime() < SEEN_EVERY_MS) return
	await prisma.session.updateMany({ where: { id: hashToken(sessionId) }, data: { lastSeenAt: at } })
}
