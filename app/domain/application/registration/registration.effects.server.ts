import { nextNumber } from "#app/db/counter.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { dispatchWithin } from "#app/workflow/dispatch.server.ts"
import { civilDate, reviewDueOn } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import type { ApplicationTransition } from "../application.transition.ts"

const ACTIVE_WITHDRAWALS = statesTagged(withdrawalLifecycle, "active")

/** Thirty calendar days from receipt (Order, item 32): from the submission, or from the date the paper came. */
export async function startReviewTerm({ input, now }: ApplicationTransition) {
	const receivedOn = typeof input.receivedOn === "string" ? input.receivedOn : civilDate(now)
	return { submittedAt: now, receivedOn, reviewDueOn: reviewDueOn(receivedOn) }
}

/** Per municipality and year, without gaps: the counter's row is locked until the transaction ends. */
export async function assignJournalNumber({ tx, row, now }: ApplicationTransition) {
	const journalYear = Number(civilDate(now).slice(0, 4))
	const journalNumber = await nextNumber(tx, `applications:${row.municipalityCode}:${journalYear}`)
	return { journalYear, journalNumber, registeredAt: now, rejectionCode: null, rejectionReason: null }
}

export async function keepRejection({ input }: ApplicationTransition) {
	return { rejectionCode: input.reasonCode, rejectionReason: input.reason }
}

/** A withdrawal that has lost its application is discarded by the system itself. */
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
