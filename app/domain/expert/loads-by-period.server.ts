import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"

export interface PeriodLoad {
	expertId: string
	periodId: string
	/** Number of the expert's teachers. */
	count: number
}

/** How many teachers some experts have in each period, among the applications of a municipality in some states. */
export const loadsByPeriod = (
	expertIds: readonly string[],
	municipalityCode: string,
	states: readonly string[],
): Promise<PeriodLoad[]> =>
	rowsOf<PeriodLoad>(
		prisma,
		Prisma.sql`
		SELECT t."expertId", s."periodId", count(*)::int AS "count"
		FROM "Seat" t JOIN "Application" a ON a."id" = t."applicationId" JOIN "Schedule" s ON s."id" = a."scheduleId"
		WHERE t."expertId" = ANY (${[...expertIds]}) AND a."municipalityCode" = ${municipalityCode} AND a."state" = ANY (${[...states]})
		GROUP BY 1, 2 ORDER BY 2`,
	)
