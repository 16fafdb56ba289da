import { randomUUID } from "node:crypto"
import type { Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { forbidden, invalid, notFound } from "#app/utils/errors.ts"
import { ensureYearOfOrder } from "../application/application.schema.ts"
import { callTeachers } from "./call-teachers.server.ts"
import type { Meeting, Papers } from "./sitting.schema.ts"

interface Change {
	actor: Actor
	now: Date
}

/**
 * Creates a sitting. Teachers who asked to be present get a letter at once, if its time and place are known.
 * @throws DomainError forbidden for anybody but an operator
 */
export async function createSitting({
	actor,
	now,
	heldOn,
	startsAt = null,
	place = "",
}: Change & Partial<Meeting> & { heldOn: string }): Promise<{ id: string }> {
	if (!isOperator(actor, null, null)) throw forbidden()
	return inTransaction(async (tx) => {
		const sitting = await tx.sitting.create({
			data: { id: randomUUID(), heldOn, startsAt, place, createdAt: now },
			select: { id: true },
		})
		await callTeachers(tx, now)
		return sitting
	})
}

/**
 * Changes day, time and place, and writes to everybody who was told something else before. Another day has another
 * commission, so the roll must be called again.
 * @throws DomainError forbidden, not-found; invalid by field if decisions rest on what would change
 */
export async function moveSitting({
	actor,
	id,
	now,
	...meeting
}: Change & Meeting & { id: string }): Promise<void> {
	await changeSitting(actor, id, async (tx, known) => {
		const moved = known.heldOn !== meeting.heldOn
		if (known._count.applications > 0) refuseRewriting(known, meeting)
		if (moved && known.protocolNumber && meeting.heldOn > civilDate(now))
			throw invalid({ heldOn: "Протокол заседания уже внесён: оно не может быть в будущем." })
		if (known.orderDate && known.orderDate < meeting.heldOn)
			throw invalid({ heldOn: "Заседание позже своего распоряжения. Проверьте даты." })
		if (moved) await tx.sittingMember.deleteMany({ where: { sittingId: id } })
		await tx.sitting.update({
			where: { id },
			data: { ...meeting, ...(moved && { members: null, present: null }) },
		})
		await callTeachers(tx, now)
	})
}

/** The protocol of a sitting with decisions is final. Missing details can be added, but nothing can be changed. */
function refuseRewriting(known: Meeting, meeting: Meeting): void {
	const written = (["heldOn", "startsAt", "place"] as const).filter(
		(name) => known[name] && known[name] !== meeting[name],
	)
	const reason = "По этому заседанию уже внесены решения: изменить нельзя, это напечатано в протоколе."
	if (written.length > 0) throw invalid(Object.fromEntries(written.map((name) => [name, reason])))
}

/**
 * Saves the numbers of the protocol and the order. Once decisions rest on them, they cannot be removed.
 * @throws DomainError forbidden, not-found; invalid by field
 */
export async function keepPapers({
	actor,
	id,
	now,
	...papers
}: Change & Papers & { id: string }): Promise<void> {
	await changeSitting(actor, id, async (tx, known) => {
		if (papers.protocolNumber && known.heldOn > civilDate(now))
			throw invalid({ protocolNumber: "Заседание ещё не прошло: протокол вносят после него." })
		if (papers.orderDate && papers.orderDate < known.heldOn)
			throw invalid({ orderDate: "Распоряжение раньше заседания. Проверьте даты." })
		if (papers.orderDate) ensureYearOfOrder(papers.orderDate, now)
		if (known._count.applications > 0) {
			const needed = "По этому заседанию уже внесены решения: поле нельзя оставить пустым."
			const missing = (["protocolNumber", "orderNumber", "orderDate"] as const).filter(
				(name) => !papers[name],
			)
			if (missing.length > 0) throw invalid(Object.fromEntries(missing.map((name) => [name, needed])))
		}
		await tx.sitting.update({ where: { id }, data: papers })
	})
}

/** Locks the sitting, so that nobody enters decisions while it changes. */
export async function changeSitting(
	actor: Actor,
	id: string,
	work: (tx: Tx, known: NonNullable<Awaited<ReturnType<typeof lockSitting>>>) => Promise<void>,
): Promise<void> {
	if (!isOperator(actor, null, null)) throw forbidden()
	await inTransaction(async (tx) => {
		const known = await lockSitting(tx, id)
		if (!known) throw notFound()
		await work(tx, known)
	})
}

async function lockSitting(tx: Tx, id: string) {
	await tx.$executeRaw`SELECT 1 FROM "Sitting" WHERE "id" = ${id} FOR UPDATE`
	return tx.sitting.findUnique({
		where: { id },
		include: { _count: { select: { applications: true } } },
	})
}
