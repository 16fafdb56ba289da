import type { RuleMention } from "#app/utils/rule-mention.ts"
import { type GuardUse, guardName, type Timed } from "./guards.ts"
import type { AnyLifecycle } from "./lifecycle.ts"
import { transitionsFor } from "./structure.ts"

// Why an event is possible or not. Pure, so that pages, the server and the drawings agree.

/** An event for checking guards. Until something is sent it has only its name and its time. */
export type AskedEvent = Timed & { type: string }

export interface Explanation {
	event: string
	/** True if every guard about facts holds, so pressing the button makes sense. */
	possible: boolean
	/** The sentence of each guard about facts that fails, or the sentence that the state has no such event. */
	reasons: string[]
	/** Guards about what is sent. They are checked when it is sent. */
	asks: string[]
	/** The rules that the reasons quote, if any. */
	rules?: readonly RuleMention[]
}

/** Checks one guard of a lifecycle. A guard named without params reads the event's own fields. */
export function guardHolds(
	lifecycle: Pick<AnyLifecycle, "name" | "predicates">,
	use: GuardUse,
	facts: unknown,
	event: AskedEvent,
): boolean {
	const name = guardName(use)
	const holds = Object.hasOwn(lifecycle.predicates, name) ? lifecycle.predicates[name] : undefined
	if (!holds) throw new Error(`«${lifecycle.name}» has no guard «${name}»`)
	const args = { context: facts, event } as never
	return holds(args, (typeof use === "string" ? event : use.params(args)) as never)
}

const sentence = (lifecycle: AnyLifecycle, use: GuardUse, facts: unknown): string => {
	const reason = lifecycle.guards[guardName(use)]?.reason
	return typeof reason === "function" ? reason(facts as never) : String(reason)
}

/** Explains an event of the machine in a state. If there are several transitions, the one with the fewest obstacles counts. */
export function explainEvent(
	lifecycle: AnyLifecycle,
	path: string,
	facts: unknown,
	event: AskedEvent,
): Explanation {
	const transitions = transitionsFor(lifecycle.machine, path, event.type)
	if (transitions.length === 0) {
		return {
			event: event.type,
			possible: false,
			reasons: [notHere(lifecycle, path)],
			asks: [],
		}
	}
	return transitions
		.map(({ guards }) => explainGuards(lifecycle, guards, facts, event))
		.reduce((best, next) => (next.reasons.length < best.reasons.length ? next : best))
}

/** The state has no such event. */
function notHere({ states }: AnyLifecycle, path: string): string {
	const { short, now } = states[path] ?? { short: path }
	return now ? `Сейчас это сделать нельзя. ${now}` : `В состоянии «${short}» это действие недоступно.`
}

export function explainGuards(
	lifecycle: AnyLifecycle,
	guards: readonly GuardUse[],
	facts: unknown,
	event: AskedEvent,
): Explanation {
	const failing = guards.filter((use) => !guardHolds(lifecycle, use, facts, event))
	const about = (use: GuardUse) => lifecycle.guards[guardName(use)]?.about
	const reasons = failing
		.filter((use) => about(use) === "facts")
		.map((use) => sentence(lifecycle, use, facts))
	const rules = failing.flatMap((use) => rulesOf(lifecycle, use, facts))
	return {
		...(rules.length > 0 && { rules }),
		event: event.type,
		possible: reasons.length === 0,
		reasons,
		asks: failing.filter((use) => about(use) === "event").map(guardName),
	}
}

/** The rules of the rulebook that a guard's sentence quotes. */
const rulesOf = (lifecycle: AnyLifecycle, use: GuardUse, facts: unknown): readonly RuleMention[] =>
	lifecycle.guards[guardName(use)]?.rules?.(facts as never) ?? []

/** Why an event was refused after the click. */
export interface EventRefusal {
	reasons: string[]
	/** The rules that the reasons quote. */
	rules: RuleMention[]
}

/** The refusal after the click: every failing guard of the best transition, about facts and event alike. */
export function refusalOf(
	lifecycle: AnyLifecycle,
	/** Null if the event would create the subject. */
	path: string | null,
	facts: unknown,
	event: AskedEvent,
): EventRefusal {
	const candidates =
		path === null
			? [lifecycle.creation.guards]
			: transitionsFor(lifecycle.machine, path, event.type).map(({ guards }) => guards)
	if (candidates.length === 0 && path !== null)
		return { reasons: [...explainEvent(lifecycle, path, facts, event).reasons], rules: [] }
	const failing = candidates
		.map((guards) => guards.filter((use) => !guardHolds(lifecycle, use, facts, event)))
		.reduce((best, next) => (next.length < best.length ? next : best))
	return {
		reasons: failing.map((use) => sentence(lifecycle, use, facts)),
		rules: failing.flatMap((use) => rulesOf(lifecycle, use, facts)),
	}
}
