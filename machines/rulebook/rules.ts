import type { Role } from "#app/policies/policy.ts"
import type { ConditionName } from "./conditions.ts"
import type { RulebookFacts } from "./facts.ts"
import { NUMBER_NAMES, type NumberName, type ProcedureNumbers } from "./numbers.ts"
import type { Matter } from "./orders.ts"
import data from "./rules.json"

/** What a rule is about, in the order in which the help shows the groups. */
export const RULE_GROUPS = {
	eligibility: "Кто может подать",
	terms: "Сроки",
	period: "Период и результаты",
	simplified: "Упрощённая форма",
	rejection: "За что отклоняют",
	region: "Порядок работы региона",
} as const
export type RuleGroup = keyof typeof RULE_GROUPS

/** `blocks` forbids an application, `warns` only warns, `informs` is checked only by people. */
export type Severity = "blocks" | "warns" | "informs"

export interface ProcedureRule {
	id: string
	group: RuleGroup
	/** Who made it: a federal Order, or the region. */
	origin: "order" | "region"
	severity: Severity
	/** The matter of the Order that it cites, or null if the Order has no such item, or none is known. */
	matter: Matter | null
	/** First and last day of its effect. */
	from: string
	to: string | null
	/** The title in lists and on the page of an application. */
	title: string
	/** The text of the rule in plain Russian, with numbers as `{reviewDays:день|дня|дней}`. */
	text: string
	/** What is reported about an application to which it applies. */
	finding: string | null
	condition: ConditionName | null
	reads: readonly (keyof RulebookFacts)[]
	/** The numbers that this rule defines. */
	numbers: Readonly<Partial<ProcedureNumbers>>
	/** The roles that it concerns. */
	roles: readonly Role[]
	/** The code of the typical reason for rejection, where one exists. */
	reason: string | null
}

/** The rules that come with the program. Operators' editions change them from a certain date on. */
export const RULES = data.items as readonly ProcedureRule[]

/** All numbers that a set of rules defines. @throws RangeError if one is not defined */
export function numbersOf(rules: readonly ProcedureRule[]): ProcedureNumbers {
	const found: Partial<Record<NumberName, number>> = Object.assign({}, ...rules.map(({ numbers }) => numbers))
	const missing = NUMBER_NAMES.filter((name) => found[name] === undefined)
	if (missing.length > 0) throw new RangeError(`No rule has the number ${missing.join(", ")}`)
	return found as ProcedureNumbers
}

/** The numbers that the program's own rules define. */
export const NUMBERS: ProcedureNumbers = numbersOf(RULES)

export const isInEffect = ({ from, to }: Pick<ProcedureRule, "from" | "to">, date: string): boolean =>
	from <= date && (to === null || date <= to)
