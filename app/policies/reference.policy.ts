import { isOperator, type Rule } from "./policy.ts"

/** What the region calls its commission and who signs its papers. */
export const referencePolicy = {
	read: isOperator,
	change: isOperator,
} satisfies Record<string, Rule<unknown>>
