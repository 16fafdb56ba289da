import { allOf, isOperator, provided, type Rule } from "./policy.ts"

export interface AccountScope {
	personId: string
}

/** Nobody locks themselves out: so one operator always remains. */
const notOneself = provided<AccountScope>("не себя", (actor, { personId }) => actor.id !== personId)

export const accountPolicy = {
	block: allOf<AccountScope>(isOperator, notOneself),
	unblock: allOf<AccountScope>(isOperator, notOneself),
} satisfies Record<string, Rule<AccountScope>>
