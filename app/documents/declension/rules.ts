import { fold, type Ruling } from "./endings.ts"
import { askEngines, type Cases, type NamePart, type Sex, sameCases } from "./engines.ts"
import { declineFirstName, declinePatronymic } from "./first-name.rules.ts"
import { declineSurname } from "./surname.rules.ts"

/** A word, and the reason why the person should check it. */
export type Doubt = { word: string; why: string }
/** One declined word. Without doubts it can be printed unchecked. */
export type Declined = Cases & { doubts: readonly Doubt[] }

/** Forms that operators have confirmed, by {@link correctionKey}. They override every rule. */
export type Corrections = ReadonlyMap<string, Cases>

export const correctionKey = (part: NamePart, sex: Sex, word: string) => `${part} ${sex} ${fold(word)}`

export const kept = (word: string, why?: string): Declined => ({
	genitive: word,
	dative: word,
	accusative: word,
	doubts: why === undefined ? [] : [{ word, why }],
})

const BY_PART = { surname: declineSurname, name: declineFirstName, patronymic: declinePatronymic } as const

const DISAGREE = "правила склонения дают разные формы"
const UNKNOWN = "для такого окончания нет надёжного правила"
const NOT_RUSSIAN = "слово написано не русскими буквами или сокращено"

const ONE_LETTER = "от слова остаётся одна буква, поэтому окончание ненадёжно"

/** «Ша» would become «Ши»: if only one letter is left, a rule about endings says nothing about the word. */
function leavesOneLetter(word: string, { genitive, dative, accusative }: Cases): boolean {
	const forms = [genitive, dative, accusative]
	return word.length < 4 && forms.some((form) => form.slice(0, 2) !== word.slice(0, 2))
}

/**
 * Our own rules come first. If they have no answer, lvovich decides, because it is right more often than petrovich
 * (Воробей, Берия, Нинель).
 */
function decide(part: NamePart, word: string, sex: Sex): Cases & { why?: string } {
	const ruling: Ruling | null = BY_PART[part](word, sex)
	if (ruling?.trust === "settled")
		return part === "surname" && leavesOneLetter(word, ruling) ? { ...ruling, why: ONE_LETTER } : ruling
	if (ruling?.trust === "doubtful") return ruling
	const { petrovich, lvovich } = askEngines(part, word, sex)
	if (!ruling) return { ...lvovich, why: UNKNOWN }
	if (!sameCases(ruling, petrovich) || !sameCases(ruling, lvovich)) return { ...ruling, why: DISAGREE }
	return leavesOneLetter(word, ruling) ? { ...ruling, why: ONE_LETTER } : ruling
}

/** Gives the result the letter case of the input: «ИВАНОВА» → «ИВАНОВОЙ», «Иванова» → «Ивановой». */
function likeTyped(typed: string, cases: Cases): Cases {
	const shouted = typed.length > 1 && typed === typed.toUpperCase()
	const lower = typed.toLowerCase()
	const restore = (word: string) => {
		if (shouted) return word.toUpperCase()
		let unchanged = 0
		while (unchanged < word.length && word[unchanged] === lower[unchanged]) unchanged++
		return typed.slice(0, unchanged) + word.slice(unchanged)
	}
	return {
		genitive: restore(cases.genitive),
		dative: restore(cases.dative),
		accusative: restore(cases.accusative),
	}
}

/**
 * Declines one word without hyphens and spaces. A word that is not Russian stays as it is, and the person is always
 * asked.
 */
export function declineWord(part: NamePart, typed: string, sex: Sex, corrections: Corrections): Declined {
	const corrected = corrections.get(correctionKey(part, sex, typed))
	if (corrected) return { ...likeTyped(typed, corrected), doubts: [] }
	// «О’Коннор»: the part before the apostrophe is an article and never changes.
	const end = Math.max(typed.lastIndexOf("’"), typed.lastIndexOf("'")) + 1
	const [article, tail] = [typed.slice(0, end), typed.slice(end)]
	const word = tail.toLowerCase()
	if (!/^[а-яё]{2,}$/.test(word)) return kept(typed, NOT_RUSSIAN)
	const { why, ...cases } = decide(part, word, sex)
	const { genitive, dative, accusative } = likeTyped(tail, cases)
	return {
		genitive: article + genitive,
		dative: article + dative,
		accusative: article + accusative,
		doubts: why === undefined ? [] : [{ word: typed, why }],
	}
}
