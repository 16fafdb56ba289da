import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"

/** How many applications `a` meet the condition. It stops counting at `most`. */
export async function countApplications(where: Prisma.Sql, most: number): Promise<number> {
	const [found] = await rowsOf<{ total: number }>(
		prisma,
		Prisma.sql`SELECT count(*)::int AS "total" FROM (SELECT 1 FROM "Application" a WHERE ${where} LIMIT ${most}) AS "part"`,
	)
	return found?.total ?? 0
}
