import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { type ListPages, pageOfList } from "#app/db/paging.server.ts"
import { civilDate, daysBetween, TIME_ZONE } from "#app/utils/civil-date.ts"
import { TABLES } from "#app/workflow/tables.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { ALL, type StandingQuery, standingWhere } from "./standing-query.server.ts"
import { countsOf, countsOfAll } from "./state-counts.server.ts"

/** Waiting times in whole days: up to the first is quick, the second usual, the third long; anything more is very long. */
export const AGE_LIMITS = [7, 20, 30] as const

/** How many subjects are in one state now, and for how many whole days. */
export interface Standing {
	state: string
	count: number
	/** Half of them wait no longer than this many days. */
	median: number
	/** Up to 7, 8–20, 21–30 and over 30 days. */
	bands: readonly [number, number, number, number]
}

/**
 * Counts by state. The time in a state counts from the day of the last transition that changed it; subjects set aside are
 * left out.
 */
export async function standingsOf(
	name: SubjectName,
	now: Date,
	query: StandingQuery = ALL,
): Promise<Standing[]> {
	return standingsIn(await countsSince(name, query), now)
}

function standingsIn(rows: readonly Since[], now: Date): Standing[] {
	const today = civilDate(now)
	const states = new Set(rows.map(({ state }) => state).filter(Boolean))
	return [...states].map((state) => ({
		state,
		...inBands(
			rows
				.filter((row) => row.state === state)
				.map(({ since, count }) => ({ count, days: Math.max(0, daysBetween(since, today)) })),
		),
	}))
}

/** The same of every machine, and how many of its subjects are set aside. */
export async function standingsOfAll(
	now: Date,
): Promise<(name: SubjectName) => { rows: Standing[]; quarantined: number }> {
	const counts = await countsOfAll(["state", "since"])
	return (name) => {
		const own = counts.filter(({ subject }) => subject === name)
		const setAside = own.filter(({ state }) => state === "")
		return { rows: standingsIn(own, now), quarantined: setAside.reduce((sum, { count }) => sum + count, 0) }
	}
}

/** How many subjects are in quarantine because the machine does not know their stored state. */
export async function countQuarantined(name: SubjectName): Promise<number> {
	const [row] = await countsOf(name, ["state"], Prisma.sql`"state" = ''`)
	return row?.count ?? 0
}

interface Since {
	state: string
	since: string
	count: number
}

function countsSince(name: SubjectName, query: StandingQuery): Promise<Since[]> {
	// The period of a withdrawal is that of its application, which changes without the withdrawal.
	if (name === "withdrawal" && query.period)
		return rowsOf(
			prisma,
			Prisma.sql`SELECT "state", to_char("stateSince" AT TIME ZONE ${TIME_ZONE}, 'YYYY-MM-DD') AS "since", count(*)::int AS "count"
				FROM ${table(name)} WHERE ${standingWhere(name, query)} GROUP BY 1, 2`,
		)
	const conditions = [Prisma.sql`TRUE`]
	if (query.municipality) conditions.push(Prisma.sql`"municipalityCode" = ${query.municipality}`)
	if (query.period)
		conditions.push(
			Prisma.sql`"scheduleId" IN (SELECT "id" FROM "Schedule" WHERE "periodId" = ${query.period})`,
		)
	return countsOf(name, ["state", "since"], Prisma.join(conditions, " AND "))
}

function inBands(waits: { days: number; count: number }[]): Omit<Standing, "state"> {
	const sorted = waits.toSorted((one, other) => one.days - other.days)
	const count = sorted.reduce((sum, wait) => sum + wait.count, 0)
	let before = 0
	const middle = sorted.find((wait) => {
		before += wait.count
		return before * 2 >= count
	})
	const [quick, usual, long] = AGE_LIMITS
	const between = (more: number, most: number) =>
		sorted.reduce((sum, { days, count: some }) => (days > more && days <= most ? sum + some : sum), 0)
	return {
		count,
		median: middle?.days ?? 0,
		bands: [between(-1, quick), between(quick, usual), between(usual, long), between(long, Infinity)],
	}
}

/** One page of the subjects in a state, longest wait first. */
export async function standingIn(
	name: SubjectName,
	state: string,
	query: StandingQuery,
	{ page, pageSize }: { page: number; pageSize: number },
): Promise<ListPages & { ids: string[] }> {
	const where = Prisma.sql`${standingWhere(name, query)} AND "state" = ${state}`
	const { rows, ...pages } = await pageOfList({
		page,
		pageSize,
		count: async (most) => {
			const [counted] = await rowsOf<{ count: number }>(
				prisma,
				Prisma.sql`SELECT count(*)::int AS "count" FROM (SELECT 1 FROM ${table(name)} WHERE ${where} LIMIT ${most}) AS "part"`,
			)
			return counted?.count ?? 0
		},
		load: ({ skip, take }) =>
			rowsOf<{ id: string }>(
				prisma,
				Prisma.sql`SELECT "id" FROM ${table(name)} WHERE ${where} ORDER BY "stateSince", "id" LIMIT ${take} OFFSET ${skip}`,
			),
	})
	return { ...pages, ids: rows.map(({ id }) => id) }
}

const table = (name: SubjectName) => Prisma.raw(`"${TABLES[name]}"`)
