import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"

/**
 * How many applications belong to each of some sittings or schedules. With `_count` Prisma would count those of every
 * sitting there ever was.
 */
export async function countApplicationsBy(
	db: Db,
	column: "sittingId" | "scheduleId",
	ids: readonly string[],
	/** Only those in one of these states. */
	states?: readonly string[],
): Promise<(id: string) => number> {
	const name = Prisma.raw(`"${column}"`)
	const counted = await rowsOf<{ id: string; count: number }>(
		db,
		Prisma.sql`SELECT ${name} AS "id", count(*)::int AS "count" FROM "Application" WHERE ${name} = ANY (${[...ids]})
			${states ? Prisma.sql`AND "state" = ANY (${[...states]})` : Prisma.empty} GROUP BY 1`,
	)
	const counts = new Map(counted.map(({ id, count }) => [id, count]))
	return (id) => counts.get(id) ?? 0
}
