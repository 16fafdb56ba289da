import { prisma } from "#app/db/client.server.ts"
import { isTagged, statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"

/** States in which a schedule is closed but not approved yet. */
export const AWAITING_APPROVAL = statesTagged(scheduleLifecycle, "closed").filter(
	(state) => !isTagged(scheduleLifecycle, state, "approved"),
)

/** How many schedules wait for their order. Empty schedules do not count, because nobody waits for them. */
export const awaitsApproval = (): Promise<number> =>
	prisma.schedule.count({ where: { state: { in: AWAITING_APPROVAL }, applications: { some: {} } } })
