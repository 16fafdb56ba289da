import { addDays, civilDate } from "#app/utils/civil-date.ts"
import { noFacts, type SittingFacts } from "#machines/application/application.facts.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
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
 * Postponed applications belong to the next sitting. So once a sitting has decided something, its papers list only its
 * decisions. Entering the decisions of a long agenda takes pages and hours, so this begins on the next day.
 * @param decidedOn the day on which its first decision was entered, null if there is none. All days are civil dates.
 */
export const isSettled = (
	{ heldOn }: Pick<SittingFacts, "heldOn">,
	decidedOn: string | null,
	today: string,
): boolean => decidedOn !== null && heldOn < today && decidedOn < today

/** The commission has sat: nobody can take the sitting back any more. */
export const hasSat = ({ protocolNumber }: Pick<SittingFacts, "protocolNumber">, decisions: number) =>
	decisions > 0 || Boolean(protocolNumber)

/** How far a sitting has come, in the order in which the list is sorted. */
export const SITTING_STAGES = {
	ahead: "Впереди",
	"to-enter": "Внесите протокол и распоряжение",
	ready: "Решения можно вносить",
	settled: "Решения внесены",
	"called-off": "Отменено",
} as const
export type SittingStage = keyof typeof SITTING_STAGES

export function stageOf(
	sitting: SittingFacts & { calledOffAt: Date | null },
	decidedAt: Date | null,
	now: Date,
): SittingStage {
	const today = civilDate(now)
	if (sitting.calledOffAt) return "called-off"
	if (obstaclesOf(sitting, now).length > 0) return sitting.heldOn > today ? "ahead" : "to-enter"
	return isSettled(sitting, decidedAt && civilDate(decidedAt), today) ? "settled" : "ready"
}

/** Why no decision of this sitting can be entered yet, in the machine's own words. Empty if it can. */
export function obstaclesOf(sitting: SittingFacts, now: Date): string[] {
	const at = now.toISOString()
	return (["sittingHeld", "orderEntered"] as const)
		.filter((guard) => !holds(guard, sitting, at))
		.map((guard) => String(guards[guard].reason))
}

/** Whether this number of present members is a quorum. The machine answers, because only it knows the required share. */
export function isQuorum(present: number, members: number, now: Date): boolean {
	const heldOn = addDays(now.toISOString().slice(0, 10), -2)
	const sitting = { heldOn, protocolNumber: "1", members, present, orderNumber: null, orderDate: null }
	return holds("sittingHeld", sitting, now.toISOString())
}

/** The smallest number of present members that is a quorum. */
export function quorumOf(members: number, now: Date): number {
	for (let present = 1; present < members; present += 1) if (isQuorum(present, members, now)) return present
	return members
}
