import criteria from "./criteria.json"
import { citation, itemOf, orderInForce } from "./orders.ts"

export type Criterion = {
	code: string
	/** Place in the list, from 1: what evidence names as its показатель. */
	number: number
	text: string
}

/** Wording is close to the Orders, not theirs: see before printing. */
export const CRITERIA_CAUTION = criteria.caution

/** Показатели of the claimed category, with the item of the Order in force on that day. */
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
