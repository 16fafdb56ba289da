import { citation, itemOf, orderInForce } from "./orders.ts"
import { RULEBOOK_SETTINGS, RULES, type RulebookFacts, type RulebookSettings } from "./rules.ts"

export { CRITERIA_CAUTION, type Criterion, criteriaOf } from "./criteria.ts"
export { citation, itemOf, type Matter, ORDERS, type Order, orderInForce } from "./orders.ts"
export { RULEBOOK_SETTINGS, RULES, type Rule, type RulebookFacts, type RulebookSettings } from "./rules.ts"

export type Finding = {
	code: string
	severity: "blocks" | "warns"
	/** «п. 30» */
	item: string
	/** «приказ Минпросвещения России от 24.03.2023 № 196» */
	order: string
	sentence: string
}

/**
 * What the Order in force on the day of receipt says about an application: first what forbids it, then the warnings.
 * The guard of forming, the coordinator's checklist and the help use the same findings.
 */
export function examine(
	facts: RulebookFacts,
	date: string,
	settings: RulebookSettings = RULEBOOK_SETTINGS,
): Finding[] {
	const order = orderInForce(date)
	const findings = RULES.flatMap(({ code, severity, matter, finds }): Finding[] => {
		const sentence = finds(facts, date, order, settings)
		return sentence ? [{ code, severity, item: itemOf(order, matter), order: citation(order), sentence }] : []
	})
	return [...findings.filter(blocks), ...findings.filter((finding) => !blocks(finding))]
}

/** Whether the finding forbids the application; otherwise it only warns. */
export const blocks = ({ severity }: Finding): boolean => severity === "blocks"
