import { randomUUID } from "node:crypto"
import { Prisma, prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError, forbidden, invalid, notFound, stale } from "#app/utils/errors.ts"
import { type Checks, inOneRound } from "#app/utils/http/one-round.ts"
import { longDate, shortDate } from "#app/utils/russian.ts"
import { ensureYearOfOrder } from "../application/application.schema.ts"
import { sqlInGroup } from "../application/overview/operator-groups.server.ts"
import { callTeachers, takeBackCalls } from "./call-teachers.server.ts"
import { type Meeting, type Papers, shownMeeting, shownPapers } from "./sitting.schema.ts"
import { hasSat } from "./sitting-readiness.ts"

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
		await noteSitting(tx, { actor, now }, `Назначено ${meetingWords({ heldOn, startsAt, place })}`)
		return sitting
	})
}

/** The commission may meet twice on one day, but more often the same sitting was entered twice: the other one, in words. */
export async function otherSittingOn(heldOn: string, id: string): Promise<string | null> {
	const other = await prisma.sitting.findFirst({
		where: { heldOn, calledOffAt: null, id: { not: id } },
		orderBy: { createdAt: "asc" },
		select: { heldOn: true, startsAt: true, place: true },
	})
	return other && meetingWords(other)
}

/** Who did what to a sitting, for the audit. It has no journal, because it is no subject of a machine. */
export const noteSitting = (tx: Tx, { actor, now }: Change, detail: string) =>
	tx.accessLog.create({
		data: { at: now, actorId: actor.id, what: "sitting-changed", detail },
		select: { id: true },
	})

export const meetingWords = ({ heldOn, startsAt, place }: Meeting) =>
	`заседание ${shortDate(heldOn)}${startsAt ? ` в ${startsAt}` : ""}${place ? `, ${place}` : ""}`

interface Shown {
	id: string
	/** What the form showed. Without it nothing is compared. */
	shown?: string | undefined
}

/**
 * Changes day, time and place, and writes to everybody who was told something else before. Another day has another
 * commission, so the roll must be called again.
 * @throws DomainError forbidden, not-found, stale; invalid by field if decisions rest on what would change
 */
export async function moveSitting({
	actor,
	id,
	now,
	shown,
	...meeting
}: Change & Meeting & Shown): Promise<void> {
	await changeSitting(actor, id, async (tx, known) => {
		if (shown !== undefined && shown !== shownMeeting(known))
			throw stale("Дату, время или место уже изменил другой оператор. Проверьте их и повторите.")
		const moved = known.heldOn !== meeting.heldOn
		await inOneRound([
			() => known._count.applications > 0 && refuseRewriting(known, meeting),
			() => {
				if (moved && known.protocolNumber && meeting.heldOn > civilDate(now))
					throw invalid({ heldOn: "Протокол заседания уже внесён: оно не может быть в будущем." })
				if (known.orderDate && known.orderDate < meeting.heldOn)
					throw invalid({ heldOn: "Заседание позже своего распоряжения. Проверьте даты." })
			},
		])
		if (moved) await tx.sittingMember.deleteMany({ where: { sittingId: id } })
		await tx.sitting.update({
			where: { id },
			data: { ...meeting, ...(moved && { members: null, present: null }) },
		})
		await callTeachers(tx, now)
		await noteSitting(tx, { actor, now }, `Изменено: ${meetingWords(known)} → ${meetingWords(meeting)}`)
	})
}

/**
 * Calls off a sitting that will not be held. Everybody who was told of it gets a letter, and the agenda waits for another one.
 * The sitting stays, with the reason and the agenda that it had.
 * @returns its day in words
 * @throws DomainError forbidden, not-found; not-allowed-now once it has a protocol or decisions
 */
export async function cancelSitting({
	actor,
	id,
	reason,
	now,
}: Change & { id: string; reason: string }): Promise<string> {
	return changeSitting(actor, id, async (tx, known) => {
		if (hasSat(known, known._count.applications))
			throw new DomainError(
				"not-allowed-now",
				"Заседание прошло: внесён его протокол или решения. Отменить нельзя.",
			)
		const calledOffTold = await takeBackCalls(tx, { sittingId: id, reason, now })
		await tx.sittingMember.deleteMany({ where: { sittingId: id } })
		const agenda = await rowsOf<{ id: string }>(
			tx,
			Prisma.sql`SELECT a."id" FROM "Application" a WHERE ${sqlInGroup("for-sitting", civilDate(now))} ORDER BY a."id"`,
		)
		await tx.sitting.update({
			where: { id },
			data: {
				members: null,
				present: null,
				calledOffAt: now,
				calledOffById: actor.id,
				calledOffReason: reason,
				calledOffAgenda: agenda.map((row) => row.id),
				calledOffTold,
			},
			select: { id: true },
		})
		// Those who still wait may be called to the next one that is known.
		await callTeachers(tx, now)
		await noteSitting(tx, { actor, now }, `Отменено ${meetingWords(known)}. Причина: ${reason}`)
		return longDate(known.heldOn)
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
 * @throws DomainError forbidden, not-found, stale; invalid by field
 */
export async function keepPapers({
	actor,
	id,
	now,
	shown,
	...papers
}: Change & Papers & Shown): Promise<void> {
	await changeSitting(actor, id, async (tx, known) => {
		if (shown !== undefined && shown !== shownPapers(known))
			throw stale("Номера уже изменил другой оператор. Проверьте их и повторите.")
		await inOneRound(paperChecks(known, papers, now))
		await tx.sitting.update({ where: { id }, data: papers })
		const { protocolNumber, orderNumber, orderDate } = papers
		const protocol = protocolNumber ? `протокол № ${protocolNumber}` : "без протокола"
		const order = orderNumber ? `распоряжение № ${orderNumber}` : "без распоряжения"
		const date = orderDate ? ` от ${shortDate(orderDate)}` : ""
		await noteSitting(tx, { actor, now }, `Номера: ${meetingWords(known)}: ${protocol}, ${order}${date}`)
	})
}

const paperChecks = (
	known: { heldOn: string; _count: { applications: number } },
	papers: Papers,
	now: Date,
): Checks => [
	() => {
		if (papers.protocolNumber && known.heldOn > civilDate(now))
			throw invalid({ protocolNumber: "Заседание ещё не прошло: протокол вносят после него." })
	},
	() => {
		if (papers.orderDate && papers.orderDate < known.heldOn)
			throw invalid({ orderDate: "Распоряжение раньше заседания. Проверьте даты." })
		if (papers.orderDate) ensureYearOfOrder(papers.orderDate, now)
	},
	() => {
		if (known._count.applications === 0) return
		const needed = "По этому заседанию уже внесены решения: поле нельзя оставить пустым."
		const missing = (["protocolNumber", "orderNumber", "orderDate"] as const).filter((name) => !papers[name])
		if (missing.length > 0) throw invalid(Object.fromEntries(missing.map((name) => [name, needed])))
	},
]

/**
 * Locks the sitting, so that nobody enters decisions while it changes.
 * @throws DomainError not-found also for a sitting that was called off
 */
export async function changeSitting<Result>(
	actor: Actor,
	id: string,
	work: (tx: Tx, known: NonNullable<Awaited<ReturnType<typeof lockSitting>>>) => Promise<Result>,
): Promise<Result> {
	if (!isOperator(actor, null, null)) throw forbidden()
	return inTransaction(async (tx) => {
		const known = await lockSitting(tx, id)
		if (!known) throw notFound()
		return work(tx, known)
	})
}

async function lockSitting(tx: Tx, id: string) {
	await tx.$executeRaw`SELECT 1 FROM "Sitting" WHERE "id" = ${id} FOR UPDATE`
	return tx.sitting.findUnique({
		where: { id, calledOffAt: null },
		include: { _count: { select: { applications: true } } },
	})
}
