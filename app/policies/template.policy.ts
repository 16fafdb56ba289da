import { isOperator, type Rule } from "./policy.ts"

/** Who sees the versions of the Word templates and who changes them. */
export const templatePolicy = {
	read: isOperator,
	change: isOperator,
} satisfies Record<string, Rule<unknown>>
