import { CONDITIONS } from "./conditions.ts"
import { BUILT_IN, numbersOn, type Rulebook, rulesOn } from "./editions.ts"
import type { RulebookFacts } from "./facts.ts"
import { citation, itemOf, orderInForce } from "./orders.ts"
import type { ProcedureRule, Severity } from "./rules.ts"
import { fill } from "./wording.ts"

export { CRITERIA_CAUTION, type Criterion, criteriaOf } from "./criteria.ts"
export {
	type AddedRule,
	BUILT_IN,
	type Edition,
	editionOn,
	NO_CHANGES,
	numbersOn,
	type Rulebook,
	type RuleChange,
	type RuleChanges,
	rulesOn,
	rulesWith,
} from "./editions.ts"
export { FACT_WORDS, type RulebookFacts } from "./facts.ts"
export { citation, itemOf, type Matter, ORDERS, type Order, orderInForce } from "./orders.ts"
export {
	NUMBERS,
	numbersOf,
	type ProcedureRule,
	RULE_GROUPS,
	RULES,
	type RuleGroup,
	type Severity,
} from "./rules.ts"

export type Finding = {
	/** The id of the rule. */
	code: string
	/** The rule in a few words. */
	title: string
	severity: Exclude<Severity, "informs">
	/** «п. 30»; empty when the rule cites no item. */
	item: string
	/** «приказ Минпросвещения России от 24.03.2023 № 196» */
	order: string
	sentence: string
	/** The day by whose rules the application is judged. */
	date: string
}

/**
 * What the rules of the day of receipt say about an application: first what forbids it, then the warnings.
 * The guard of forming, the coordinator's checklist and the help use the same findings.
 */
export function examine(facts: RulebookFacts, date: string, rulebook: Rulebook = BUILT_IN): Finding[] {
	const numbers = numbersOn(rulebook, date)
	const findings = rulesOn(rulebook, date).flatMap((rule): Finding[] => {
		const { condition, finding, severity, id, title } = rule
		if (!condition || !finding || severity === "informs") return []
		const values = CONDITIONS[condition](facts, date, numbers)
		if (!values) return []
		const sentence = fill(finding, { ...numbers, ...values })
		return [{ code: id, title, severity, ...sourceOf(rule, date), sentence, date }]
	})
	return [...findings.filter(blocks), ...findings.filter((finding) => !blocks(finding))]
}

/** Whether the finding forbids the application; otherwise it only warns. */
export const blocks = ({ severity }: Pick<Finding, "severity">): boolean => severity === "blocks"

/** «п. 30, приказ Минпросвещения России от 24.03.2023 № 196» */
export const sourceWords = ({ item, order }: Pick<Finding, "item" | "order">): string =>
	[item, order].filter(Boolean).join(", ")

/** Where a rule stands: the item of the Order in force on that day, or the region. */
export function sourceOf({ matter, origin }: Pick<ProcedureRule, "matter" | "origin">, date: string) {
	const order = orderInForce(date)
	if (matter && order.paragraphs[matter] !== undefined)
		return { item: itemOf(order, matter), order: citation(order) }
	return { item: "", order: origin === "order" ? citation(order) : "правило региона" }
}
