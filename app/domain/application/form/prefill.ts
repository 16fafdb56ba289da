import { shortDate } from "#app/utils/russian.ts"
import type { FormDraft, FormField } from "./application.form.ts"

/** A category that the person holds for the position of the new application. */
export interface HeldCategory {
	category: string
	setOn: string
	endsOn: string | null
}

export interface Known {
	/** The name with its forms, phone and e-mail from the profile. */
	person: Pick<
		FormDraft,
		"surname" | "name" | "patronymic" | "sex" | "genitive" | "dative" | "phone" | "email"
	>
	workplace: { id: string; appointedOn: string | null }
	held: HeldCategory | null
	/** The last application for any position: schools, degrees and awards are the same for all of them. */
	last: FormDraft | null
	/** The last application for the same position. Dates of one position never appear in another. */
	samePosition: FormDraft | null
	/** An application that is copied as a whole: one that was withdrawn, or one that the teacher repeats. */
	repeated: FormDraft | null
}

/** Answers that belong to the person and not to a position. */
const LASTING = [
	"educationLevel",
	"educationInstitution",
	"educationYear",
	"educationSpeciality",
	"educationQualification",
	"degree",
	"awards",
	"training",
] as const satisfies readonly FormField[]

/** Fills in what the system knows, so that the teacher need not type it again. */
export function prefill({ person, workplace, held, last, samePosition, repeated }: Known): FormDraft {
	const { casesConfirmed: _, basedOn: __, ...before } = repeated ?? lastingAnswers(last)
	return {
		procedure: "general",
		...before,
		...person,
		engagementId: workplace.id,
		appointedOn: workplace.appointedOn ? shortDate(workplace.appointedOn) : (samePosition?.appointedOn ?? ""),
		...(held && categoryAnswers(held)),
	}
}

function lastingAnswers(before: FormDraft | null): FormDraft {
	const kept: FormDraft = {}
	for (const field of LASTING) if (before?.[field]) kept[field] = before[field]
	return kept
}

const categoryAnswers = ({ category, setOn, endsOn }: HeldCategory): FormDraft => ({
	currentCategory: category as "first" | "highest",
	currentSetOn: shortDate(setOn),
	currentTerm: endsOn ? "dated" : "indefinite",
	currentEndsOn: endsOn ? shortDate(endsOn) : "",
})

/**
 * Where each answer comes from, in words for its field. An answer that the teacher has changed no longer has a source.
 * Names have none, because they obviously come from the profile.
 * @param earlier the application from which the draft was filled in, and its date
 */
export function sourcesOf(
	form: FormDraft,
	{
		person: { phone, email },
		workplace,
		held,
		earlier,
	}: Pick<Known, "held"> & {
		person: Pick<FormDraft, "phone" | "email">
		workplace: Pick<Known["workplace"], "appointedOn"> | null
		earlier: { form: FormDraft; on: string } | null
	},
): Partial<Record<FormField, string>> {
	const profile: FormDraft = {
		phone,
		email,
		...(workplace?.appointedOn && { appointedOn: shortDate(workplace.appointedOn) }),
		...(held && categoryAnswers(held)),
	}
	const sources: Partial<Record<FormField, string>> = {}
	for (const field of Object.keys(form) as FormField[]) {
		const value = form[field]
		if (!value || UNNAMED.has(field)) continue
		if (value === profile[field]) sources[field] = "Из личного кабинета"
		else if (earlier && value === earlier.form[field]) sources[field] = `Из заявления от ${earlier.on}`
	}
	return sources
}

const UNNAMED: ReadonlySet<FormField> = new Set([
	"surname",
	"name",
	"patronymic",
	"sex",
	"genitive",
	"dative",
	"casesConfirmed",
	"basedOn",
	"engagementId",
	// Every application begins with the general one, wherever its other answers come from.
	"procedure",
])
