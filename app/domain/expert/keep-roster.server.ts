import { z } from "zod"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { DomainError, forbidden, invalid, notFound } from "#app/utils/errors.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { EXPERT } from "./expert-facts.server.ts"

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
}: z.output<typeof RosterAdditionSchema> & { actor: Actor }): Promise<{ added: number }> {
	if (!isOperator(actor, null, null)) throw forbidden()
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
	const { count } = await prisma.rosterEntry.createMany({
		data: experts.map((expertId) => ({ expertId, municipalityCode: municipality, schoolYear, order })),
		skipDuplicates: true,
	})
	return { added: count }
}

/**
 * Removes an expert from the roster of a year, to undo a mistaken entry.
 * @throws DomainError forbidden, not-found; not-allowed-now while the expert has teachers of that year to assess
 */
export async function removeFromRoster({ actor, entryId }: { actor: Actor; entryId: string }): Promise<void> {
	if (!isOperator(actor, null, null)) throw forbidden()
	await inTransaction(async (tx) => {
		const entry = await tx.rosterEntry.findUnique({ where: { id: entryId } })
		if (!entry) throw notFound()
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
	})
}
