import { randomUUID } from "node:crypto"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction, isDuplicate } from "#app/db/transaction.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError, forbidden, invalid } from "#app/utils/errors.ts"
import { shortDate } from "#app/utils/russian.ts"
import { createSubject } from "#app/workflow/create.server.ts"
import { noFacts } from "#machines/application/application.facts.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { casesOfPerson } from "../../person/name-corrections.server.ts"
import { applicationSubject } from "../application.subject.server.ts"
import type { FormDraft } from "./application.form.ts"
import { workplaceColumns } from "./workplace.server.ts"

const ACTIVE = statesTagged(applicationLifecycle, "active")
const TEACHER = "teacher"

/**
 * A teacher creates an application for one of their positions. The draft is prefilled from the profile and the previous
 * application. A guard and a unique index both ensure one active application for each position.
 */
export async function beginApplication({
	actor,
	engagementId,
	now,
}: {
	actor: Actor
	engagementId: string | null
	now: Date
}): Promise<{ id: string }> {
	if (!applicationPolicy.begin(actor, null, null))
		throw forbidden("Заявление подаёт педагог из своего кабинета.")
	const workplaces = await prisma.engagement.findMany({
		where: { personId: actor.id, role: TEACHER, to: null },
		orderBy: { from: "asc" },
		select: { id: true, appointedOn: true },
	})
	const chosen = engagementId ? workplaces.find(({ id }) => id === engagementId) : workplaces[0]
	if (!chosen)
		throw invalid({ engagementId: "Добавьте место работы и должность в разделе «Личный кабинет»." })
	const place = await workplaceColumns(prisma, actor.id, chosen.id)
	const form = await prefilled(actor.id, place.positionCode, chosen)
	try {
		return await inTransaction(async (tx) => {
			const anotherActive =
				(await tx.application.count({
					where: { teacherId: actor.id, positionCode: place.positionCode, state: { in: ACTIVE } },
				})) > 0
			return createSubject(tx, {
				subject: applicationSubject,
				id: randomUUID(),
				actor,
				facts: { ...noFacts, anotherActive },
				columns: { ...place, teacherId: actor.id, form, createdAt: now },
				now,
				onBehalfOf: actor.id,
			})
		})
	} catch (error) {
		if (isDuplicate(error))
			throw new DomainError("not-allowed-now", applicationLifecycle.guards.noOtherActive.reason as string)
		throw error
	}
}

/** Fills in what the system knows, so that the teacher need not type it again. */
async function prefilled(
	personId: string,
	positionCode: string,
	workplace: { id: string; appointedOn: string | null },
): Promise<FormDraft> {
	const person = await prisma.person.findUniqueOrThrow({
		where: { id: personId },
		include: { categories: { where: { positionCode }, orderBy: { setOn: "desc" }, take: 1 } },
	})
	const previous = await prisma.application.findFirst({
		where: { teacherId: personId },
		orderBy: { createdAt: "desc" },
		select: { form: true },
	})
	const before = (previous?.form ?? {}) as FormDraft
	const cases = await casesOfPerson(prisma, person)
	const [held] = person.categories
	return {
		...lastingAnswers(before),
		surname: person.surname,
		name: person.name,
		patronymic: person.patronymic,
		sex: cases.sex,
		genitive: cases.genitive,
		dative: cases.dative,
		phone: person.mobilePhone,
		email: person.email,
		engagementId: workplace.id,
		appointedOn: workplace.appointedOn ? shortDate(workplace.appointedOn) : (before.appointedOn ?? ""),
		procedure: "general",
		...(held && {
			currentCategory: held.category as "first" | "highest",
			currentSetOn: shortDate(held.setOn),
			currentTerm: held.endsOn ? ("dated" as const) : ("indefinite" as const),
			currentEndsOn: held.endsOn ? shortDate(held.endsOn) : "",
		}),
	}
}

/** The answers of the previous application that usually do not change. */
function lastingAnswers(before: FormDraft): FormDraft {
	const kept: FormDraft = {}
	for (const field of [
		"educationLevel",
		"educationInstitution",
		"educationYear",
		"educationSpeciality",
		"educationQualification",
		"degree",
		"awards",
		"training",
	] as const)
		if (before[field]) kept[field] = before[field]
	return kept
}
