/** Russian wording that only documents need: cases of positions, categories, dates. */

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

/** `dative` is needed only by positions linked with «по» (тренер-преподаватель по плаванию). */
export type Subject = { nominative: string; genitive: string; dative?: string | null }

/**
 * «учителя математики», «тренеру-преподавателю по плаванию». Positions with the link `none` never get the subject; the old
 * system printed «инструктор по физической культуре физической культуры». A direction of additional education is in
 * brackets in the nominative, unless `parentheses` is off.
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

const small = (text: string) => text.toLocaleLowerCase("ru-RU").replaceAll("ё", "е")
/** Words that say what kind of place it is and not which one. */
const KIND_OF_PLACE = /^(?:г|город|городск\S*|район|муниципальн\S*|округ|зато|область|образование)$/

/**
 * The municipality to print next to a workplace. Empty if the workplace already names it: «МАОУ СОШ № 5 г. Томска» needs no
 * «Город Томск», «Школа (Колпашевский район)» no «Колпашевский район», and a coordinator without an organisation works at
 * the municipality itself.
 */
export function placeBeside(workplace: string, municipality: string): string {
	const inWorkplace: readonly string[] = small(workplace).match(/\p{L}+/gu) ?? []
	const inMunicipality: readonly string[] = small(municipality).match(/\p{L}+/gu) ?? []
	const names = inMunicipality.filter((word) => !KIND_OF_PLACE.test(word))
	const isNamed = (name: string) => {
		const stem = name.replace(/(?:ий|ый|ой|ая|ое|[аеиоуыьй])$/, "")
		// «Томская гимназия» is neither in the town («г. Томска») nor in the district («Томский район»).
		const isForm = (word: string) => word.startsWith(stem) && word.length <= stem.length + 3
		return inWorkplace.some((word) => isForm(word) && isAdjective(word) === isAdjective(name))
	}
	const isDistrict = inMunicipality.includes("район")
	const isThere = names.length > 0 && names.every(isNamed) && (!isDistrict || DISTRICT.test(small(workplace)))
	return isThere || small(workplace) === small(municipality) ? "" : municipality
}

const DISTRICT = /район|р-н/
const isAdjective = (word: string) => /(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую)$/.test(word)

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

/** Only the adjective («первую»). The template contains the noun «квалификационную категорию». */
export const categoryPhrase = (category: Category, grammaticalCase: GrammaticalCase) =>
	CATEGORY[category][grammaticalCase]

export const attestationFormPhrase = (form: "in_person" | "remote") =>
	form === "in_person" ? "очно" : "дистанционно"

/** The category as lists show it: stored or typed into a draft, perhaps not chosen yet. */
export const categoryText = (category: string | null | undefined, none = ""): string =>
	category === "first" || category === "highest" ? categoryPhrase(category, "nominative") : none
export const attestationFormText = (form: string | null | undefined, none = ""): string =>
	form === "in_person" || form === "remote" ? attestationFormPhrase(form) : none

export const procedurePhrase = (procedure: "general" | "simplified") =>
	procedure === "simplified" ? "по упрощённой форме" : "на общих основаниях"

export const presencePhrase = (present: boolean) => (present ? "в моём присутствии" : "без моего присутствия")

/** The same in words that others use about the teacher. */
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
