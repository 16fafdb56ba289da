import type { Role } from "#app/policies/policy.ts"
import type { ProcedureNumbers } from "./numbers.ts"
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

/** Changes that came into force on a day. Editions are numbered in the order of their days. */
export interface Edition {
	number: number
	inForceFrom: string
	changes: RuleChanges
}

/** The editions that operators have put in force, oldest first. */
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
