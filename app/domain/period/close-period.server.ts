import { prisma } from "#app/db/client.server.ts"
import { type Actor, SYSTEM } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"

const FILLABLE = statesTagged(scheduleLifecycle, "fillable")

/** Closes a period for the whole region: every schedule that is still being filled in. */
export async function closePeriod({ actor, periodId, now }: { actor: Actor; periodId: string; now: Date }) {
	return closeAll(actor, { periodId }, now)
}

/**
 * Closes every schedule that is due: after the 12th, or after the last day that was given when it was reopened (slides
 * for coordinators).
 */
export async function closeDueSchedules(now: Date) {
	return closeAll(SYSTEM, { closesOn: { lt: civilDate(now) } }, now)
}

async function closeAll(actor: Actor, where: object, now: Date): Promise<{ closed: number }> {
	const open = await prisma.schedule.findMany({
		where: { ...where, state: { in: FILLABLE } },
		orderBy: { id: "asc" },
		select: { id: true },
	})
	for (const { id } of open) await dispatch({ actor, subject: "schedule", id, event: "schedule.close", now })
	return { closed: open.length }
}
