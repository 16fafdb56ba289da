import type { Repair } from "#app/db/generated/client.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { stateAsStored } from "./subject-title.server.ts"

export const proposalView = (subject: SubjectName, repair: Repair) => ({
	id: repair.id,
	from: stateAsStored(subject, repair.fromState),
	to: stateAsStored(subject, repair.toState),
	reason: repair.reason,
	proposedBy: repair.proposedByName,
	proposedAt: repair.proposedAt.toISOString(),
})
