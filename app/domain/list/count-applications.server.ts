import { Prisma } from "#app/db/client.server.ts"
import { countUpTo } from "#app/db/paging.server.ts"

/** How many applications `a` meet the condition. It stops counting at `most`. */
export const countApplications = (where: Prisma.Sql, most: number): Promise<number> =>
	countUpTo(most, Prisma.sql`"Application" a WHERE ${where}`)
