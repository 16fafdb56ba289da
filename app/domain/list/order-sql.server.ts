import { Prisma } from "#app/db/client.server.ts"
import { sortIn } from "./list.ts"
import type { SortedColumn, SortedList } from "./sorted-columns.ts"

/** The order that an address asks for, by columns in SQL. Rows that are equal in it, and lists without a `sort`, keep the usual order. */
export function orderSql(
	sorted: Readonly<Record<string, Prisma.Sql>>,
	sort: string | undefined,
	usual: Prisma.Sql,
): Prisma.Sql {
	const asked = sortIn(sort ?? "", Object.keys(sorted))
	const by = asked && sorted[asked.by]
	if (!by) return usual
	const way = asked.direction === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`
	return Prisma.sql`${by} ${way} NULLS LAST, ${usual}`
}

/** What each column beside the name means for the order of a list of people. */
export type BesideName<List extends SortedList> = Readonly<
	Record<Exclude<SortedColumn<List>, "name">, Prisma.Sql>
>

/**
 * The order of a list of people, who usually stand by their names, as an index has them. By names it can be read from both
 * ends; by another column everybody has to be sorted anyway.
 * @param names the columns of the index, in which no two rows are equal
 */
export function orderByName(
	sorted: Readonly<Record<string, Prisma.Sql>>,
	sort: string,
	names: readonly Prisma.Sql[],
): { order: Prisma.Sql; fromEnd: Prisma.Sql | null } {
	const forwards = Prisma.join([...names], ", ")
	const backwards = Prisma.join(
		names.map((column) => Prisma.sql`${column} DESC`),
		", ",
	)
	if (sort === "-name") return { order: backwards, fromEnd: forwards }
	const order = orderSql(sorted, sort, forwards)
	return { order, fromEnd: order === forwards ? backwards : null }
}
