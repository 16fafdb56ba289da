import { anyOf, isOperator, isSystem, type Rule } from "./policy.ts"

export const letterPolicy = {
	read: anyOf<unknown>(isOperator, isSystem),
	write: () => true,
	deliver: isSystem,
	resend: isOperator,
} satisfies Record<string, Rule<unknown>>
