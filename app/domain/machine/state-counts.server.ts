import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { foldCounts, recountCounts } from "#app/db/kept-counts.server.ts"
import { TABLES } from "#app/workflow/tables.ts"
import type { SubjectName } from "#machines/lifecycles.ts"

// How many subjects are in each state, and since which day. Triggers keep it, so a page reads a few hundred rows instead of every
// application.

const KEPT = {
	table: "StateCount",
	place: ["subject", "state", "municipalityCode", "scheduleId", "procedure", "experts", "since"],
	counts: ["count"],
} as const

export interface StateCount {
	/** Empty for subjects that are set aside. */
	state: string
	municipalityCode: string
	/** Empty without a schedule. */
	scheduleId: string
	procedure: string
	experts: number
	/** Civil date. */
	since: string
	count: number
}

type Part = keyof Omit<StateCount, "count">

/** Counts of a machine's subjects, summed up by the given columns. */
export const countsOf = <Column extends Part>(
	subject: SubjectName,
	by: readonly Column[],
	where: Prisma.Sql = Prisma.sql`TRUE`,
): Promise<(Pick<StateCount, Column> & { count: number })[]> => {
	const columns = Prisma.raw(by.map((name) => `"${name}"`).join(", "))
	return rowsOf(
		prisma,
		Prisma.sql`SELECT ${columns}, sum("count")::int AS "count" FROM "StateCount"
			WHERE "subject" = ${subject} AND ${where} GROUP BY ${columns} HAVING sum("count") <> 0`,
	)
}

/** The same of every machine at once. */
export const countsOfAll = <Column extends Part>(
	by: readonly Column[],
): Promise<(Pick<StateCount, Column> & { subject: SubjectName; count: number })[]> => {
	const columns = Prisma.raw(["subject", ...by].map((name) => `"${name}"`).join(", "))
	return rowsOf(
		prisma,
		Prisma.sql`SELECT ${columns}, sum("count")::int AS "count" FROM "StateCount"
			GROUP BY ${columns} HAVING sum("count") <> 0`,
	)
}

/**
 * Every state of every machine that a count names, also one in which nothing stands any more. An index jumps from one to the
 * next, so this takes as long as there are states.
 */
export const statesCounted = (): Promise<{ subject: SubjectName; state: string }[]> =>
	rowsOf(
		prisma,
		Prisma.sql`
		WITH RECURSIVE found AS (
			(SELECT "subject", "state" FROM "StateCount" ORDER BY 1, 2 LIMIT 1)
			UNION ALL SELECT further.* FROM found CROSS JOIN LATERAL (
				SELECT c."subject", c."state" FROM "StateCount" c
				WHERE (c."subject", c."state") > (found."subject", found."state") ORDER BY 1, 2 LIMIT 1) further)
		SELECT * FROM found`,
	)

/** How many subjects of a machine a condition on the counts selects. */
export async function keptCount(subject: SubjectName, where: Prisma.Sql): Promise<number> {
	const [found] = await rowsOf<{ count: number }>(
		prisma,
		Prisma.sql`SELECT coalesce(sum("count"), 0)::int AS "count" FROM "StateCount" WHERE "subject" = ${subject} AND ${where}`,
	)
	return found?.count ?? 0
}

/** How many subjects of each machine are in each state; an empty state means set aside. */
export type StateTotals = readonly { subject: SubjectName; state: string; count: number }[]

export const foldStateCounts = (): Promise<number> => foldCounts(KEPT)

/** Where a machine's table keeps what is counted. The migration's triggers say the same; a test compares the two. */
const COLUMNS: Record<SubjectName, string> = {
	application: `"municipalityCode", coalesce("scheduleId", ''), coalesce("procedure", ''), "expertCount"`,
	withdrawal: `(SELECT a."municipalityCode" FROM "Application" a WHERE a."id" = "applicationId"), '', '', 0`,
	schedule: `"municipalityCode", "id", '', 0`,
	invitation: `coalesce("municipalityCode", ''), '', '', 0`,
	letter: `'', '', '', 0`,
}

const counted = (name: SubjectName) => `
	SELECT '${name}', CASE WHEN "quarantine" IS NULL THEN "state" ELSE '' END, ${COLUMNS[name]},
		to_char("stateSince" AT TIME ZONE 'Asia/Tomsk', 'YYYY-MM-DD'), 1 FROM "${TABLES[name]}"`

/** @returns how many counts were wrong, and are right now */
export const recountStates = (): Promise<number> =>
	recountCounts(KEPT, Prisma.raw((Object.keys(TABLES) as SubjectName[]).map(counted).join(" UNION ALL ")))
