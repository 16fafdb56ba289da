import type { Repair } from "#app/db/generated/client.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { shortOf } from "./subject-title.server.ts"

/** A proposed move as pages tell it. */
export const proposalView = (subject: SubjectName, repair: Repair) => ({
	id: repair.id,
	from: shortOf(subject, repair.fromState),
	to: shortOf(subject, repair.toState),
	reason: repair.reason,
	proposedBy: repair.proposedByName,
	proposedAt: repair.proposedAt.toISOString(),
})
