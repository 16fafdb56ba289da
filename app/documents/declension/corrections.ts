import { type PersonName, tidy } from "./decline-name.ts"
import { fold } from "./endings.ts"
import type { Cases, NamePart, Sex } from "./engines.ts"

const PARTS: readonly NamePart[] = ["surname", "name", "patronymic"]

/** The words of a text and the halves of its double names. Each has a correction of its own. */
const wordsOf = (text: string) => tidy(text).split(/[ -]/).filter(Boolean)

/** The words of a name as the keys of stored corrections. */
export const correctableWords = (person: PersonName): { part: NamePart; word: string }[] =>
	PARTS.flatMap((part) => wordsOf(person[part] ?? "").map((word) => ({ part, word: fold(word) })))

export type Suggestion = Cases & { part: NamePart; sex: Sex; word: string }

/**
 * Word by word, the cases that differ from the proposal. The list is empty if the owner wrote more or fewer words than
 * the name has, because then we cannot match forms to words.
 */
export function suggestedCorrections(
	person: PersonName,
	sex: Sex,
	proposed: Cases,
	own: Cases,
): Suggestion[] {
	const words = correctableWords(person)
	const formsOf = ({ genitive, dative, accusative }: Cases) =>
		[genitive, dative, accusative].map((form) => wordsOf(form).map((word) => word.toLowerCase()))
	const ours = formsOf(own)
	if (ours.some((form) => form.length !== words.length)) return []
	const theirs = formsOf(proposed)
	return words.flatMap(({ part, word }, index) => {
		const [genitive = "", dative = "", accusative = ""] = ours.map((form) => form[index] ?? "")
		const differs = ours.some((form, grammaticalCase) => form[index] !== theirs[grammaticalCase]?.[index])
		return differs ? [{ part, sex, word, genitive, dative, accusative }] : []
	})
}

/**
 * Derives the accusative from a genitive that its owner has corrected. For a man's noun that ends in a consonant the two
 * forms are equal; an indeclinable word stays; anything else keeps the proposed form.
 */
export function accusativeFor(person: PersonName, sex: Sex, proposed: Cases, genitive: string): string {
	const nominative = PARTS.map((part) => tidy(person[part]))
		.filter(Boolean)
		.join(" ")
		.split(" ")
	const own = tidy(genitive).split(" ")
	const accusative = proposed.accusative.split(" ")
	if (own.length !== nominative.length || accusative.length !== nominative.length) return proposed.accusative
	return nominative
		.map((word, index) => {
			const form = own[index] ?? ""
			const follows = form === word || (sex === "m" && !/[ая]$/i.test(word))
			return follows ? form : (accusative[index] ?? "")
		})
		.join(" ")
}
