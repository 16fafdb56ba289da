import type { Actor } from "#app/policies/policy.ts"
import { withdrawalPolicy } from "#app/policies/withdrawal.policy.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { explainGuards } from "#machines/explain.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import type { WithdrawalContext } from "#machines/withdrawal.machine.ts"
import type { LoadedApplication } from "../application/application.transition.ts"

/** The facts about an application that the guards of a withdrawal read. */
export const withdrawalFacts = (
	{ row }: Pick<LoadedApplication, "row">,
	anotherActive: boolean,
): WithdrawalContext => ({
	applicationWithdrawable: isTagged(applicationLifecycle, row.state, "withdrawable"),
	anotherActive,
})

/** Whether this person may form a withdrawal of the application now, and every reason why not. */
export function explainForming(
	actor: Actor,
	application: LoadedApplication,
	{ anotherActive, now }: { anotherActive: boolean; now: Date },
) {
	const { creation } = withdrawalLifecycle
	const moment = { type: creation.event, at: now.toISOString() }
	const facts = withdrawalFacts(application, anotherActive)
	const { possible, reasons } = explainGuards(withdrawalLifecycle, creation.guards, facts, moment)
	const scope = { application: application.scope, formedById: actor.id }
	const allowed = withdrawalPolicy.form(actor, scope, null)
	return {
		event: creation.event,
		allowed,
		possible: allowed && possible,
		reasons,
		button: creation.text.button,
	}
}
