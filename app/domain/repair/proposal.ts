import type { Repair } from "#app/db/generated/client.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"

/** The short word of a state, or the stored word itself where the machine does not know it. */
export function shortOf(subject: SubjectName, state: string): string {
	const states: Readonly<Record<string, { short: string }>> = LIFECYCLES[subject].states
	return states[state]?.short ?? state
}

export const proposalView = (subject: SubjectName, repair: Repair) => ({
	id: repair.id,
	from: shortOf(subject, repair.fromState),
	to: shortOf(subject, repair.toState),
	reason: repair.reason,
	proposedBy: repair.proposedByName,
	proposedAt: repair.proposedAt.toISOString(),
})
