import { countOf, Prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { eraseWhole } from "./erase-applications.server.ts"
import type { ErasingRun } from "./erasing.ts"
import { ERASED_NAME } from "./kinds.ts"

/**
 * Empties accounts. The rows stay, because the journal, the seats and the invitations refer to them; nobody can sign in to
 * one or find it by a name.
 */
export async function eraseAccounts(tx: Tx, ids: readonly string[], run: ErasingRun): Promise<void> {
	const { now } = run
	const own = await rowsOf<{ id: string }>(
		tx,
		Prisma.sql`SELECT "id" FROM "Application" WHERE "teacherId" = ANY (${[...ids]}) AND "erasedAt" IS NULL`,
	)
	await eraseWhole(
		tx,
		own.map(({ id }) => id),
		run,
	)
	const theirs = { personId: { in: [...ids] } }
	await tx.session.deleteMany({ where: theirs })
	await tx.token.deleteMany({ where: theirs })
	await tx.recoveryCode.deleteMany({ where: theirs })
	await tx.calendarFeed.deleteMany({ where: theirs })
	await tx.savedView.deleteMany({ where: theirs })
	await tx.calendarEvent.deleteMany({ where: theirs })
	await tx.category.deleteMany({ where: theirs })
	await tx.engagement.updateMany({ where: { ...theirs, to: null }, data: { to: now } })
	await tx.engagement.updateMany({ where: theirs, data: { positionText: "", appointedOn: null } })
	await countOf(
		tx,
		Prisma.sql`
		UPDATE "Person" SET "username" = 'erased-' || "id", "passwordHash" = NULL, "surname" = ${ERASED_NAME}, "name" = '',
			"patronymic" = '', "sex" = '', "genitive" = '', "dative" = '', "accusative" = '', "casesConfirmedAt" = NULL,
			"searchName" = '', "email" = '', "emailConfirmedAt" = NULL, "mobilePhone" = '', "workPhone" = '', "totpSecret" = NULL,
			"totpSince" = NULL, "blockedAt" = coalesce("blockedAt", ${now}), "erasedAt" = ${now}
		WHERE "id" = ANY (${[...ids]})`,
	)
}
