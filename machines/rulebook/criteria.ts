import criteria from "./criteria.json"
import { citation, itemOf, orderInForce } from "./orders.ts"

export type Criterion = {
	code: string
	/** Its number in the list, from 1. Evidence refers to the показатель by this number. */
	number: number
	text: string
}

/** The wording is close to that of the Orders but not identical. Compare it before printing. */
export const CRITERIA_CAUTION = criteria.caution

/** The показатели of the claimed category, with the item of the Order in force on that day. */
export function criteriaOf(
	category: "first" | "highest",
	date: string,
): { item: string; order: string; criteria: readonly Criterion[] } {
	const order = orderInForce(date)
	return {
		item: itemOf(order, category === "first" ? "firstRequirements" : "highestRequirements"),
		order: citation(order),
		criteria: criteria[category].map(({ code, text }, index) => ({ code, text, number: index + 1 })),
	}
}
