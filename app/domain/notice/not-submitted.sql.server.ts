import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"

/** In the ledger: «Отправить уведомление» of a coordinator. */
export const MAILING_RULE = "reminder-by-hand"

const DRAFTS = statesTagged(applicationLifecycle, "draft")

/**
 * A condition on a person `r`: a teacher with an account who never submitted an application, or whose current one is a draft.
 */
export const NOT_SUBMITTED = Prisma.sql`(
	EXISTS (SELECT 1 FROM "Application" a WHERE a."teacherId" = r."id" AND a."state" = ANY (${DRAFTS}))
	OR NOT EXISTS (SELECT 1 FROM "Application" a WHERE a."teacherId" = r."id" AND a."submittedAt" IS NOT NULL))
	AND r."blockedAt" IS NULL AND NOT r."awaitsOwner"
	AND EXISTS (SELECT 1 FROM "Engagement" e WHERE e."personId" = r."id" AND e."role" = 'teacher' AND e."to" IS NULL)`

/** Whether a teacher has still to be reminded of submitting an application. */
export async function hasNotSubmitted(db: Db, personId: string): Promise<boolean> {
	const found = await rowsOf(
		db,
		Prisma.sql`SELECT r."id" FROM "Person" r WHERE r."id" = ${personId} AND ${NOT_SUBMITTED}`,
	)
	return found.length > 0
}
