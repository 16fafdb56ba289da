import { countOf, type Db, Prisma, type Tx } from "#app/db/client.server.ts"
import type { ScheduleFacts } from "#machines/application/application.facts.ts"

/** Loads the schedule of a municipality and period as the guards read it, or null if that period was never created. */
export async function scheduleFacts(
	db: Db,
	municipalityCode: string,
	periodId: string,
): Promise<ScheduleFacts | null> {
	const found = await db.schedule.findUnique({
		where: { municipalityCode_periodId: { municipalityCode, periodId } },
		select: { periodId: true, state: true, closesOn: true },
	})
	return found ? { period: found.periodId, state: found.state, closesOn: found.closesOn } : null
}

/**
 * Locks the schedule that an application is in and the one it moves to. Both are locked before the application and always
 * in the same order, so that two moves cannot deadlock.
 */
export async function lockSchedules(tx: Tx, applicationId: string, periodId: string | null): Promise<void> {
	await countOf(
		tx,
		Prisma.sql`
		SELECT 1 FROM "Schedule" s
		JOIN "Application" a ON a."id" = ${applicationId}
		WHERE s."id" = a."scheduleId" OR (s."municipalityCode" = a."municipalityCode" AND s."periodId" = ${periodId})
		ORDER BY s."id" FOR SHARE OF s`,
	)
}
