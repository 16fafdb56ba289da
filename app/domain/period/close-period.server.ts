import { prisma } from "#app/db/client.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError } from "#app/utils/errors.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"

const FILLABLE = statesTagged(scheduleLifecycle, "fillable")

/**
 * Closes every schedule that is due: after the 12th, or after the last day that was set when it was reopened (slides for
 * coordinators). A schedule that cannot be closed does not keep the others open.
 */
export async function closeDueSchedules(now: Date): Promise<{ closed: number }> {
	const open = await prisma.schedule.findMany({
		where: { closesOn: { lt: civilDate(now) }, state: { in: FILLABLE }, quarantine: null },
		orderBy: { id: "asc" },
		select: { id: true },
	})
	let closed = 0
	for (const { id } of open) {
		try {
			await dispatch({ actor: SYSTEM, subject: "schedule", id, event: "schedule.close", now })
			closed += 1
		} catch (error) {
			// Closed or extended meanwhile, by a person or by another worker.
			if (!(error instanceof DomainError)) throw error
		}
	}
	return { closed }
}
