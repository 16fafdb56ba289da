import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"
import type { CommissionMember } from "#app/db/generated/client.ts"
import { byOffice } from "./offices.ts"

/** The commission as it is on this day, for a larger query; sort it by `byOffice`. Corrected rows do not count. */
export const membersSql = (date: Prisma.Sql): Prisma.Sql => Prisma.sql`
	SELECT c.* FROM "CommissionMember" c
	WHERE c."replacedById" IS NULL AND c."from" <= ${date} AND (c."until" IS NULL OR c."until" >= ${date})`

/** The commission as it is on this day, in the order of offices and names. */
export async function membersOn(db: Db, date: string): Promise<CommissionMember[]> {
	const members = await rowsOf<CommissionMember>(db, membersSql(Prisma.sql`${date}`))
	return members.sort(byOffice)
}
