import { randomUUID } from "node:crypto"
import { inTransaction } from "#app/db/transaction.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { forbidden } from "#app/utils/errors.ts"
import { createSubject } from "#app/workflow/create.server.ts"
import { noFacts } from "#machines/application/application.facts.ts"
import { applicationSubject } from "../application.subject.server.ts"
import { printedColumns } from "../form/form.effects.server.ts"
import { workplaceColumns } from "../form/workplace.server.ts"
import { draftOf, placeAndNames } from "./entry.draft.server.ts"
import type { EntryForm } from "./entry.schema.ts"

const SHORT_ID = 12

/** A login that nobody chose and nobody can sign in with, until the teacher takes the application over. */
const nobodysLogin = () => `bumaga${randomUUID().replaceAll("-", "").slice(0, SHORT_ID)}`

/**
 * A coordinator enters an application that came on paper or through a portal. It belongs to an account without a password,
 * never to one with the same name: only the one-time link gives it to a person.
 * @throws DomainError forbidden in another municipality; invalid with the field
 */
export async function enterApplication({
	actor,
	municipalityCode,
	form,
	now,
}: {
	actor: Actor
	municipalityCode: string
	form: EntryForm
	now: Date
}): Promise<{ id: string }> {
	const { place, names } = await placeAndNames(form, municipalityCode)
	const id = randomUUID()
	await inTransaction(async (tx) => {
		const teacher = await tx.person.create({
			data: {
				...names,
				username: nobodysLogin(),
				awaitsOwner: true,
				email: form.email ?? "",
				mobilePhone: form.mobilePhone ?? "",
				createdAt: now,
				engagements: { create: { ...place, role: "teacher", from: now } },
			},
			select: { id: true, engagements: { select: { id: true } } },
		})
		const engagementId = teacher.engagements[0]?.id ?? ""
		const columns = await workplaceColumns(tx, teacher.id, engagementId)
		const scope = {
			teacherId: teacher.id,
			municipalityCode,
			organisationId: columns.organisationId,
			expertIds: [],
			openToExperts: false,
			groupSubjectIds: [],
			hasCoordinator: true,
			enteredForTeacher: true,
			teacherHasAccount: false,
		}
		if (!applicationPolicy.receive(actor, scope, null))
			throw forbidden("Заявление на бумаге вносит координатор муниципалитета, в котором работает педагог.")
		const draft = draftOf(form, names, engagementId)
		await createSubject(tx, {
			subject: applicationSubject,
			id,
			actor,
			facts: { ...noFacts, enteredForTeacher: true },
			columns: {
				...columns,
				...printedColumns(draft),
				source: form.source,
				teacherId: teacher.id,
				form: draft,
				createdAt: now,
			},
			now,
			onBehalfOf: teacher.id,
		})
	})
	return { id }
}
