import { Prisma } from "#app/db/client.server.ts"
import { sortIn } from "./list.ts"

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
