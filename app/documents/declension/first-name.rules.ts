import { ending, fold, frozen, likeMan, likeWoman, type Ruling, syllables } from "./endings.ts"
import {
	FLEETING_NAMES,
	STRESSED_IYA,
	THIRD_DECLENSION,
	THIRD_DECLENSION_MAYBE,
	UNSTRESSED_IYA,
} from "./words.ts"

const IYA = { why: "в именах на «ия» окончание зависит от ударения" }
const FOREIGN = { why: "иноязычные имена с таким окончанием обычно не склоняются" }
const THIRD = ["и", "и", "ь"] as const
const SHORT_IYA = ["и", "е", "ю"] as const

export const declineFirstName = (word: string, sex: "m" | "f"): Ruling =>
	/[аеёиоуыэюя]а$/.test(word) ? frozen(word, FOREIGN) : sex === "m" ? declineMans(word) : declineWomans(word)

function declineMans(word: string): Ruling {
	const fleeting = FLEETING_NAMES.get(fold(word))
	if (fleeting) {
		const [cut, stem] = fleeting
		return ending(word, cut, [`${stem}а`, `${stem}у`, `${stem}а`], "settled")
	}
	if (/[оеёэиыую]$/.test(word)) return frozen(word, FOREIGN)
	if (/ия$/.test(word)) return syllables(word) === 2 ? ending(word, 1, SHORT_IYA, IYA) : likeWoman(word, IYA)
	return /[ая]$/.test(word) ? likeWoman(word, "usual") : likeMan(word, "usual")
}

function declineWomans(word: string): Ruling {
	const key = fold(word)
	if (THIRD_DECLENSION.has(key)) return ending(word, 1, THIRD, "settled")
	if (THIRD_DECLENSION_MAYBE.has(key)) return ending(word, 1, THIRD, FOREIGN)
	if (!/[ая]$/.test(word)) return frozen(word, FOREIGN)
	if (/ия$/.test(word)) {
		// «к Ие, о Лие»: a stem of one syllable takes -е, as does a stressed ending («Полный академический справочник», §
		// 71).
		if (syllables(word) === 2 || STRESSED_IYA.has(key)) return ending(word, 1, SHORT_IYA, IYA)
		return likeWoman(word, UNSTRESSED_IYA.has(key) ? "settled" : IYA)
	}
	return likeWoman(word, "usual")
}

const PATTERN = { why: "отчество необычного вида" }

export function declinePatronymic(word: string, sex: "m" | "f"): Ruling {
	if (sex === "m" && /[иы]ч$/.test(word)) return likeMan(word, "settled")
	if (sex === "f" && /(?:вна|чна|шна)$/.test(word)) return likeWoman(word, "settled")
	if (sex === "m" && /(?:[оеё]в|[иы]н)$/.test(word)) return likeMan(word, PATTERN)
	if (sex === "f" && /(?:[оеё]в|[иы]н)а$/.test(word)) return ending(word, 1, ["ой", "ой", "у"], PATTERN)
	return frozen(word, PATTERN)
}
