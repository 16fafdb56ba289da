import { anyOf, isOperator, isSystem, people, type Rule } from "./policy.ts"

export const letterPolicy = {
	read: anyOf<unknown>(isOperator, isSystem),
	write: people("любой участник, чьё действие пишет письмо", () => true),
	deliver: isSystem,
	resend: isOperator,
	/** Changing the words of letters. */
	reword: isOperator,
} satisfies Record<string, Rule<unknown>>
