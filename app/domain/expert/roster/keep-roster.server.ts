import { z } from "zod"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { rosterPolicy } from "#app/policies/roster.policy.ts"
import { DomainError, forbidden, invalid, notFound, stale } from "#app/utils/errors.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { fullNameOf } from "../../person/post.ts"
import { CONTRACT_STATUSES, contractColumn, contractText } from "../contract-status.ts"
import { EXPERT } from "../expert-facts.server.ts"
import { halfYearLabel, readHalfYear, rosterYearOf } from "../half-year.ts"

const SCHOOL_YEAR = /^(\d{4})\/(\d{4})$/
/** States of an application in which its experts still have work to do. */
const AT_WORK = statesTagged(applicationLifecycle, "unapproved", "awaitsConclusion")

const isSchoolYear = (text: string) => {
	const [, first, second] = SCHOOL_YEAR.exec(text) ?? []
	return first !== undefined && Number(second) === Number(first) + 1
}

const common = {
	municipality: z.string({ error: "Выберите муниципалитет." }).min(1, "Выберите муниципалитет."),
	schoolYear: z.string({ error: "Выберите учебный год." }).refine(isSchoolYear, "Выберите учебный год."),
}

export const RosterAdditionSchema = z.object({
	...common,
	experts: z.array(z.string()).min(1, "Отметьте хотя бы одного специалиста."),
	order: z
		.string({ error: "Укажите распоряжение, которым утверждён список." })
		.trim()
		.min(1, "Укажите распоряжение, которым утверждён список.")
		.max(200, "Сократите текст до 200 знаков."),
})

/**
 * Puts experts on the roster that the department approves for a school year. Those already on it stay unchanged.
 * @throws DomainError forbidden; invalid unless everybody is an expert of the municipality
 */
export async function addToRoster({
	actor,
	municipality,
	schoolYear,
	experts,
	order,
	now,
}: z.output<typeof RosterAdditionSchema> & Change): Promise<{ added: number }> {
	if (!rosterPolicy.edit(actor, { municipalityCode: municipality }, null)) throw forbidden()
	const known = await prisma.person.count({
		where: {
			id: { in: experts },
			blockedAt: null,
			engagements: { some: { role: EXPERT, municipalityCode: municipality, to: null } },
		},
	})
	if (known !== new Set(experts).size)
		throw invalid({
			experts: "В список вносят только специалистов этого муниципалитета. Выберите их заново.",
		})
	return inTransaction(async (tx) => {
		const added = await tx.rosterEntry.createManyAndReturn({
			data: experts.map((expertId) => ({ expertId, municipalityCode: municipality, schoolYear, order })),
			skipDuplicates: true,
			select: { expertId: true },
		})
		const did = `Внесён в список на ${schoolYear} учебный год: ${order}`
		for (const { expertId } of added) await note(tx, { actor, now }, expertId, did)
		return { added: added.length }
	})
}

interface Change {
	actor: Actor
	now: Date
}

const note = (tx: Tx, { actor, now }: Change, personId: string, detail: string) =>
	tx.accessLog.create({
		data: { at: now, actorId: actor.id, personId, what: "roster-changed", detail },
		select: { id: true },
	})

/** «, Петрова Анна Ивановна, 1 октября 2026 г. в 14:05»: the last change of an expert's roster. Empty if none is recorded. */
async function byWhom(tx: Tx, personId: string): Promise<string> {
	const last = await tx.accessLog.findFirst({
		where: { personId, what: "roster-changed" },
		orderBy: { id: "desc" },
		select: { at: true, actorId: true },
	})
	const person =
		last?.actorId &&
		(await tx.person.findUnique({
			where: { id: last.actorId },
			select: { surname: true, name: true, patronymic: true },
		}))
	return last && person ? `, ${fullNameOf(person)}, ${longDateTime(last.at)}` : ""
}

/** An entry that the actor may change. Another municipality's looks as if it did not exist. */
async function entryOf(tx: Tx, actor: Actor, id: string) {
	const entry = await tx.rosterEntry.findUnique({ where: { id } })
	if (!entry || !rosterPolicy.edit(actor, entry, null)) throw notFound()
	return entry
}

const UNREADABLE_HALF = "Не указано, на какое полугодие договор. Выберите полугодие и сохраните ещё раз."

export const ContractSchema = z.object({
	entryId: z.string({ error: "Выберите специалиста." }).min(1),
	contract: z.enum(
		CONTRACT_STATUSES.map(({ value }) => value),
		{ error: "Выберите состояние договора." },
	),
	half: z.string({ error: UNREADABLE_HALF }).transform((text, { addIssue }) => {
		const half = readHalfYear(text)
		if (half) return half
		addIssue({ code: "custom", message: UNREADABLE_HALF })
		return z.NEVER
	}),
	/** The status that the page showed. */
	was: z.string().optional(),
})

/**
 * Says how far the contract of an expert on the roster has come in a half-year.
 * @throws DomainError not-found; stale when somebody else has changed it meanwhile
 */
export async function keepContract({
	actor,
	entryId,
	contract,
	was,
	half,
	now,
}: z.output<typeof ContractSchema> & Change): Promise<void> {
	await inTransaction(async (tx) => {
		const entry = await entryOf(tx, actor, entryId)
		const column = contractColumn(half)
		if (entry.schoolYear !== rosterYearOf(half)) throw notFound()
		if (entry[column] === contract) return
		if (was !== undefined && was !== (entry[column] || "none"))
			throw stale(
				`Пока Вы смотрели, состояние договора изменили: «${contractText(entry[column])}»${await byWhom(tx, entry.expertId)}. Проверьте и сохраните ещё раз.`,
			)
		await tx.rosterEntry.update({
			where: { id: entryId },
			data: { [column]: contract },
			select: { id: true },
		})
		const change = `${contractText(entry[column])} → ${contractText(contract)}`
		await note(tx, { actor, now }, entry.expertId, `Договор на ${halfYearLabel(half)}: ${change}`)
	})
}

/**
 * Removes an expert from the roster of a year, to undo a mistaken entry.
 * @throws DomainError not-found; not-allowed-now while the expert has teachers of that year to assess
 */
export async function removeFromRoster({ actor, entryId, now }: Change & { entryId: string }): Promise<void> {
	await inTransaction(async (tx) => {
		const entry = await entryOf(tx, actor, entryId)
		const seats = await tx.seat.findMany({
			where: {
				expertId: entry.expertId,
				application: { municipalityCode: entry.municipalityCode, state: { in: AT_WORK } },
			},
			select: { application: { select: { fullName: true, schedule: { select: { periodId: true } } } } },
		})
		const ofYear = seats
			.filter(
				({ application: { schedule } }) =>
					schedule && period(schedule.periodId).schoolYear === entry.schoolYear,
			)
			.map(({ application }) => application.fullName)
		if (ofYear.length > 0)
			throw new DomainError(
				"not-allowed-now",
				"Специалист назначен на аттестацию в этом учебном году. Сначала замените его в заявлениях.",
				{ reasons: [`Назначен: ${ofYear.join(", ")}.`] },
			)
		await tx.rosterEntry.delete({ where: { id: entryId } })
		const did = `Убран из списка на ${entry.schoolYear} учебный год`
		await note(tx, { actor, now }, entry.expertId, did)
	})
}
