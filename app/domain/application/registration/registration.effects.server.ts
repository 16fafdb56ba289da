import { nextNumber } from "#app/db/counter.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { dispatchWithin } from "#app/workflow/dispatch.server.ts"
import { reviewDueOn } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import type { ApplicationTransition } from "../application.transition.ts"

const ACTIVE_WITHDRAWALS = statesTagged(withdrawalLifecycle, "active")

/** Starts the term of thirty calendar days (Order, item 32) on the day of submission, or on the day when the paper was received. */
export async function startReviewTerm({ input, now }: ApplicationTransition) {
	const receivedOn = typeof input.receivedOn === "string" ? input.receivedOn : civilDate(now)
	// Only a coordinator who enters a paper says how it came.
	const source = typeof input.source === "string" ? { source: input.source } : {}
	return { submittedAt: now, receivedOn, reviewDueOn: reviewDueOn(receivedOn), ...source }
}

/**
 * Assigns the next number of the municipality and year. The counter's row stays locked until the transaction ends, so there
 * are no gaps.
 */
export async function assignJournalNumber({ tx, row, now }: ApplicationTransition) {
	const journalYear = Number(civilDate(now).slice(0, 4))
	const journalNumber = await nextNumber(tx, `applications:${row.municipalityCode}:${journalYear}`)
	return { journalYear, journalNumber, registeredAt: now, rejectionCode: null, rejectionReason: null }
}

export async function keepRejection({ input }: ApplicationTransition) {
	return { rejectionCode: input.reasonCode, rejectionReason: input.reason }
}

/** Discards a withdrawal when its application can no longer be withdrawn. The system is the actor. */
export async function discardWithdrawal({ tx, row, now, event }: ApplicationTransition) {
	const waiting = await tx.withdrawal.findMany({
		where: { applicationId: row.id, state: { in: ACTIVE_WITHDRAWALS } },
		select: { id: true },
	})
	for (const { id } of waiting)
		await dispatchWithin(tx, {
			actor: SYSTEM,
			subject: "withdrawal",
			id,
			event: "withdrawal.discard",
			now,
			cause: event,
		})
	return undefined
}

export async function changeProcedure({ row }: ApplicationTransition) {
	return {
		procedure: "general",
		groundCode: null,
		form: { ...(row.form as object), procedure: "general" },
	}
}
