import { randomUUID } from "node:crypto"
import { z } from "zod"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction, isDuplicate } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { repairPolicy } from "#app/policies/repair.policy.ts"
import { DomainError, forbidden, invalid, notFound, stale } from "#app/utils/errors.ts"
import { subjectNamed } from "#app/workflow/registry.server.ts"
import { subjectRow } from "#app/workflow/repair.server.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { stepsOf } from "#machines/steps.ts"
import { moveObstacles } from "./obstacles.server.ts"
import { askOtherOperators } from "./repair-letter.server.ts"
import { titleOf } from "./subject-title.server.ts"

const REASON = "Напишите причину: её увидит второй оператор, и она останется в истории."

export const ProposalSchema = z.object({
	to: z.string({ error: "Выберите состояние." }).min(1, "Выберите состояние."),
	reason: z
		.string({ error: REASON })
		.trim()
		.min(10, REASON)
		.max(1000, "Причина слишком длинная: уложитесь в 1000 знаков."),
	version: z.coerce.number().int(),
})

export interface MovableSubject {
	subject: SubjectName
	id: string
}

/** An operator proposes a move. Nothing changes until another operator confirms it. @returns how many others were asked */
export async function proposeMove({
	actor,
	subject,
	id,
	to,
	reason,
	version,
	now,
}: z.output<typeof ProposalSchema> & MovableSubject & { actor: Actor; now: Date }): Promise<number> {
	const teacherId = await teacherOf({ subject, id }, now)
	if (!repairPolicy.propose(actor, { teacherId, proposedById: null }, null)) throw forbidden(OWN)
	const { lifecycle } = subjectNamed(subject)
	if (!stepsOf(lifecycle, lifecycle.version)?.states.has(to))
		throw invalid({ to: "Выберите состояние из списка." })
	const title = await titleOf(subject, id)
	try {
		return await inTransaction(async (tx) => {
			await subjectNamed(subject).lock(tx, id)
			const row = await subjectRow(tx, subject, id)
			if (!row) throw notFound()
			if (row.version !== version) throw stale()
			if (row.quarantine === null && row.state === to)
				throw invalid({ to: "Запись уже в этом состоянии: выберите другое." })
			await ensureMovePossible(tx, { subject, id }, to)
			await endOutdated(tx, { subject, id }, row.version, now)
			const proposal = {
				id: randomUUID(),
				subject,
				subjectId: id,
				version,
				fromState: row.state,
				toState: to,
				reason,
				proposedById: actor.id,
				proposedByName: actor.fullName,
				proposedAt: now,
			}
			await tx.repair.create({ data: proposal })
			return askOtherOperators(tx, { subject, title, teacherId, proposal }, now)
		})
	} catch (error) {
		if (isDuplicate(error)) throw new DomainError("not-allowed-now", WAITS_ALREADY)
		throw error
	}
}

const OWN = "Перевести вручную может оператор, и не собственное заявление."
const WAITS_ALREADY = "Другое предложение по этой записи уже ждёт второго оператора: сначала решите его."

/** @throws DomainError not-allowed-now with a sentence for each part that the state requires and the subject lacks */
export async function ensureMovePossible(tx: Tx, { subject, id }: MovableSubject, to: string): Promise<void> {
	const reasons = (await moveObstacles(tx, subject, id))(to)
	if (reasons.length > 0) throw new DomainError("not-allowed-now", reasons.join(" "), { reasons })
}

/** Ends proposals about an earlier version, because the subject has left the state that they would change. */
async function endOutdated(tx: Tx, { subject, id }: MovableSubject, version: number, now: Date) {
	await tx.repair.updateMany({
		where: { subject, subjectId: id, outcome: null, version: { not: version } },
		data: { outcome: "lapsed", settledAt: now },
	})
}

/** The teacher whose application the subject belongs to; null if it belongs to none. @throws DomainError not-found */
export async function teacherOf({ subject, id }: MovableSubject, now: Date): Promise<string | null> {
	const loaded = await subjectNamed(subject).load(prisma, id, now)
	if (!loaded) throw notFound()
	const scope = loaded.scope as { teacherId?: string; application?: { teacherId: string } }
	return scope.teacherId ?? scope.application?.teacherId ?? null
}
