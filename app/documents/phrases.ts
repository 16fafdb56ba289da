/** Russian wording that documents need and that nothing else in the house says: cases of positions, categories, dates. */

export type GrammaticalCase =
	| "nominative"
	| "genitive"
	| "dative"
	| "accusative"
	| "instrumental"
	| "prepositional"

/** How a subject may be joined to a position: `subject_link` of the reference table of positions. */
export type SubjectLink = "none" | "genitive" | "genitive_or_parentheses" | "po_dative"

export type Position = { cases: Record<GrammaticalCase, string>; subjectLink: SubjectLink }

/** `dative` is needed by positions linked with «по» only (тренер-преподаватель по плаванию). */
export type Subject = { nominative: string; genitive: string; dative?: string | null }

/**
 * «учителя математики», «тренеру-преподавателю по плаванию». Positions whose link is `none` never take the subject:
 * the old system printed «инструктор по физической культуре физической культуры». A direction of additional
 * education stands in brackets in the nominative, unless `parentheses` is switched off.
 */
export function positionWithSubject(
	position: Position,
	subject: Subject | null | undefined,
	grammaticalCase: GrammaticalCase,
	{ parentheses = true }: { parentheses?: boolean } = {},
): string {
	const word = position.cases[grammaticalCase]
	if (!subject) return word
	switch (position.subjectLink) {
		case "none":
			return word
		case "genitive":
			return `${word} ${subject.genitive}`
		case "genitive_or_parentheses":
			return parentheses ? `${word} (${subject.nominative})` : `${word} ${subject.genitive}`
		case "po_dative":
			return subject.dative ? `${word} по ${subject.dative}` : word
	}
}

export type Category = "first" | "highest"

const CATEGORY: Record<Category, Record<GrammaticalCase, string>> = {
	first: {
		nominative: "первая",
		genitive: "первой",
		dative: "первой",
		accusative: "первую",
		instrumental: "первой",
		prepositional: "первой",
	},
	highest: {
		nominative: "высшая",
		genitive: "высшей",
		dative: "высшей",
		accusative: "высшую",
		instrumental: "высшей",
		prepositional: "высшей",
	},
}

/** The adjective alone («первую»); the noun «квалификационную категорию» stands in the template. */
export const categoryPhrase = (category: Category, grammaticalCase: GrammaticalCase) =>
	CATEGORY[category][grammaticalCase]

export const attestationFormPhrase = (form: "in_person" | "remote") =>
	form === "in_person" ? "очно" : "дистанционно"

/** As a list shows them: stored, or typed into a draft, and perhaps not chosen yet. */
export const categoryText = (category: string | null | undefined, none = ""): string =>
	category === "first" || category === "highest" ? categoryPhrase(category, "nominative") : none
export const attestationFormText = (form: string | null | undefined, none = ""): string =>
	form === "in_person" || form === "remote" ? attestationFormPhrase(form) : none

export const presencePhrase = (present: boolean) => (present ? "в моём присутствии" : "без моего присутствия")

/** The same as others say it of the teacher. */
export const attendancePhrase = (present: boolean) =>
	present ? "в присутствии педагога" : "без присутствия педагога"

/** 1 → «1 год», 12 → «12 лет», 22 → «22 года». Whole years of service. */
export function yearsPhrase(years: number) {
	const tens = years % 100
	const ones = years % 10
	if (ones === 1 && tens !== 11) return `${years} год`
	if (ones >= 2 && ones <= 4 && (tens < 12 || tens > 14)) return `${years} года`
	return `${years} лет`
}
