import { randomUUID } from "node:crypto"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { forbidden } from "#app/utils/errors.ts"
import { shortDate } from "#app/utils/russian.ts"
import { createSubject } from "#app/workflow/create.server.ts"
import { noFacts } from "#machines/application/application.facts.ts"
import { nameColumns } from "../../account/accounts.server.ts"
import { checkWorkplace } from "../../organisation/check-workplace.server.ts"
import { declinePerson } from "../../person/name-corrections.server.ts"
import { applicationSubject } from "../application.subject.server.ts"
import type { FormDraft } from "../form/application.form.ts"
import { printedColumns } from "../form/form.effects.server.ts"
import { workplaceColumns } from "../form/workplace.server.ts"
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
	const place = await checkWorkplace(prisma, { ...form, municipalityCode })
	const declined = await declinePerson(prisma, form)
	const names = nameColumns(form, declined)
	const id = randomUUID()
	await inTransaction(async (tx) => {
		const teacher = await tx.person.create({
			data: {
				...names,
				username: nobodysLogin(),
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

function draftOf(
	form: EntryForm,
	{ sex, genitive, dative }: ReturnType<typeof nameColumns>,
	engagementId: string,
): FormDraft {
	const { currentEndsOn, currentCategory } = form
	return {
		surname: form.surname,
		name: form.name,
		patronymic: form.patronymic,
		sex: sex === "m" || sex === "f" ? sex : "",
		genitive,
		dative,
		phone: form.mobilePhone ?? "",
		email: form.email ?? "",
		engagementId,
		currentCategory,
		...(currentCategory !== "none" && {
			currentTerm: currentEndsOn ? "dated" : "indefinite",
			currentEndsOn: currentEndsOn ? shortDate(currentEndsOn) : "",
		}),
		claimedCategory: form.claimedCategory,
		attestationForm: form.attestationForm,
		presence: form.presence,
		procedure: form.procedure,
		groundCode: form.procedure === "simplified" ? form.groundCode : "",
	}
}
