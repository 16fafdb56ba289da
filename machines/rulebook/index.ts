import { CONDITIONS } from "./conditions.ts"
import { BUILT_IN, numbersOn, type Rulebook, rulesOn } from "./editions.ts"
import type { RulebookFacts } from "./facts.ts"
import { citation, itemOf, ORDERS, type Order, orderInForce } from "./orders.ts"
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
	isInEffect,
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
	/** «п. 30», or empty if the rule cites no item. */
	item: string
	/** «приказ Минпросвещения России от 24.03.2023 № 196» */
	order: string
	sentence: string
	/** The day whose rules the application is judged by. */
	date: string
}

/**
 * What the rules of the day of receipt say about an application: first what they forbid, then the warnings. The guard for
 * forming, the coordinator's checklist and the help use the same findings.
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

type Cited = Pick<ProcedureRule, "matter" | "origin">

/** The source of a rule: the item of the Order in force on that day, or the region. */
export const sourceOf = (rule: Cited, date: string) => sourceIn(orderInForce(date), rule)

function sourceIn(order: Order, { matter, origin }: Cited) {
	if (matter && order.paragraphs[matter] !== undefined)
		return { item: itemOf(order, matter), order: citation(order) }
	return { item: "", order: origin === "order" ? citation(order) : "правило региона" }
}

/** One source of a rule, and the days on which it contained the rule. */
export interface RuleSource {
	words: string
	from: string
	to: string | null
}

/**
 * Every source of a rule, the oldest first. A rule that outlived an Order is in both, each with its own days. Only citing
 * the item of the Order of 2023 next to «с 15.06.2014» would be a contradiction.
 */
export function sourcesOf(rule: Cited & Pick<ProcedureRule, "from" | "to">): RuleSource[] {
	const sources = ORDERS.flatMap((order, index): RuleSource[] => {
		const from = order.inForceFrom > rule.from ? order.inForceFrom : rule.from
		// The last Order applies until its successor is known.
		const end = index === ORDERS.length - 1 ? null : order.inForceTo
		const to = end === null || (rule.to !== null && rule.to < end) ? rule.to : end
		return to !== null && to < from ? [] : [{ words: sourceWords(sourceIn(order, rule)), from, to }]
	})
	const merged: RuleSource[] = []
	for (const source of sources) {
		const last = merged.at(-1)
		if (last?.words === source.words) last.to = source.to
		else merged.push({ ...source })
	}
	return merged
}
