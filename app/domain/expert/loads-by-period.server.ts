import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { type HalfYear, periodsOf } from "./half-year.ts"

export interface PeriodLoad {
	expertId: string
	periodId: string
	/** Number of the expert's teachers. */
	count: number
}

/** The schedules of a municipality in a half-year: at most six. */
export const schedulesIn = (municipalityCode: string, half: HalfYear): Prisma.Sql => {
	const { gte, lte } = periodsOf(half)
	return Prisma.sql`ARRAY(SELECT s."id" FROM "Schedule" s WHERE s."municipalityCode" = ${municipalityCode}
		AND s."periodId" BETWEEN ${gte} AND ${lte})`
}

/**
 * How many teachers some experts have in each period of a half-year in a municipality. Contracts pay for approved schedules
 * only, but seats in other schedules are work too.
 */
export const loadsByPeriod = (
	expertIds: readonly string[],
	municipalityCode: string,
	half: HalfYear,
): Promise<PeriodLoad[]> =>
	rowsOf<PeriodLoad>(
		prisma,
		Prisma.sql`
		SELECT t."expertId", s."periodId", count(*)::int AS "count" FROM "Seat" t JOIN "Schedule" s ON s."id" = t."countedIn"
		WHERE t."expertId" = ANY (${[...expertIds]}) AND t."countedIn" = ANY (${schedulesIn(municipalityCode, half)})
		GROUP BY 1, 2 ORDER BY 2`,
	)
