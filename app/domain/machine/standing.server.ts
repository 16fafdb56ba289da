import { Prisma, prisma } from "#app/db/client.server.ts"
import { type ListPages, pageOfList } from "#app/db/paging.server.ts"
import { TABLES } from "#app/workflow/tables.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { ALL, type StandingQuery, standingWhere } from "./standing-query.server.ts"

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
 * Counts by state, in one statement. The time in a state counts from the last transition that changed it; subjects set
 * aside are left out.
 */
export async function standingsOf(
	name: SubjectName,
	now: Date,
	query: StandingQuery = ALL,
): Promise<Standing[]> {
	const [quick, usual, long] = AGE_LIMITS
	const rows = await prisma.$queryRaw<{ state: string; count: number; median: number; bands: number[] }[]>`
		SELECT "state", count(*)::int AS "count", percentile_disc(0.5) WITHIN GROUP (ORDER BY "days")::int AS "median",
			ARRAY[count(*) FILTER (WHERE "days" <= ${quick}), count(*) FILTER (WHERE "days" > ${quick} AND "days" <= ${usual}),
				count(*) FILTER (WHERE "days" > ${usual} AND "days" <= ${long}), count(*) FILTER (WHERE "days" > ${long})]::int[] AS "bands"
		FROM (
			SELECT "state", greatest(0, floor(extract(epoch FROM ${now}::timestamptz - "stateSince") / 86400))::int AS "days"
			FROM ${table(name)} WHERE ${standingWhere(name, query)}
		) AS "standing"
		GROUP BY "state"`
	return rows.map(({ bands: [a = 0, b = 0, c = 0, d = 0], ...row }) => ({ ...row, bands: [a, b, c, d] }))
}

/** One page of the subjects in a state, longest wait first. */
export async function standingIn(
	name: SubjectName,
	state: string,
	query: StandingQuery,
	{ page, pageSize }: { page: number; pageSize: number },
): Promise<ListPages & { rows: string[] }> {
	const where = Prisma.sql`${standingWhere(name, query)} AND "state" = ${state}`
	return pageOfList({
		page,
		pageSize,
		async count(most) {
			const [row] = await prisma.$queryRaw<{ count: number }[]>`
				SELECT count(*)::int AS "count" FROM (SELECT FROM ${table(name)} WHERE ${where} LIMIT ${most}) s`
			return row?.count ?? 0
		},
		async load({ skip, take }) {
			const rows = await prisma.$queryRaw<{ id: string }[]>`
				SELECT "id" FROM ${table(name)} WHERE ${where} ORDER BY "stateSince", "id" LIMIT ${take} OFFSET ${skip}`
			return rows.map(({ id }) => id)
		},
	})
}

/** How many subjects are in quarantine because the machine does not know their stored state. */
export async function countQuarantined(name: SubjectName): Promise<number> {
	const [row] = await prisma.$queryRaw<{ count: number }[]>`
		SELECT count(*)::int AS "count" FROM ${table(name)} WHERE "quarantine" IS NOT NULL`
	return row?.count ?? 0
}

const table = (name: SubjectName) => Prisma.raw(`"${TABLES[name]}"`)
