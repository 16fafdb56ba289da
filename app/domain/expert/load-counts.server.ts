import { Prisma } from "#app/db/client.server.ts"
import { foldCounts, recountCounts } from "#app/db/kept-counts.server.ts"

// How many seats each expert has in each schedule: those still to be worked on, and those that count for the contract. Triggers
// keep them, so a list sorted by load sums up a few rows of each expert. The migration's function `seat_loads` says what one seat counts for.

/**
 * The loads of all experts in some schedules, as a table to be joined. An expert without a row in it has no load.
 * @param schedules an array of ids
 */
export function loadsOfExperts(count: "work" | "counted", schedules: Prisma.Sql): Prisma.Sql {
	const column = Prisma.raw(`c."${count}"`)
	return Prisma.sql`(SELECT c."expertId", sum(${column})::int AS "load" FROM "LoadCount" c
		WHERE c."scheduleId" = ANY (${schedules}) AND ${column} <> 0 GROUP BY c."expertId")`
}

const KEPT = { table: "LoadCount", place: ["scheduleId", "expertId"], counts: ["work", "counted"] } as const

export const foldLoadCounts = (): Promise<number> => foldCounts(KEPT)

/** @returns how many counts were wrong, and are right now */
export const recountLoads = (): Promise<number> =>
	recountCounts(
		KEPT,
		Prisma.sql`SELECT l."scheduleId", t."expertId", l."work", l."counted"
			FROM "Seat" t CROSS JOIN LATERAL seat_loads(t."workIn", t."countedIn") l`,
	)
