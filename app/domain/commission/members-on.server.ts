import type { Db } from "#app/db/client.server.ts"
import type { CommissionMember } from "#app/db/generated/client.ts"
import { byOffice } from "./offices.ts"

/** The commission as it is on this day, in the order of offices and names. Corrected rows do not count. */
export async function membersOn(db: Db, date: string): Promise<CommissionMember[]> {
	const members = await db.commissionMember.findMany({
		where: { replacedById: null, from: { lte: date }, OR: [{ until: null }, { until: { gte: date } }] },
	})
	return members.sort(byOffice)
}
