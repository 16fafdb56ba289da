import type { Role } from "#app/policies/policy.ts"
import { NUMBER_NAMES, type ProcedureNumbers } from "./numbers.ts"
import { isInEffect, NUMBERS, numbersOf, type ProcedureRule, RULES, type RuleGroup } from "./rules.ts"

/** What operators may change in a rule. Severity, condition and facts cannot be changed, because the Order and the code determine them. */
export interface RuleChange {
	from?: string
	to?: string | null
	title?: string
	text?: string
	finding?: string
	numbers?: Partial<ProcedureNumbers>
}

/** A rule that a region wrote itself. Nothing checks it; it is only for reading. */
export interface AddedRule {
	id: string
	group: RuleGroup
	from: string
	to: string | null
	title: string
	text: string
	roles: readonly Role[]
}

/** All changes that operators have made, over the rules that came with the program. */
export interface RuleChanges {
	rules: Readonly<Record<string, RuleChange>>
	added: readonly AddedRule[]
}

export const NO_CHANGES: RuleChanges = { rules: {}, added: [] }

/** All changes in force from a day on, and the number of the decision that came into force on it. */
export interface Edition {
	number: number
	inForceFrom: string
	changes: RuleChanges
}

/** What operators decided: the difference between the beginning and the end of their draft is in force from a day on. */
export interface RuleDecision extends Edition {
	base: RuleChanges
}

/** The editions of the rules, in the order of their days. */
export type Rulebook = readonly Edition[]

export const BUILT_IN: Rulebook = []

/** Every rule with these changes, in effect or not. */
export function rulesWith({ rules, added }: RuleChanges): ProcedureRule[] {
	const changed = RULES.map((rule): ProcedureRule => {
		const change = Object.hasOwn(rules, rule.id) ? rules[rule.id] : undefined
		return change ? { ...rule, ...change, numbers: { ...rule.numbers, ...change.numbers } } : rule
	})
	return [...changed, ...added.map(whole)]
}

const whole = (rule: AddedRule): ProcedureRule => ({
	...rule,
	origin: "region",
	severity: "informs",
	matter: null,
	finding: null,
	condition: null,
	reads: [],
	numbers: {},
	reason: null,
})

/** The edition in force on a day. Undefined if the operators have none for that day. */
export const editionOn = (rulebook: Rulebook, date: string): Edition | undefined =>
	rulebook.findLast(({ inForceFrom }) => inForceFrom <= date)

const allOn = (rulebook: Rulebook, date: string) =>
	rulesWith(editionOn(rulebook, date)?.changes ?? NO_CHANGES)

/** The rules in effect on a day. */
export const rulesOn = (rulebook: Rulebook, date: string): ProcedureRule[] =>
	allOn(rulebook, date).filter((rule) => isInEffect(rule, date))

/** The numbers of the procedure on a day. They also apply to terms that began under an earlier Order. */
export const numbersOn = (rulebook: Rulebook, date: string): ProcedureNumbers =>
	rulebook.length === 0 ? NUMBERS : numbersOf(allOn(rulebook, date))

/**
 * The rulebook that all decisions give together. Each changes the result of the decisions with earlier days. So a decision
 * may be inserted before another or removed, and the others still change what they changed. Of two with the same day the
 * later number wins.
 */
export function rulebookOf(decisions: readonly RuleDecision[]): Rulebook {
	let changes = NO_CHANGES
	return [...decisions]
		.sort((a, b) => a.inForceFrom.localeCompare(b.inForceFrom) || a.number - b.number)
		.map((decision): Edition => {
			changes = changedBy(decision, changes)
			return { number: decision.number, inForceFrom: decision.inForceFrom, changes }
		})
}

function changedBy({ base, changes }: RuleDecision, earlier: RuleChanges): RuleChanges {
	const was = new Map(rulesWith(base).map((rule) => [rule.id, rule]))
	const is = new Map(rulesWith(changes).map((rule) => [rule.id, rule]))
	const rules = RULES.flatMap(({ id }): [string, RuleChange][] => {
		const [before, after] = [was.get(id), is.get(id)]
		const own = Object.hasOwn(earlier.rules, id) ? (earlier.rules[id] ?? {}) : {}
		const change = before && after ? withDifference(own, before, after) : own
		return Object.keys(change).length > 0 ? [[id, change]] : []
	})
	const known = new Map(base.added.map((rule) => [rule.id, JSON.stringify(rule)]))
	const added = new Map(earlier.added.map((rule) => [rule.id, rule]))
	for (const rule of changes.added) if (known.get(rule.id) !== JSON.stringify(rule)) added.set(rule.id, rule)
	return { rules: Object.fromEntries(rules), added: [...added.values()] }
}

/** A value that a decision brings back to that of the program is written down, too: an earlier decision may have another. */
function withDifference(own: RuleChange, was: ProcedureRule, is: ProcedureRule): RuleChange {
	const numbers = NUMBER_NAMES.filter((name) => was.numbers[name] !== is.numbers[name]).map(
		(name) => [name, is.numbers[name]] as const,
	)
	return {
		...own,
		...(was.title !== is.title && { title: is.title }),
		...(was.text !== is.text && { text: is.text }),
		...(was.finding !== is.finding && is.finding !== null && { finding: is.finding }),
		...(was.from !== is.from && { from: is.from }),
		...(was.to !== is.to && { to: is.to }),
		...(numbers.length > 0 && { numbers: { ...own.numbers, ...Object.fromEntries(numbers) } }),
	}
}
