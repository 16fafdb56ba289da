import { isAdjective, NOUNS_IN_AYA } from "./adjectives.ts"
import { ending, fold, frozen, likeAdjective, likeMan, likeWoman, type Ruling, syllables } from "./endings.ts"
import {
	FEMININE_SOFT,
	FLEETING_SURNAMES,
	KEPT_VOWEL,
	MASCULINE_SOFT,
	NAMES_IN_EY,
	NOUNS_IN_INA,
	NOUNS_IN_IY,
	NOUNS_IN_OVA,
	NOUNS_IN_OY,
	STRESSED_ADJECTIVES,
	STRESSED_FOREIGN,
} from "./words.ts"

const FLEETING = { why: "гласная перед последним согласным может выпадать" }
const STRESS = { why: "по написанию не видно ударения, а от него зависит, склоняется ли фамилия" }
const NOUN_OR_ADJECTIVE = { why: "фамилия может склоняться и как прилагательное, и как существительное" }
const IH = { why: "русские фамилии на «их» не склоняются, а другие склоняются" }
const IYA = { why: "в фамилиях на «ия» часто ошибаются" }
const NOUN_IN_AYA = {
	why: "фамилия на «ая» бывает и прилагательным (Белая — Белой), и существительным (Шургая — Шургаи)",
}
const FAMILY = { why: "фамилия совпадает с обычным словом, и в семье её могут склонять иначе" }

/**
 * Declines a surname in small letters. Null means that we have no rule, so the engines propose and the person is asked.
 * Grammar: «Полный академический справочник», 2006; Graudina, Itskovich, Katlinskaya; gramota.ru.
 */
export function declineSurname(word: string, sex: "m" | "f"): Ruling | null {
	if (/[оеёэиыую]$/.test(word)) return frozen(word)
	if (/ых$/.test(word) && syllables(word) > 1) return frozen(word)
	// The word is only the ending of an adjective, so it has no stem for another ending.
	if (/^(ая|яя|ой|ий|ый)$/.test(word)) return frozen(word, { why: "слово состоит из одного окончания" })
	if (sex === "f") return /[ая]$/.test(word) ? declineWomansInA(word) : frozen(word)
	return /[ая]$/.test(word) ? declineInA(word) : declineMans(word)
}

/** For men and women: nouns of the first declension, and indeclinable words. */
function declineInA(word: string): Ruling | null {
	if (STRESSED_FOREIGN.has(fold(word))) return frozen(word, STRESS)
	if (/[аеёиоуыэюя]а$/.test(word)) return frozen(word, STRESS)
	if (/ия$/.test(word)) return likeWoman(word, IYA)
	if (/ая$/.test(word)) return likeWoman(word, NOUN_IN_AYA)
	// Georgian and Japanese surnames with an unstressed ending: Окуджава, Куросава. No surname in -ава is French.
	if (/..ава$/.test(word)) return likeWoman(word, "settled")
	if (/[кхжшчщц]а$/.test(word)) return likeWoman(word, "settled")
	return likeWoman(word, STRESS)
}

function declineWomansInA(word: string): Ruling | null {
	const key = fold(word)
	if (NOUNS_IN_INA.has(key) || NOUNS_IN_OVA.has(key)) return likeWoman(word, FAMILY)
	if (/(?:[оеё]в|[иы]н)а$/.test(word) && word.length > 4) return ending(word, 1, ["ой", "ой", "у"], "settled")
	if (STRESSED_ADJECTIVES.has(key)) return ending(word, 2, ["ой", "ой", "ую"], "settled")
	if (/яя$/.test(word)) return ending(word, 2, ["ей", "ей", "юю"], "settled")
	if (/ая$/.test(word) && !NOUNS_IN_AYA.has(key)) {
		const trust = isAdjective(word, "ая") ? "settled" : NOUN_IN_AYA
		const last = /[жшчщ]ая$/.test(word) ? "ей" : "ой"
		return ending(word, 2, [last, last, "ую"], trust)
	}
	return declineInA(word)
}

function declineMans(word: string): Ruling | null {
	const fleeting = FLEETING_SURNAMES.get(fold(word))
	if (fleeting) {
		const [cut, stem] = fleeting
		const soft = /[йь]$/.test(word)
		return ending(word, cut, soft ? [`${stem}я`, `${stem}ю`, `${stem}я`] : hard(stem), FLEETING)
	}
	if (/(?:[оеё]в|[иы]н)$/.test(word)) return likeMan(word, "settled")
	if (/их$/.test(word) && syllables(word) > 1) return declineInIh(word)
	if (/[оыи]й$/.test(word)) return declineLikeAdjective(word)
	if (/ей$/.test(word))
		return likeMan(word, NAMES_IN_EY.has(fold(word)) || syllables(word) === 1 ? "usual" : FLEETING)
	if (/й$/.test(word) || MASCULINE_SOFT.has(fold(word))) return likeMan(word, "settled")
	if (FEMININE_SOFT.has(fold(word))) return likeMan(word, FAMILY)
	if (/(?:[её]ц|ок|[её]к|[её]л|ень)$/.test(word)) return declineWithVowelToLose(word)
	return likeMan(word, "usual")
}

/** «Долгих» does not change, «Рерих» does; after «н» (Нижних, Мюних) the letters do not decide. */
function declineInIh(word: string): Ruling {
	if (/[гкхжшчщ]их$/.test(word)) return frozen(word)
	return /них$/.test(word) ? frozen(word, IH) : likeMan(word, IH)
}

function declineLikeAdjective(word: string): Ruling {
	if (syllables(word) === 1) return likeMan(word, "settled")
	if (/ый$/.test(word)) return likeAdjective(word, "settled")
	if (NOUNS_IN_IY.has(word)) return likeMan(word, NOUN_OR_ADJECTIVE)
	// «Антоний», «Евгений» are given names; among adjectives only «синий» has a vowel there.
	if (/[аеёиоуыэюя]ний$/.test(word) && word !== "синий") return likeMan(word, NOUN_OR_ADJECTIVE)
	if (/[жчн]ий$/.test(word)) return likeAdjective(word, NOUN_OR_ADJECTIVE)
	if (/[гкхшщ]ий$/.test(word))
		return likeAdjective(word, isAdjective(word, "ий") ? "settled" : NOUN_OR_ADJECTIVE)
	if (/ий$/.test(word) || NOUNS_IN_OY.has(word)) return likeMan(word, NOUN_OR_ADJECTIVE)
	return likeAdjective(word, isAdjective(word, "ой") ? "settled" : NOUN_OR_ADJECTIVE)
}

/** Кравец — Кравца, but Швец — Швеца and Кузнец — Кузнеца; Волчок — Волчка, but Чеснок — Чеснока. */
function declineWithVowelToLose(word: string): Ruling | null {
	const one = syllables(word) === 1
	if (/[её]ц$/.test(word)) {
		if (one || /[^аеёиоуыэюя][рлнмв][её]ц$/.test(word)) return likeMan(word, FLEETING)
		const before = /[аеёиоуыэюя][её]ц$/.test(word) ? "й" : /л[её]ц$/.test(word) ? "ь" : ""
		return ending(word, 2, hard(`${before}ц`), FLEETING)
	}
	if (KEPT_VOWEL.has(fold(word)) || /бек$/.test(word)) return likeMan(word, FLEETING)
	if (one) return likeMan(word, "settled")
	if (/ок$/.test(word)) return ending(word, 2, hard("к"), FLEETING)
	if (/[лнр]ёк$/.test(word)) return ending(word, 2, hard("ьк"), FLEETING)
	return null
}

const hard = (stem: string) => [`${stem}а`, `${stem}у`, `${stem}а`] as const
