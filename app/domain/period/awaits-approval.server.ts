import { prisma } from "#app/db/client.server.ts"
import { isTagged, statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"

/** Closed, and not approved yet. */
export const AWAITING_APPROVAL = statesTagged(scheduleLifecycle, "closed").filter(
	(state) => !isTagged(scheduleLifecycle, state, "approved"),
)

/** How many schedules with somebody in them wait for their order: an empty one hurries nobody. */
export const awaitsApproval = (): Promise<number> =>
	prisma.schedule.count({ where: { state: { in: AWAITING_APPROVAL }, applications: { some: {} } } })
