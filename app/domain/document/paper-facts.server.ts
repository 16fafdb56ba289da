import { prisma } from "#app/db/client.server.ts"
import { declineName, initials } from "#app/documents/declension/decline-name.ts"
import type { Teacher } from "#app/documents/fill.ts"
import { placeBeside, positionWithSubject } from "#app/documents/phrases.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import { upperFirst } from "#app/utils/russian.ts"
import type { Category, Decision } from "#machines/application/application.facts.ts"
import { applicationSubject } from "../application/application.subject.server.ts"
import type { FormDraft } from "../application/form/application.form.ts"
import type { Office } from "../reference/office.server.ts"
import { coordinatorOf } from "../schedule/schedule.document.server.ts"

export interface PaperQuery {
	actor: Actor
	id: string
	now: Date
}

/**
 * Loads an application that this person may read, with its latest formed paper.
 * @throws DomainError not-found for a stranger, not-allowed-now if nothing has been formed
 */
export async function formedPaper({ actor, id, now }: PaperQuery) {
	const loaded = await applicationSubject.load(prisma, id, now)
	if (!loaded || !applicationPolicy.read(actor, loaded.scope, null)) throw notFound()
	const { row } = loaded
	const revision = await prisma.formRevision.findFirst({
		where: { applicationId: id },
		orderBy: { number: "desc" },
		select: { data: true },
	})
	if (!revision)
		throw new DomainError("not-allowed-now", "Заявление ещё не сформировано: документа пока нет.")
	const { teacher, draft } = revision.data as unknown as { teacher: Teacher; draft: FormDraft }
	return {
		row,
		teacher,
		draft,
		/** The dative that the person confirmed. Papers formed without one get the dative that the program proposes. */
		dative: draft.dative || declineName({ ...teacher.name, sex: teacher.sex }).dative,
		category: (row.claimedCategory ?? "first") as Category,
		filedOn: row.receivedOn ?? civilDate(row.submittedAt ?? row.createdAt),
	}
}
export type FormedPaper = Awaited<ReturnType<typeof formedPaper>>

/** Addressee and greeting of a notice: «Ивановой Марии Ивановне», «Уважаемая Мария Ивановна!». */
export function addresseeOf({ teacher, dative }: FormedPaper) {
	const called = [teacher.name.name, teacher.name.patronymic].filter(Boolean).join(" ")
	return {
		addressee: {
			dative,
			position: positionWithSubject(teacher.position, teacher.subject, "dative"),
			workplace: teacher.workplace,
			municipality: placeBeside(teacher.workplace, teacher.municipality),
		},
		greeting: `${teacher.sex === "f" ? "Уважаемая" : "Уважаемый"} ${called}!`,
	}
}

/** Who signs a notice: the municipality's coordinator with the work phone, or the centre if there is no coordinator. */
export async function signatoryOf(municipalityCode: string, office: Office) {
	const person = await coordinatorOf(municipalityCode)
	return person
		? {
				post: upperFirst(office.coordinatorPost),
				initials: initials(person),
				phone: person.workPhone || null,
			}
		: { post: office.centreName, initials: "____________________", phone: null }
}

/** The commission's decision on each application. It comes from the journal, because only machines may compare states. */
export async function decisionsOn(applicationIds: readonly string[]): Promise<Map<string, Decision>> {
	const entries = await prisma.journal.findMany({
		where: { subject: "application", event: "application.decide", subjectId: { in: [...applicationIds] } },
		orderBy: { id: "asc" },
		select: { subjectId: true, data: true },
	})
	return new Map(
		entries.flatMap(({ subjectId, data }) => {
			const decision = (data as { decision?: unknown }).decision
			return decision === "granted" || decision === "refused" ? [[subjectId, decision]] : []
		}),
	)
}

export const anyGranted = async (applicationIds: readonly string[]): Promise<boolean> =>
	[...(await decisionsOn(applicationIds)).values()].includes("granted")
