import { noFacts, type SittingFacts } from "#machines/application.facts.ts"
import { applicationLifecycle } from "#machines/application.texts.ts"
import { addDays } from "#machines/calendar.ts"
import { guardHolds } from "#machines/explain.ts"

const { guards } = applicationLifecycle

const holds = (guard: "sittingHeld" | "orderEntered", sitting: SittingFacts, at: string) =>
	guardHolds(
		applicationLifecycle,
		guard,
		{ ...noFacts, chosen: { sitting } },
		{ type: "application.decide", at },
	)

/**
 * What was put off is the next sitting's: once a sitting has decided and its day is past, its papers speak of its decisions only.
 * Both days civil.
 */
export const isSettled = (sitting: Pick<SittingFacts, "heldOn">, decisions: number, today: string) =>
	decisions > 0 && sitting.heldOn < today

/** Why no decision of this sitting can be entered yet, in the machine's own words; empty when all is there. */
export function obstaclesOf(sitting: SittingFacts, now: Date): string[] {
	const at = now.toISOString()
	return (["sittingHeld", "orderEntered"] as const)
		.filter((guard) => !holds(guard, sitting, at))
		.map((guard) => String(guards[guard].reason))
}

/** Whether so many of the members make a quorum: asked of the machine, which alone knows the share. */
export function isQuorum(present: number, members: number, now: Date): boolean {
	const heldOn = addDays(now.toISOString().slice(0, 10), -2)
	const sitting = { heldOn, protocolNumber: "1", members, present, orderNumber: null, orderDate: null }
	return holds("sittingHeld", sitting, now.toISOString())
}

/** The smallest number of those present that makes a quorum. */
export function quorumOf(members: number, now: Date): number {
	for (let present = 1; present < members; present += 1) if (isQuorum(present, members, now)) return present
	return members
}
