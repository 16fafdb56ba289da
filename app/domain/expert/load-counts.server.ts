import { countOf, Prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"

// How many seats each expert has in each schedule: those still to be worked on, and those that count for the contract. Triggers
// write plus and minus in the transaction that changes a seat, as for the counts of states, so a list sorted by load sums up a
// few rows of each expert. The migration's function `seat_loads` says what one seat counts for.

/**
 * The loads of all experts in some schedules, as a table to be joined; without a row it is 0. Where all work is done, a row adds
 * nothing to it, and is left out.
 * @param schedules an array of ids
 */
export function loadsOfExperts(count: "work" | "counted", schedules: Prisma.Sql): Prisma.Sql {
	const column = Prisma.raw(`c."${count}"`)
	return Prisma.sql`(SELECT c."expertId", sum(${column})::int AS "load" FROM "LoadCount" c
		WHERE c."scheduleId" = ANY (${schedules}) AND ${column} <> 0 GROUP BY c."expertId")`
}

const PLACE = Prisma.raw(`"scheduleId", "expertId"`)
const COUNTS = Prisma.raw(`"work", "counted"`)
const SUMS = Prisma.raw(`sum("work")::int, sum("counted")::int`)
const NOT_NOTHING = Prisma.raw(`sum("work") <> 0 OR sum("counted") <> 0`)

/** Sums up the changes since the last time into one row for each place. Called by one job at a time. */
export const foldLoadCounts = (): Promise<number> =>
	inTransaction((tx) =>
		countOf(
			tx,
			Prisma.sql`
			WITH changes AS (DELETE FROM "LoadCount" WHERE NOT "folded" RETURNING *)
			INSERT INTO "LoadCount" AS kept (${PLACE}, ${COUNTS}, "folded")
			SELECT ${PLACE}, ${SUMS}, true FROM changes GROUP BY ${PLACE} HAVING ${NOT_NOTHING}
			ON CONFLICT (${PLACE}) WHERE "folded" DO UPDATE SET "work" = kept."work" + excluded."work",
				"counted" = kept."counted" + excluded."counted"`,
		),
	)

/**
 * Counts every seat again and compares. A difference, which only work on the database by hand can cause, is put right by one
 * more change.
 * @returns how many counts were wrong
 */
export const recountLoads = (): Promise<number> =>
	inTransaction(
		(tx) =>
			countOf(
				tx,
				Prisma.sql`
				INSERT INTO "LoadCount" (${PLACE}, ${COUNTS})
				SELECT ${PLACE}, ${SUMS} FROM (
					SELECT l."scheduleId", t."expertId", l."work", l."counted"
					FROM "Seat" t CROSS JOIN LATERAL seat_loads(t."workIn", t."countedIn") l
					UNION ALL SELECT ${PLACE}, -"work", -"counted" FROM "LoadCount"
				) AS "both" GROUP BY ${PLACE} HAVING ${NOT_NOTHING}`,
			),
		{ timeout: 120_000 },
	)
