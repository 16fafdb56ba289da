import { type ApplicationScope, applicationPolicy } from "./application.policy.ts"
import { allOf, anyOf, asking, isSystem, provided, type Rule } from "./policy.ts"

/** What the rules of a withdrawal read: its application and who formed it. */
export interface WithdrawalScope {
	application: ApplicationScope
	formedById: string
}

const about = (rule: Rule<ApplicationScope>) =>
	asking<WithdrawalScope, ApplicationScope>(rule, ({ application }) => application)

const hasFormedIt = allOf<WithdrawalScope>(
	about(applicationPolicy.formWithdrawal),
	provided("если отзыв формировал он сам", (actor, scope) => actor.id === scope.formedById),
)

export const withdrawalPolicy = {
	read: about(applicationPolicy.readWithdrawal),
	form: about(applicationPolicy.formWithdrawal),
	submit: hasFormedIt,
	discard: anyOf<WithdrawalScope>(hasFormedIt, isSystem),
	register: about(applicationPolicy.register),
	reject: about(applicationPolicy.register),
} satisfies Record<string, Rule<WithdrawalScope>>
