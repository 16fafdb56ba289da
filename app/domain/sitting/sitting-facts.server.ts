import type { Db, Tx } from "#app/db/client.server.ts"
import type { Decision, SittingFacts } from "#machines/application/application.facts.ts"

/** Null for a sitting that is not there or was called off: nothing can be decided at it. */
export async function sittingFacts(db: Db, id: string): Promise<SittingFacts | null> {
	return db.sitting.findUnique({
		where: { id, calledOffAt: null },
		select: {
			heldOn: true,
			protocolNumber: true,
			members: true,
			present: true,
			orderNumber: true,
			orderDate: true,
		},
	})
}

/** Locks the day, roll and order of a sitting until the decision is written. */
export async function lockSittingToDecide(tx: Tx, id: string): Promise<void> {
	await tx.$executeRaw`SELECT 1 FROM "Sitting" WHERE "id" = ${id} FOR SHARE`
}

/** Who votes on a teacher at a sitting, or null while the roll has not been called. */
export async function ballotOf(db: Db, sittingId: string, teacherId: string, decision: Decision) {
	const sitting = await db.sitting.findUnique({
		where: { id: sittingId },
		select: {
			present: true,
			roll: { where: { personId: teacherId, present: true }, select: { number: true } },
		},
	})
	if (!sitting?.present) return null
	return { decision, present: sitting.present, isMember: sitting.roll.length > 0 }
}
