import { fullName } from "#app/documents/declension/decline-name.ts"
import type { Post, ScheduleInput } from "#app/documents/fill.ts"
import { attestationFormPhrase, categoryPhrase } from "#app/documents/phrases.ts"
import type { AttestationForm, Category } from "#machines/application.facts.ts"
import type { FormDraft } from "../application/application.form.ts"
import { type EngagementParts, nameLine, positionLine, postFrom, postLine } from "../person/post.ts"

/** What a query must bring of an application so that it can stand in a schedule. Nothing that must not be published. */
export const ENTRY_SELECT = {
	id: true,
	form: true,
	fullName: true,
	claimedCategory: true,
	attestationForm: true,
	subjectNominative: true,
	subjectGenitive: true,
	position: true,
	organisation: { select: { name: true } },
	seats: { orderBy: { seat: "asc" }, select: { post: true } },
} as const

export interface EntryParts {
	id: string
	form: unknown
	fullName: string
	claimedCategory: string | null
	attestationForm: string | null
	subjectNominative: string
	subjectGenitive: string
	position: EngagementParts["position"]
	organisation: { name: string }
	seats: readonly { post: unknown }[]
}

/** One line of a schedule for a page. */
export interface ScheduleEntry {
	id: string
	name: string
	/** «первая» */
	category: string
	/** «очно» */
	form: string
	/** «учитель математики» */
	position: string
	workplace: string
	/** Name, then «учитель физики, МАОУ СОШ № 902». */
	experts: { name: string; post: string }[]
}

/** The teacher at the post of this application, whatever the profile says now. */
function postOf(entry: EntryParts): Post {
	const { surname = "", name = "", patronymic = "" } = entry.form as FormDraft
	const { subjectNominative: nominative, subjectGenitive: genitive } = entry
	return postFrom(surname ? { surname, name, patronymic } : { surname: entry.fullName, name, patronymic }, {
		position: entry.position,
		positionText: "",
		subject: nominative ? { nominative, genitive } : null,
		organisation: entry.organisation,
	})
}

/** The same line as the Word form wants it. */
export const entryInput = (entry: EntryParts): ScheduleInput["rows"][number] => ({
	...postOf(entry),
	category: (entry.claimedCategory ?? "first") as Category,
	attestationForm: (entry.attestationForm ?? "in_person") as AttestationForm,
	experts: entry.seats.map(({ post }) => post as Post),
})

export function entryView(entry: EntryParts): ScheduleEntry {
	const input = entryInput(entry)
	return {
		id: entry.id,
		name: fullName(input.name),
		category: categoryPhrase(input.category, "nominative"),
		form: attestationFormPhrase(input.attestationForm),
		position: positionLine(input),
		workplace: input.workplace,
		experts: input.experts.map((expert) => ({ name: nameLine(expert), post: postLine(expert) })),
	}
}
