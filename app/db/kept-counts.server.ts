import { countOf, Prisma } from "./client.server.ts"
import { inTransaction } from "./transaction.server.ts"

// Counts that triggers keep: whatever changes the counted rows adds rows with plus and minus in its transaction, so no two
// transactions wait for each other, and the counts are always those of the tables. A page sums up what it finds.

export interface KeptCounts {
	table: string
	/** The columns that tell counts apart. There is one folded row for each place. */
	place: readonly string[]
	/** The columns that are summed up. */
	counts: readonly string[]
}

function partsOf({ table, place, counts }: KeptCounts) {
	const listed = (parts: readonly string[], between = ", ") => Prisma.raw(parts.join(between))
	const columns = counts.map((name) => `"${name}"`)
	return {
		table: Prisma.raw(`"${table}"`),
		place: listed(place.map((name) => `"${name}"`)),
		counts: listed(columns),
		minus: listed(columns.map((name) => `-${name}`)),
		sums: listed(columns.map((name) => `sum(${name})::int`)),
		isAny: listed(
			columns.map((name) => `sum(${name}) <> 0`),
			" OR ",
		),
		added: listed(columns.map((name) => `${name} = kept.${name} + excluded.${name}`)),
	}
}

/** Sums up the changes since the last time into one row for each place. Called by one job at a time. */
export function foldCounts(kept: KeptCounts): Promise<number> {
	const { table, place, counts, sums, isAny, added } = partsOf(kept)
	return inTransaction((tx) =>
		countOf(
			tx,
			Prisma.sql`
			WITH changes AS (DELETE FROM ${table} WHERE NOT "folded" RETURNING *)
			INSERT INTO ${table} AS kept (${place}, ${counts}, "folded")
			SELECT ${place}, ${sums}, true FROM changes GROUP BY ${place} HAVING ${isAny}
			ON CONFLICT (${place}) WHERE "folded" DO UPDATE SET ${added}`,
		),
	)
}

/**
 * Compares the counts with what is counted again. A difference, which only work on the database by hand can cause, is put right
 * by one more change.
 * @param counted a query for the columns of the place and then the counts, of every row that counts
 * @returns how many counts were wrong
 */
export function recountCounts(kept: KeptCounts, counted: Prisma.Sql): Promise<number> {
	const { table, place, counts, minus, sums, isAny } = partsOf(kept)
	return inTransaction(
		(tx) =>
			countOf(
				tx,
				Prisma.sql`
				INSERT INTO ${table} (${place}, ${counts})
				SELECT ${place}, ${sums} FROM (${counted} UNION ALL SELECT ${place}, ${minus} FROM ${table})
					AS "both" (${place}, ${counts}) GROUP BY ${place} HAVING ${isAny}`,
			),
		{ timeout: 120_000 },
	)
}
