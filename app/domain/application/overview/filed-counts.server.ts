import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { foldCounts, recountCounts } from "#app/db/kept-counts.server.ts"

// How many applications were received in a year, by the parts of the statistics. Triggers keep them, so a page sums up some
// thousand rows instead of reading every application. The migration's function `filed_parts` says what one application counts for.

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

const KEPT = {
	table: "FiledCount",
	place: ["year", "municipalityCode", "part", "key"],
	counts: ["filed", "registered", "granted", "refused"],
} as const

export const foldFiledCounts = (): Promise<number> => foldCounts(KEPT)

/** @returns how many counts were wrong, and are right now */
export const recountFiled = (): Promise<number> =>
	recountCounts(
		KEPT,
		Prisma.sql`SELECT p."year", a."municipalityCode", p."part", p."key", p."filed", p."registered", p."granted", p."refused"
			FROM "Application" a CROSS JOIN LATERAL filed_parts(a."state", a."receivedOn", a."municipalityCode", a."scheduleId",
				a."claimedCategory", a."procedure", a."attestationForm", a."organisationId", a."positionCode") p`,
	)
