import { prisma } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { DomainError, forbidden, notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { longDate, shortDate } from "#app/utils/russian.ts"
import type { Decision } from "#machines/application/application.facts.ts"
import { planApplications } from "../application/plan-applications.server.ts"
import type { BatchPlan } from "../batch/batch.ts"
import { obstaclesOf } from "./sitting-readiness.ts"

const FIELD = /^decision-(.+)$/

const ACTS: Readonly<Record<Decision, string>> = {
	granted: "Установить категорию",
	refused: "Отказать в установлении",
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
 * The decisions of one sitting as they will be shown before they are entered. Applications that are put off are only counted:
 * nothing is written for them.
 * @throws DomainError forbidden, not-found; not-allowed-now while the sitting was not held or its order is missing; invalid when
 * every application is put off
 */
export async function planDecisions({
	actor,
	sittingId,
	decisions,
	now,
}: {
	actor: Actor
	sittingId: string
	decisions: ReadonlyMap<string, Decision | "later">
	now: Date
}): Promise<BatchPlan> {
	if (!isOperator(actor, null, null)) throw forbidden()
	const sitting = await prisma.sitting.findUnique({ where: { id: sittingId } })
	if (!sitting) throw notFound()
	const reasons = obstaclesOf(sitting, now)
	if (reasons.length > 0) throw new DomainError("not-allowed-now", reasons.join(" "), { reasons })
	const orders = [...decisions].flatMap(([id, decision]) =>
		decision === "later" ? [] : [{ id, input: { sitting: sittingId, decision }, act: ACTS[decision] }],
	)
	if (orders.length === 0)
		throw new DomainError(
			"invalid",
			"Решений не выбрано. Отметьте «Установить» или «Отказать» хотя бы у одного педагога.",
		)
	return planApplications({
		actor,
		event: "application.decide",
		orders,
		words: {
			title: "Внести решения комиссии",
			lead: "Решения нельзя отменить: педагоги получат письма, категория запишется с даты заседания.",
			typed: [
				{ label: "Заседание", value: longDate(sitting.heldOn) },
				{ label: "Протокол", value: `№ ${sitting.protocolNumber}` },
				{ label: "Распоряжение", value: `№ ${sitting.orderNumber} от ${shortDate(sitting.orderDate ?? "")}` },
				{ label: "Отложено до следующего заседания", value: String(decisions.size - orders.length) },
			],
			verb: "Внести",
			done: "Внесено",
		},
		pageOf: paths.operatorApplication,
		now,
	})
}
