import { randomUUID } from "node:crypto"
import { type Db, type Prisma, prisma, type Tx } from "#app/db/client.server.ts"
import type { CommissionMember } from "#app/db/generated/client.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import type { Actor } from "#app/policies/policy.ts"
import { referencePolicy } from "#app/policies/reference.policy.ts"
import { addDays } from "#app/utils/civil-date.ts"
import { invalid, notFound, stale } from "#app/utils/errors.ts"
import { type Checks, has, inOneRound } from "#app/utils/http/one-round.ts"
import { parseChecked } from "#app/utils/http/parse-form.ts"
import { lowerFirst, shortDate } from "#app/utils/russian.ts"
import { personIdOf } from "../account/accounts.server.ts"
import { type MemberInput, MemberSchema } from "./commission.schema.ts"
import { OFFICE_TITLES, overlap, SINGLE_OFFICES } from "./offices.ts"

interface Change {
	actor: Actor
	now: Date
}

/**
 * Adds a member with office and term.
 * @throws DomainError not-found for anybody but an operator; invalid by field
 */
export async function addMember({ actor, now, ...input }: MemberInput & Change): Promise<void> {
	await changeCommission(actor, async (tx) => {
		const { id } = await insert(tx, input, now)
		await note(tx, { actor, now }, { added: { id, ...wordsOf(input) } })
	})
}

/**
 * Changes a member. With the first day of the term it is a correction: another row replaces this one. With a later day the
 * office or post itself has changed: the old term ends the day before and another begins. Sittings keep their own copy of
 * the commission, so neither changes the papers of a past sitting.
 * @throws DomainError not-found; stale if the row was replaced meanwhile; invalid by field
 */
export async function changeMember({
	actor,
	now,
	memberId,
	...input
}: MemberInput & Change & { memberId: string }): Promise<"corrected" | "changed"> {
	return changeCommission(actor, async (tx) => {
		const known = await currentRow(tx, memberId)
		const corrected = input.from <= known.from
		if (!corrected) {
			if (known.until && input.from > known.until)
				throw invalid({
					from: `Срок этого человека кончился ${shortDate(known.until)}. Внесите его заново отдельной записью.`,
				})
			await endOn(tx, known, addDays(input.from, -1), "from")
		}
		const { id } = await insert(tx, input, now, corrected ? known.id : undefined)
		if (corrected) await tx.commissionMember.update({ where: { id: known.id }, data: { replacedById: id } })
		await note(
			tx,
			{ actor, now },
			{ [corrected ? "corrected" : "changed"]: { id, from: wordsOf(known), to: wordsOf(input) } },
		)
		return corrected ? "corrected" : "changed"
	})
}

/**
 * Ends a member's term on this day.
 * @throws DomainError not-found; stale; invalid if the term would end before it began, or before a sitting to which the
 * member was called
 */
export async function endTerm({
	actor,
	now,
	memberId,
	until,
}: Change & { memberId: string; until: string }): Promise<void> {
	await changeCommission(actor, async (tx) => {
		const known = await currentRow(tx, memberId)
		await endOn(tx, known, until)
		await note(tx, { actor, now }, { ended: { id: known.id, ...wordsOf(known), until } })
	})
}

/** Allows one change at a time. The check for overlapping terms reads rows that two operators could write at once. */
async function changeCommission<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
	if (!referencePolicy.change(actor, null, null)) throw notFound()
	return inTransaction(async (tx) => {
		await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('commission'))`
		return work(tx)
	})
}

async function currentRow(tx: Tx, id: string): Promise<CommissionMember> {
	const known = await tx.commissionMember.findUnique({ where: { id } })
	if (!known) throw notFound()
	if (known.replacedById)
		throw stale("Эту запись уже исправил другой оператор. Проверьте состав и повторите.")
	return known
}

/** @param field the field at which the form shows what is wrong with the day */
async function endOn(
	tx: Tx,
	{ id, from }: CommissionMember,
	until: string,
	field: "until" | "from" = "until",
): Promise<void> {
	if (until < from)
		throw invalid({ [field]: `Срок начался ${shortDate(from)} и не может кончиться раньше. Проверьте дату.` })
	const attended = await tx.sittingMember.findFirst({
		where: { memberId: id, sitting: { heldOn: { gt: until } } },
		orderBy: { sitting: { heldOn: "desc" } },
		select: { sitting: { select: { heldOn: true } } },
	})
	if (attended)
		throw invalid({
			[field]: `Человек отмечен в заседании ${shortDate(attended.sitting.heldOn)}: срок не может кончиться раньше.`,
		})
	await tx.commissionMember.update({ where: { id }, data: { until } })
}

/** What the roster says about a member whose form may be incomplete. */
function memberChecks(db: Db, member: Partial<MemberInput>, corrects?: string): Checks {
	const { username } = member
	const atOnce = async () => {
		const others = await db.commissionMember.findMany({
			where: { replacedById: null, ...(corrects && { id: { not: corrects } }) },
		})
		return has(member, "from", "until") ? others.filter((other) => overlap(member, other)) : []
	}
	return [
		async () => {
			if (username && !(await personIdOf(db, username)))
				throw invalid({ username: `Пользователя «${username}» нет. Проверьте имя или оставьте поле пустым.` })
		},
		async () => {
			if (!has(member, "surname", "name", "patronymic")) return
			const personId = username ? await personIdOf(db, username) : null
			const same = (await atOnce()).find(
				(other) => fullName(other) === fullName(member) || (personId !== null && other.personId === personId),
			)
			if (same) throw invalid({ surname: `${fullName(same)}: уже в составе, ${termWords(same)}.` })
		},
		async () => {
			const { office } = member
			if (!office || !SINGLE_OFFICES.includes(office)) return
			const holder = (await atOnce()).find((other) => other.office === office)
			if (holder)
				throw invalid({
					office: `${OFFICE_TITLES[office]} в эти дни уже есть: ${fullName(holder)}, ${termWords(holder)}. Сначала укажите последний день этого срока.`,
				})
		},
	]
}

/** Reads the form of a member. @throws DomainError invalid with everything that is wrong */
export const readMember = (form: Record<string, unknown>, corrects?: string): Promise<MemberInput> =>
	parseChecked(MemberSchema, form, (member) => memberChecks(prisma, member, corrects))

async function insert(
	tx: Tx,
	{ username, ...member }: MemberInput,
	now: Date,
	corrects?: string,
): Promise<{ id: string }> {
	await inOneRound(memberChecks(tx, { username, ...member }, corrects))
	const personId = username ? await personIdOf(tx, username) : null
	return tx.commissionMember.create({
		data: { id: randomUUID(), ...member, personId, addedAt: now },
		select: { id: true },
	})
}

export const termWords = ({ from, until }: { from: string; until: string | null }): string =>
	until ? `с ${shortDate(from)} по ${shortDate(until)}` : `с ${shortDate(from)}`

type Worded = Pick<CommissionMember, "surname" | "name" | "patronymic" | "post" | "from" | "until"> & {
	office: string
}

const wordsOf = (member: Worded) => ({
	name: fullName(member),
	office: lowerFirst(OFFICE_TITLES[member.office as keyof typeof OFFICE_TITLES] ?? member.office),
	post: member.post,
	term: termWords(member),
})

const note = (tx: Tx, { actor, now }: Change, detail: Prisma.JsonObject) =>
	tx.accessLog.create({
		data: { at: now, actorId: actor.id, what: "commission-changed", detail },
		select: { id: true },
	})
