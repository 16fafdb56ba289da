import { z } from "zod"
import { prisma, type Tx } from "#app/db/client.server.ts"
import type { Repair } from "#app/db/generated/client.ts"
import { inTransaction, isDuplicate } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { repairPolicy } from "#app/policies/repair.policy.ts"
import { DomainError, forbidden, notFound, stale } from "#app/utils/errors.ts"
import { subjectNamed } from "#app/workflow/registry.server.ts"
import { moveByHand, subjectRow } from "#app/workflow/repair.server.ts"
import { isSubjectName, type SubjectName } from "#machines/lifecycles.ts"
import { ensureMovePossible, teacherOf } from "./propose-move.server.ts"

export const DeclineSchema = z.object({
	remark: z
		.string({ error: "Напишите, почему Вы не согласны." })
		.trim()
		.min(1, "Напишите, почему Вы не согласны.")
		.max(1000, "Слишком длинно: уложитесь в 1000 знаков."),
})

interface Settling {
	actor: Actor
	repairId: string
	now: Date
}

type Outcome = "confirmed" | "declined" | "takenBack" | "lapsed"

const LAPSED =
	"Пока предложение ждало, запись изменилась, поэтому оно снято. Если перевод всё ещё нужен, предложите его заново."
const SETTLED = "Это предложение уже решено. Обновите страницу."
const CLASH = "В этом состоянии запись столкнулась бы с другой: у педагога уже есть такая действующая."

/**
 * The second operator confirms: one transaction writes the state, its journal row and the end of the proposal. If the
 * subject has changed meanwhile, the proposal ends without effect.
 */
export async function confirmMove({ actor, repairId, now }: Settling): Promise<void> {
	const { teacherId } = await ensureMay("confirm", { actor, repairId, now })
	const done = await inTransaction(async (tx) => {
		const repair = await lockAndLoad(tx, repairId)
		const { subject, subjectId: id, toState: to, version, reason } = repair
		const row = await subjectRow(tx, subject, id)
		if (row?.version !== version) return settle(tx, repair, "lapsed", now)
		await ensureMovePossible(tx, { subject, id }, to)
		const proposedBy = { id: repair.proposedById, name: repair.proposedByName }
		await moveByHand(tx, {
			subject,
			id,
			to,
			version,
			reason,
			repairId,
			proposedBy,
			confirmer: actor,
			onBehalfOf: teacherId,
			now,
		})
		return settle(tx, repair, "confirmed", now, actor)
	}).catch((error: unknown) => {
		if (isDuplicate(error)) throw new DomainError("not-allowed-now", CLASH)
		throw error
	})
	if (done === "lapsed") throw stale(LAPSED)
}

export async function declineMove({ remark, ...order }: Settling & { remark: string }): Promise<void> {
	await ensureMay("decline", order)
	await inTransaction(async (tx) => {
		await settle(tx, await lockAndLoad(tx, order.repairId), "declined", order.now, order.actor, remark)
	})
}

export async function takeBackMove(order: Settling): Promise<void> {
	await ensureMay("takeBack", order)
	await inTransaction(async (tx) => {
		await settle(tx, await lockAndLoad(tx, order.repairId), "takenBack", order.now, order.actor)
	})
}

const NOT_YOURS = {
	confirm: "Подтвердить может только другой оператор, и не собственное заявление.",
	decline: "Отклонить может только другой оператор. Своё предложение можно снять.",
	takeBack: "Снять предложение может только тот, кто его внёс.",
}

async function ensureMay(act: keyof typeof NOT_YOURS, { actor, repairId, now }: Settling) {
	const repair = await prisma.repair.findUnique({ where: { id: repairId } })
	if (!repair || !isSubjectName(repair.subject)) throw notFound()
	const teacherId = await teacherOf({ subject: repair.subject, id: repair.subjectId }, now)
	if (!repairPolicy[act](actor, { teacherId, proposedById: repair.proposedById }, null))
		throw forbidden(NOT_YOURS[act])
	return { teacherId }
}

/** Locks the subject and loads its proposal. If two people answer at once, the second finds it settled. */
async function lockAndLoad(tx: Tx, repairId: string): Promise<Repair & { subject: SubjectName }> {
	const { subject, subjectId } = await tx.repair.findUniqueOrThrow({ where: { id: repairId } })
	if (!isSubjectName(subject)) throw notFound()
	await subjectNamed(subject).lock(tx, subjectId)
	const repair = await tx.repair.findUniqueOrThrow({ where: { id: repairId } })
	if (repair.outcome !== null) throw stale(SETTLED)
	return { ...repair, subject }
}

async function settle(
	tx: Tx,
	{ id }: Repair,
	outcome: Outcome,
	now: Date,
	actor?: Actor,
	remark = "",
): Promise<Outcome> {
	await tx.repair.update({
		where: { id },
		data: {
			outcome,
			settledAt: now,
			settledById: actor?.id ?? null,
			settledByName: actor?.fullName ?? "",
			remark,
		},
	})
	return outcome
}
