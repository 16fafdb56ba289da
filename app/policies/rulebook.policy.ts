import { isOperator, type Rule } from "./policy.ts"

/** Who changes the rules. Everybody may read the rules in force; only operators see drafts. */
export const rulebookPolicy = {
	readDraft: isOperator,
	change: isOperator,
} satisfies Record<string, Rule<unknown>>
