import { prisma } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { DomainError, forbidden, notFound } from "#app/utils/errors.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import type { Decision } from "#machines/application/application.facts.ts"
import { obstaclesOf } from "./sitting-readiness.ts"

const FIELD = /^decision-(.+)$/

export interface AgendaOutcome {
	decided: number
	/** Applications put off to the next sitting. Nothing is written for them. */
	putOff: number
	refused: { name: string; reasons: readonly string[] }[]
}

/** Reads the answers of the agenda's form: `decision-<application>` = `granted`, `refused` or `later`. */
export function decisionsIn(form: Record<string, unknown>): Map<string, Decision | "later"> {
	const decisions = new Map<string, Decision | "later">()
	for (const [field, value] of Object.entries(form)) {
		const id = FIELD.exec(field)?.[1]
		if (id && (value === "granted" || value === "refused" || value === "later")) decisions.set(id, value)
	}
	return decisions
}

/**
 * Saves the decisions of one sitting, each application in its own transaction. If an application can no longer be
 * decided, the answer names it and the others go through.
 * @throws DomainError forbidden, not-found; not-allowed-now while the sitting was not held or its order is missing
 */
export async function decideAgenda({
	actor,
	sittingId,
	decisions,
	now,
}: {
	actor: Actor
	sittingId: string
	decisions: ReadonlyMap<string, Decision | "later">
	now: Date
}): Promise<AgendaOutcome> {
	if (!isOperator(actor, null, null)) throw forbidden()
	const sitting = await prisma.sitting.findUnique({ where: { id: sittingId } })
	if (!sitting) throw notFound()
	const reasons = obstaclesOf(sitting, now)
	if (reasons.length > 0) throw new DomainError("not-allowed-now", reasons.join(" "), { reasons })
	const outcome: AgendaOutcome = { decided: 0, putOff: 0, refused: [] }
	for (const [id, decision] of decisions) {
		if (decision === "later") {
			outcome.putOff += 1
			continue
		}
		try {
			const input = { sitting: sittingId, decision }
			await dispatch({ actor, subject: "application", id, event: "application.decide", input, now })
			outcome.decided += 1
		} catch (error) {
			if (!(error instanceof DomainError)) throw error
			outcome.refused.push({
				name: await nameOf(id),
				reasons: error.reasons.length > 0 ? error.reasons : [error.message],
			})
		}
	}
	if (outcome.decided + outcome.refused.length === 0)
		throw new DomainError(
			"invalid",
			"Решений не выбрано. Отметьте «Установить» или «Отказать» хотя бы у одного педагога.",
		)
	return outcome
}

async function nameOf(id: string): Promise<string> {
	const found = await prisma.application.findUnique({ where: { id }, select: { fullName: true } })
	return found?.fullName ?? "Заявление не найдено"
}
