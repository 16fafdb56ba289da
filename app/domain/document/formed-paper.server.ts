import type { Db } from "#app/db/client.server.ts"
import type { Application } from "#app/db/generated/client.ts"
import { declineName, initials } from "#app/documents/declension/decline-name.ts"
import type { Teacher } from "#app/documents/fill.ts"
import { placeBeside, positionWithSubject } from "#app/documents/phrases.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError } from "#app/utils/errors.ts"
import { upperFirst } from "#app/utils/russian.ts"
import type { Category } from "#machines/application/application.facts.ts"
import { teacherOf } from "../application/form/application.document.ts"
import type { FormDraft } from "../application/form/application.form.ts"
import { placeOf } from "../application/form/workplace.server.ts"
import type { Office } from "../reference/office.server.ts"
import { coordinatorOf } from "../schedule/schedule.document.server.ts"

/** What the latest paper of an application says, and its number. */
interface Words {
	number: number
	teacher: Teacher
	draft: FormDraft
}

/**
 * The words of the latest formed paper. An application that came on paper was never formed here: a coordinator copied its
 * words, and papers about it repeat them. Null if nothing has been formed, or if the papers were erased.
 */
export async function wordsOf(
	db: Db,
	row: Pick<
		Application,
		"id" | "source" | "erasedAt" | "engagementId" | "form" | "teacherId" | "decisionDate" | "stateSince"
	>,
): Promise<Words | null> {
	const revision = await db.formRevision.findFirst({
		where: { applicationId: row.id },
		orderBy: { number: "desc" },
		select: { number: true, data: true },
	})
	if (revision) {
		const { teacher, draft } = revision.data as unknown as Omit<Words, "number">
		return { number: revision.number, teacher, draft }
	}
	if (row.source === "online" || row.erasedAt) return null
	const draft = row.form as FormDraft
	const [place, account] = await Promise.all([
		placeOf(db, row, row.decisionDate ? row.stateSince : null),
		db.person.findUniqueOrThrow({
			where: { id: row.teacherId },
			select: { mobilePhone: true, email: true },
		}),
	])
	// The paper may give neither; the account has them once its teacher has come.
	const phone = draft.phone || account.mobilePhone || "—"
	const email = draft.email || account.email || "—"
	return { number: 0, teacher: teacherOf({ ...draft, phone, email }, place), draft }
}

/** An application with the words of its latest paper; null if there is none. */
export async function paperOf(db: Db, row: Application) {
	const words = await wordsOf(db, row)
	if (!words) return null
	const { teacher, draft } = words
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
export type FormedPaper = NonNullable<Awaited<ReturnType<typeof paperOf>>>

export const papersErased = () =>
	new DomainError(
		"not-allowed-now",
		"Документы этого заявления удалены: срок их хранения закончился. Решение и его дата сохранены.",
	)

/** Why an application has no formed paper. */
export const withoutPaper = ({ erasedAt, source }: Pick<Application, "erasedAt" | "source">): DomainError =>
	erasedAt
		? papersErased()
		: new DomainError(
				"not-allowed-now",
				source === "online"
					? "Заявление ещё не сформировано: документа пока нет."
					: "Заявление пришло на бумаге или через Госуслуги: его скан — среди прикреплённых документов.",
			)

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
export async function signatoryOf(db: Db, municipalityCode: string, office: Office) {
	const person = await coordinatorOf(municipalityCode, db)
	return person
		? {
				post: upperFirst(office.coordinatorPost),
				initials: initials(person),
				phone: person.workPhone || null,
			}
		: { post: office.centreName, initials: "____________________", phone: null }
}
