import { isOperator, type Rule } from "./policy.ts"

/** Templates of Word forms: who looks at their versions and who changes them. */
export const templatePolicy = {
	read: isOperator,
	change: isOperator,
} satisfies Record<string, Rule<unknown>>
