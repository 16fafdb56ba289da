import { type ApplicationScope, applicationPolicy } from "./application.policy.ts"
import { anyOf, isSystem, type Rule } from "./policy.ts"

/** The application it is about, and who formed it. */
export interface WithdrawalScope {
	application: ApplicationScope
	formedById: string
}

const hasFormedIt: Rule<WithdrawalScope> = (actor, scope) =>
	actor.id === scope.formedById && applicationPolicy.formWithdrawal(actor, scope.application, null)
const registers: Rule<WithdrawalScope> = (actor, scope, cause) =>
	applicationPolicy.register(actor, scope.application, cause)

export const withdrawalPolicy = {
	read: (actor, scope, cause) => applicationPolicy.read(actor, scope.application, cause),
	form: (actor, scope, cause) => applicationPolicy.formWithdrawal(actor, scope.application, cause),
	submit: hasFormedIt,
	discard: anyOf<WithdrawalScope>(hasFormedIt, isSystem),
	register: registers,
	reject: registers,
} satisfies Record<string, Rule<WithdrawalScope>>
