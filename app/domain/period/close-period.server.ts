import { prisma } from "#app/db/client.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"

const FILLABLE = statesTagged(scheduleLifecycle, "fillable")

/**
 * Closes every schedule that is due: after the 12th, or after the last day that was given when it was reopened (slides
 * for coordinators).
 */
export async function closeDueSchedules(now: Date): Promise<{ closed: number }> {
	const open = await prisma.schedule.findMany({
		where: { closesOn: { lt: civilDate(now) }, state: { in: FILLABLE } },
		orderBy: { id: "asc" },
		select: { id: true },
	})
	for (const { id } of open)
		await dispatch({ actor: SYSTEM, subject: "schedule", id, event: "schedule.close", now })
	return { closed: open.length }
}
