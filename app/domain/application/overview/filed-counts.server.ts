import { countOf, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"

// How many applications were received in a year, by the parts of the statistics. Triggers write plus and minus in the
// transaction that changes an application, as for the counts of states, so a page sums up some thousand rows instead of
// reading every application. The migration's function `filed_parts` says what one application counts for.

export type FiledPart = "municipality" | "period" | "category" | "form" | "organisation" | "position"

/** Organisations and positions beyond this number are summed up, because a table of twenty thousand rows is not a statistic. */
const MOST_ROWS = 30

/** The page stops counting here: a larger number helps nobody, and would take longer with each organisation. */
const MOST_KEYS = 1_000

export interface FiledCounts {
	part: FiledPart
	/** Null: everything beyond the rows that are shown. */
	key: string | null
	/** The name of the municipality, organisation or position; null in other parts. */
	name: string | null
	/** How many keys the row sums up; null if there are more than `MOST_KEYS`. */
	keys: number | null
	filed: number
	/** Received in the previous year. */
	before: number
	registered: number
	granted: number
	refused: number
}

/** Counts of a year next to the year before, in each part the greatest first. @param municipalityCode null: the region */
export function filedCounts(municipalityCode: string | null, year: number): Promise<FiledCounts[]> {
	const [present, previous] = [String(year), String(year - 1)]
	const within =
		municipalityCode === null ? Prisma.sql`TRUE` : Prisma.sql`"municipalityCode" = ${municipalityCode}`
	const counted = Prisma.sql`"FiledCount" WHERE "year" IN (${present}, ${previous}) AND ${within}`
	const summed = (column: "filed" | "registered" | "granted" | "refused", of = present) =>
		Prisma.sql`coalesce(sum(${Prisma.raw(`"${column}"`)}) FILTER (WHERE "year" = ${of}), 0)::int`
	const sums = Prisma.sql`${summed("filed")} AS "filed", ${summed("registered")} AS "registered", ${summed("granted")} AS "granted",
		${summed("refused")} AS "refused", ${summed("filed", previous)} AS "before"`
	const isAny = Prisma.sql`${summed("filed")} <> 0 OR ${summed("filed", previous)} <> 0`
	const greatestFirst = Prisma.sql`"filed" DESC, "before" DESC, "key" COLLATE "C" LIMIT ${MOST_ROWS}`
	// A change that is not summed up yet can lift each of its organisations among the greatest, and push others out.
	const greatestOf = (one: string) => Prisma.sql`(SELECT "key" FROM "FiledCount"
		WHERE "folded" AND "part" = 'organisation' AND "year" = ${one} AND ${within}
		ORDER BY "filed" DESC, "key" LIMIT ${MOST_ROWS} + (SELECT count(*) FROM changed))`
	return rowsOf<FiledCounts>(
		prisma,
		Prisma.sql`
		WITH parts AS MATERIALIZED (
			SELECT "part", "key", ${sums} FROM ${counted} AND "part" <> 'organisation' GROUP BY 1, 2 HAVING ${isAny}),
		changed AS MATERIALIZED (SELECT DISTINCT "key" FROM ${counted} AND NOT "folded" AND "part" = 'organisation'),
		candidates AS (${greatestOf(present)} UNION ${greatestOf(previous)} UNION SELECT "key" FROM changed),
		organisations AS (
			SELECT 'organisation' AS "part", c."key", o.* FROM candidates c
			CROSS JOIN LATERAL (SELECT ${sums} FROM ${counted} AND "part" = 'organisation' AND "key" = c."key" HAVING ${isAny}) o
			ORDER BY ${greatestFirst}),
		-- Each application counts once in every part, so the sums of one part are those of another.
		totals AS (
			SELECT "part", ${SUMMED} FROM parts GROUP BY 1
			UNION ALL SELECT 'organisation',
				(SELECT count(*)::int FROM (SELECT 1 FROM ${counted} AND "part" = 'organisation' GROUP BY "key" HAVING ${isAny} LIMIT ${MOST_KEYS + 1}) AS "all"),
				${SUMS_OF_ALL} FROM parts WHERE "part" = 'municipality'),
		best AS (
			SELECT g.* FROM totals t CROSS JOIN LATERAL (SELECT * FROM parts p WHERE p."part" = t."part" ORDER BY ${greatestFirst}) g
			UNION ALL SELECT * FROM organisations),
		named AS (SELECT "part", ${SUMMED} FROM best GROUP BY 1)
		SELECT * FROM (
			SELECT "part", "key", CASE "part"
					WHEN 'municipality' THEN (SELECT m."name" FROM "Municipality" m WHERE m."code" = "key")
					WHEN 'organisation' THEN (SELECT o."name" FROM "Organisation" o WHERE o."id" = "key")
					WHEN 'position' THEN (SELECT p."nominative" FROM "Position" p WHERE p."code" = "key") END AS "name",
				1 AS "keys", "filed", "before", "registered", "granted", "refused" FROM best
			UNION ALL
			SELECT t."part", NULL, NULL, CASE WHEN t."keys" <= ${MOST_KEYS} THEN t."keys" - n."keys" END, t."filed" - n."filed", t."before" - n."before", t."registered" - n."registered",
				t."granted" - n."granted", t."refused" - n."refused" FROM totals t JOIN named n ON n."part" = t."part" AND n."keys" < t."keys") AS "shown"
		ORDER BY "part", "key" IS NULL, "filed" DESC, "before" DESC, "key" COLLATE "C"`,
	)
}

const SUMS_OF_ALL =
	Prisma.raw(`sum("filed")::int AS "filed", sum("before")::int AS "before", sum("registered")::int AS "registered",
	sum("granted")::int AS "granted", sum("refused")::int AS "refused"`)
const SUMMED = Prisma.sql`count(*)::int AS "keys", ${SUMS_OF_ALL}`

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
