import { randomUUID } from "node:crypto"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction, isDuplicate } from "#app/db/transaction.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError, forbidden, invalid, notFound } from "#app/utils/errors.ts"
import { createSubject } from "#app/workflow/create.server.ts"
import { noFacts } from "#machines/application/application.facts.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, statesTagged } from "#machines/lifecycle.ts"
import { casesOfPerson } from "../../person/name-corrections.server.ts"
import { applicationSubject } from "../application.subject.server.ts"
import type { FormDraft } from "./application.form.ts"
import { prefill } from "./prefill.ts"
import { workplaceColumns } from "./workplace.server.ts"

const ACTIVE = statesTagged(applicationLifecycle, "active")
const TEACHER = "teacher"

/**
 * A teacher creates an application for one of their positions. The draft is prefilled from the profile and the previous
 * application. A guard and a unique index both ensure one active application for each position.
 * @returns copied: all answers come from an earlier application
 */
export async function beginApplication({
	actor,
	engagementId,
	basedOn = null,
	now,
}: {
	actor: Actor
	engagementId: string | null
	/** The teacher's own application for the same position, if all its answers are copied. */
	basedOn?: string | null
	now: Date
}): Promise<{ id: string; copied: boolean }> {
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
	const { form, copied } = await prefilled(actor.id, place.positionCode, chosen, basedOn)
	try {
		const { id } = await inTransaction(async (tx) => {
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
		return { id, copied }
	} catch (error) {
		if (isDuplicate(error))
			throw new DomainError("not-allowed-now", applicationLifecycle.guards.noOtherActive.reason as string)
		throw error
	}
}

/**
 * The answers for a new application, from the profile and from earlier applications.
 * @param basedOn the teacher's own application for the same position that is repeated
 */
async function prefilled(
	personId: string,
	positionCode: string,
	workplace: { id: string; appointedOn: string | null },
	basedOn: string | null,
): Promise<{ form: FormDraft; copied: boolean }> {
	const person = await prisma.person.findUniqueOrThrow({
		where: { id: personId },
		include: { categories: { where: { positionCode }, orderBy: { setOn: "desc" }, take: 1 } },
	})
	const earlier = await prisma.application.findMany({
		where: { teacherId: personId },
		orderBy: [{ createdAt: "desc" }, { id: "desc" }],
		select: { id: true, state: true, positionCode: true, form: true },
	})
	const same = earlier.filter((one) => one.positionCode === positionCode)
	const [latest] = same
	const withdrawn = latest && isTagged(applicationLifecycle, latest.state, "withdrawn") ? latest : undefined
	const repeated = basedOn ? same.find(({ id }) => id === basedOn) : withdrawn
	if (basedOn && !repeated) throw notFound()
	const source = repeated ?? earlier[0]
	const cases = await casesOfPerson(prisma, person)
	const draft = prefill({
		person: {
			surname: person.surname,
			name: person.name,
			patronymic: person.patronymic,
			sex: cases.sexKnown ? cases.sex : "",
			genitive: cases.genitive,
			dative: cases.dative,
			phone: person.mobilePhone,
			email: person.email,
		},
		workplace,
		held: person.categories[0] ?? null,
		last: (earlier[0]?.form ?? null) as FormDraft | null,
		samePosition: (latest?.form ?? null) as FormDraft | null,
		repeated: (repeated?.form ?? null) as FormDraft | null,
	})
	return { form: source ? { ...draft, basedOn: source.id } : draft, copied: repeated !== undefined }
}
