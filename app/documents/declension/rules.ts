import { type Cases, type Declined, declineByEngines, type NamePart, type Sex } from "./engines.ts"
import { findException, STRESSED_IYA } from "./exceptions.ts"

const same = (word: string, sure: boolean): Declined => ({
	genitive: word,
	dative: word,
	accusative: word,
	sure,
})

/** Cuts `cut` letters off and puts the three endings on. */
const ending = (
	word: string,
	cut: number,
	cases: readonly [string, string, string],
	sure: boolean,
): Declined => {
	const stem = word.slice(0, word.length - cut)
	return { genitive: stem + cases[0], dative: stem + cases[1], accusative: stem + cases[2], sure }
}

const syllables = (word: string) => word.match(/[аеёиоуыэюя]/g)?.length ?? 0

/** Words whose vowel may or may not be fleeting (Кравец, Волчок, Камень), or whose -ий may be an adjective or a noun. */
const RISKY_MALE_SURNAME = /(?:[её]ц|яц|[её]к|ок|[её]л|ень|ей|(?<![цс]к|[нжшчщ])ий)$/
/** A noun in -а/-я: nothing in the letters shows whether the stress makes it indeclinable (Муха, but Дюма). */
const NOUN_IN_A = /[ая]$/
const ADJECTIVE = /(?:[аяоыи]я|[оыи]й)$/

function declineSurname(word: string, sex: Sex): Declined {
	// A woman's surname is declined only when it ends in -а or -я, whatever the engines think of Цой.
	if (sex === "f" && !/[ая]$/.test(word)) return same(word, true)
	if (/[оеёэиыую]$/.test(word)) return same(word, true)
	if (/[ыи]х$/.test(word) && syllables(word) > 1) return same(word, true)
	if (/ия$/.test(word)) return ending(word, 1, ["и", "и", "ю"], false)
	if (/[иуоеэ]а$/.test(word)) return same(word, false)
	if (sex === "f") {
		if (/(?:ов|ев|ёв)а$/.test(word) && word.length > 4) return ending(word, 1, ["ой", "ой", "у"], true)
		if (/[жшчщ]ая$/.test(word)) return ending(word, 2, ["ей", "ей", "ую"], true)
		if (/ая$/.test(word) && word.length > 4) return ending(word, 2, ["ой", "ой", "ую"], true)
	}
	const engines = declineByEngines("surname", word, sex)
	const risky =
		sex === "m"
			? RISKY_MALE_SURNAME.test(word) || NOUN_IN_A.test(word)
			: NOUN_IN_A.test(word) && !ADJECTIVE.test(word) && !/[иы]на$/.test(word)
	return { ...engines, sure: engines.sure && !risky }
}

function declineFirstName(word: string, sex: Sex): Declined {
	if (/[иуоеэ]а$/.test(word)) return same(word, false)
	if (sex === "f" && /ь$/.test(word)) return ending(word, 1, ["и", "и", "ь"], false)
	if (sex === "f" && !/[ая]$/.test(word)) return same(word, false)
	if (sex === "m" && /[оеёэиыую]$/.test(word)) return same(word, false)
	// «Ия», «Лия»: one syllable before -ия takes -ие as well.
	if (sex === "f" && /ия$/.test(word) && (syllables(word) === 2 || STRESSED_IYA.has(word)))
		return ending(word, 1, ["и", "е", "ю"], false)
	const engines = declineByEngines("name", word, sex)
	return { ...engines, sure: engines.sure && !(sex === "m" && /ия$/.test(word)) }
}

function declinePatronymic(word: string, sex: Sex): Declined {
	if (sex === "m" && /ич$/.test(word)) return ending(word, 0, ["а", "у", "а"], true)
	if (sex === "f" && /(?:вна|чна|шна)$/.test(word)) return ending(word, 1, ["ы", "е", "у"], true)
	return same(word, false)
}

const BY_PART = { surname: declineSurname, name: declineFirstName, patronymic: declinePatronymic } as const

/** Gives the letters of the answer the case of what was typed: «ИВАНОВА» → «ИВАНОВОЙ», «Иванова» → «Ивановой». */
function likeTyped(typed: string, cases: Cases): Cases {
	const shouted = typed.length > 1 && typed === typed.toUpperCase()
	const restore = (word: string) => {
		if (shouted) return word.toUpperCase()
		let unchanged = 0
		while (unchanged < word.length && word[unchanged] === typed.toLowerCase()[unchanged]) unchanged++
		return typed.slice(0, unchanged) + word.slice(unchanged)
	}
	return {
		genitive: restore(cases.genitive),
		dative: restore(cases.dative),
		accusative: restore(cases.accusative),
	}
}

/** Declines one word without hyphens and spaces. A word that is not Cyrillic is kept as it is and never sure. */
export function declineWord(part: NamePart, typed: string, sex: Sex): Declined {
	const word = typed.toLowerCase()
	if (!/^[а-яё]+$/.test(word)) return same(typed, false)
	const exception = findException(part, word, sex)
	const found = exception ? { ...exception, sure: true } : BY_PART[part](word, sex)
	return { ...likeTyped(typed, found), sure: found.sure }
}
