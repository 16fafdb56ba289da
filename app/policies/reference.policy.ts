import { isOperator, type Rule } from "./policy.ts"

/** Who sees and changes the names of the region's commission and of the people who sign its papers. */
export const referencePolicy = {
	read: isOperator,
	change: isOperator,
} satisfies Record<string, Rule<unknown>>
