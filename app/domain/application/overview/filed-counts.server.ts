import { countOf, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"

// How many applications were received in a year, by the parts of the statistics. Triggers write plus and minus in the
// transaction that changes an application, as for the counts of states, so a page sums up some thousand rows instead of
// reading every application. The migration's function `filed_parts` says what one application counts for.

export type FiledPart = "municipality" | "period" | "category" | "form" | "organisation" | "position"

/** Organisations and positions beyond this number are summed up, because a table of twenty thousand rows is not a statistic. */
const MOST_ROWS = 30

export interface FiledCounts {
	part: FiledPart
	/** Null: everything beyond the rows that are shown. */
	key: string | null
	/** The name of the municipality, organisation or position; null in other parts. */
	name: string | null
	/** How many keys the row sums up. */
	keys: number
	filed: number
	/** Received in the previous year. */
	before: number
	registered: number
	granted: number
	refused: number
}

/** Counts of a year next to the year before, in each part the greatest first. @param municipalityCode null: the region */
export function filedCounts(municipalityCode: string | null, year: number): Promise<FiledCounts[]> {
	const thisYear = (column: "filed" | "registered" | "granted" | "refused") =>
		Prisma.sql`coalesce(sum(${Prisma.raw(`"${column}"`)}) FILTER (WHERE "year" = ${String(year)}), 0)::int`
	return rowsOf(
		prisma,
		Prisma.sql`
		WITH summed AS (
			SELECT "part", "key", ${thisYear("filed")} AS "filed", ${thisYear("registered")} AS "registered",
				${thisYear("granted")} AS "granted", ${thisYear("refused")} AS "refused",
				coalesce(sum("filed") FILTER (WHERE "year" < ${String(year)}), 0)::int AS "before"
			FROM "FiledCount" WHERE "year" IN (${String(year)}, ${String(year - 1)})
				AND ${municipalityCode === null ? Prisma.sql`TRUE` : Prisma.sql`"municipalityCode" = ${municipalityCode}`}
			GROUP BY 1, 2),
		placed AS (SELECT *, row_number() OVER (PARTITION BY "part" ORDER BY "filed" DESC, "before" DESC, "key") AS "place"
			FROM summed WHERE "filed" <> 0 OR "before" <> 0),
		shown AS (SELECT "part", CASE WHEN "place" <= ${MOST_ROWS} THEN "key" END AS "key", min("place") AS "place", count(*)::int AS "keys",
				sum("filed")::int AS "filed", sum("before")::int AS "before", sum("registered")::int AS "registered",
				sum("granted")::int AS "granted", sum("refused")::int AS "refused"
			FROM placed GROUP BY 1, 2)
		SELECT s."part", s."key", coalesce(m."name", o."name", p."nominative") AS "name", s."keys", s."filed", s."before", s."registered",
			s."granted", s."refused"
		FROM shown s
		LEFT JOIN "Municipality" m ON s."part" = 'municipality' AND m."code" = s."key"
		LEFT JOIN "Organisation" o ON s."part" = 'organisation' AND o."id" = s."key"
		LEFT JOIN "Position" p ON s."part" = 'position' AND p."code" = s."key"
		ORDER BY s."part", s."place"`,
	)
}

const PLACE = Prisma.raw(`"year", "municipalityCode", "part", "key"`)
const COUNTS = Prisma.raw(`"filed", "registered", "granted", "refused"`)
const SUMS = Prisma.raw(`sum("filed")::int, sum("registered")::int, sum("granted")::int, sum("refused")::int`)
const NOT_NOTHING = Prisma.raw(
	`sum("filed") <> 0 OR sum("registered") <> 0 OR sum("granted") <> 0 OR sum("refused") <> 0`,
)

/** Sums up the changes since the last time into one row for each place. Called by one job at a time. */
export const foldFiledCounts = (): Promise<number> =>
	inTransaction((tx) =>
		countOf(
			tx,
			Prisma.sql`
			WITH changes AS (DELETE FROM "FiledCount" WHERE NOT "folded" RETURNING *)
			INSERT INTO "FiledCount" AS kept (${PLACE}, ${COUNTS}, "folded")
			SELECT ${PLACE}, ${SUMS}, true FROM changes GROUP BY ${PLACE} HAVING ${NOT_NOTHING}
			ON CONFLICT (${PLACE}) WHERE "folded" DO UPDATE SET "filed" = kept."filed" + excluded."filed",
				"registered" = kept."registered" + excluded."registered", "granted" = kept."granted" + excluded."granted",
				"refused" = kept."refused" + excluded."refused"`,
		),
	)

/**
 * Counts every application again and compares. A difference, which only work on the database by hand can cause, is put
 * right by one more change.
 * @returns how many counts were wrong
 */
export const recountFiled = (): Promise<number> =>
	inTransaction(
		(tx) =>
			countOf(
				tx,
				Prisma.sql`
				INSERT INTO "FiledCount" (${PLACE}, ${COUNTS})
				SELECT ${PLACE}, ${SUMS} FROM (
					SELECT p."year", a."municipalityCode", p."part", p."key", p."filed", p."registered", p."granted", p."refused"
					FROM "Application" a CROSS JOIN LATERAL filed_parts(a."state", a."receivedOn", a."municipalityCode", a."scheduleId",
						a."claimedCategory", a."procedure", a."attestationForm", a."organisationId", a."positionCode") p
					UNION ALL SELECT ${PLACE}, -"filed", -"registered", -"granted", -"refused" FROM "FiledCount"
				) AS "both" GROUP BY ${PLACE} HAVING ${NOT_NOTHING}`,
			),
		{ timeout: 120_000 },
	)
