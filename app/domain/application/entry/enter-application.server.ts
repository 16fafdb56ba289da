import { randomUUID } from "node:crypto"
import type { Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError, forbidden } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { lowerFirst, shortDate } from "#app/utils/russian.ts"
import { createSubject } from "#app/workflow/create.server.ts"
import { noFacts } from "#machines/application/application.facts.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { shortOf, statesTagged } from "#machines/lifecycle.ts"
import { fullNameOf } from "../../person/post.ts"
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
 * @throws DomainError forbidden in another municipality; invalid with the field, also if it was entered before
 */
export async function enterApplication({
	actor,
	municipalityCode,
	form,
	isAnother = false,
	now,
}: {
	actor: Actor
	municipalityCode: string
	form: EntryForm
	/** The coordinator has read that this teacher's application was entered, and enters another one. */
	isAnother?: boolean
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
		if (!isAnother) await refuseSecondEntry(tx, { ...columns, searchName: names.searchName })
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

const OPEN = statesTagged(applicationLifecycle, "active")

/** Two teachers of one organisation may have the same name and position, so the coordinator decides. */
async function refuseSecondEntry(
	tx: Tx,
	same: { searchName: string; organisationId: string; positionCode: string },
): Promise<void> {
	const { searchName, organisationId, positionCode } = same
	const earlier = await tx.application.findFirst({
		where: {
			teacher: { searchName },
			organisationId,
			positionCode,
			state: { in: [...OPEN] },
		},
		orderBy: { createdAt: "desc" },
		select: {
			id: true,
			source: true,
			state: true,
			createdAt: true,
			teacher: { select: { surname: true, name: true, patronymic: true } },
			position: { select: { nominative: true } },
		},
	})
	if (!earlier) return
	const { id, source, state, createdAt } = earlier
	const who = `${fullNameOf(earlier.teacher)}, ${earlier.position.nominative}`
	const there =
		source === "online"
			? `У педагога «${who}» уже есть заявление, заполненное в личном кабинете: ${lowerFirst(shortOf(applicationLifecycle, state))}.`
			: `Заявление «${who}» уже внесено ${shortDate(civilDate(createdAt))}.`
	const page = source === "online" ? paths.municipalityApplication(id) : paths.paperEntry(id)
	throw new DomainError("invalid", there, {
		fields: { another: `${there} Если пришло ещё одно заявление, поставьте отметку и сохраните снова.` },
		see: { to: page, label: "Открыть это заявление" },
	})
}
