import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { schedulePolicy } from "#app/policies/schedule.policy.ts"
import { DomainError, forbidden } from "#app/utils/errors.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"

export interface PeriodApproval {
	/** Names of the municipalities, in the order of the region's lists. */
	approved: string[]
	refused: { municipality: string; reasons: readonly string[] }[]
}

/**
 * «Утвердить по всей области»: approves every closed schedule of the period, each in its own transaction, so that one
 * municipality that is not ready holds up nobody else.
 * @throws DomainError forbidden; not-allowed-now when no schedule of the period waits for approval
 */
export async function approvePeriod({
	actor,
	periodId,
	orderNumber,
	orderDate,
	now,
}: {
	actor: Actor
	periodId: string
	orderNumber: string
	orderDate: string
	now: Date
}): Promise<PeriodApproval> {
	if (!schedulePolicy.approve(actor, { municipalityCode: "" }, null)) throw forbidden()
	const schedules = await prisma.schedule.findMany({
		where: { periodId },
		orderBy: { municipality: { sortOrder: "asc" } },
		select: { id: true, state: true, municipality: { select: { name: true } } },
	})
	const waiting = schedules.filter(({ state }) => !isTagged(scheduleLifecycle, state, "approved"))
	if (waiting.length === 0)
		throw new DomainError("not-allowed-now", "Все графики этого периода уже утверждены.")
	const outcome: PeriodApproval = { approved: [], refused: [] }
	for (const { id, municipality } of waiting) {
		try {
			const input = { orderNumber, orderDate }
			await dispatch({ actor, subject: "schedule", id, event: "schedule.approve", input, now })
			outcome.approved.push(municipality.name)
		} catch (error) {
			if (!(error instanceof DomainError)) throw error
			const reasons = error.reasons.length > 0 ? error.reasons : [error.message]
			outcome.refused.push({ municipality: municipality.name, reasons })
		}
	}
	return outcome
}
