import type { Cases } from "./engines.ts"

/**
 * What a rule of grammar says about one word in small letters. `settled`: the rule has no exceptions, so nobody is asked.
 * `usual`: the ending usually declines like this, and both engines must agree. `doubtful`: the letters do not decide
 * (stress, family custom), so the person is asked, and `why` gives the reason.
 */
export type Ruling = Cases & ({ trust: "settled" | "usual" } | { trust: "doubtful"; why: string })

type Trust = "settled" | "usual" | { why: string }

function ruling(cases: Cases, trust: Trust): Ruling {
	return typeof trust === "string" ? { ...cases, trust } : { ...cases, trust: "doubtful", why: trust.why }
}

/** The word is the same in every case. */
export const frozen = (word: string, trust: Trust = "settled") =>
	ruling({ genitive: word, dative: word, accusative: word }, trust)

/** Removes the last `cut` letters and appends the three endings. */
export function ending(
	word: string,
	cut: number,
	[genitive, dative, accusative]: readonly [string, string, string],
	trust: Trust,
): Ruling {
	const stem = word.slice(0, word.length - cut)
	return ruling({ genitive: stem + genitive, dative: stem + dative, accusative: stem + accusative }, trust)
}

const AFTER_VELAR_OR_SIBILANT = /[гкхжшчщ].$/

/** First declension: Муха — Мухи, Заря — Зари, Мария — Марии. */
export function likeWoman(word: string, trust: Trust): Ruling {
	if (/ия$/.test(word)) return ending(word, 1, ["и", "и", "ю"], trust)
	if (/я$/.test(word)) return ending(word, 1, ["и", "е", "ю"], trust)
	return ending(word, 1, [AFTER_VELAR_OR_SIBILANT.test(word) ? "и" : "ы", "е", "у"], trust)
}

/** Second declension, animate: Ким — Кима, Цой — Цоя, Коваль — Коваля. */
export const likeMan = (word: string, trust: Trust): Ruling =>
	/[йь]$/.test(word) ? ending(word, 1, ["я", "ю", "я"], trust) : ending(word, 0, ["а", "у", "а"], trust)

/** Толстой — Толстого, Хороший — Хорошего, Горький — Горького. */
export const likeAdjective = (word: string, trust: Trust): Ruling =>
	/[жшчщн]ий$/.test(word)
		? ending(word, 2, ["его", "ему", "его"], trust)
		: ending(word, 2, ["ого", "ому", "ого"], trust)

export const syllables = (word: string) => word.match(/[аеёиоуыэюя]/g)?.length ?? 0

/** Dictionaries do not distinguish «ё» and «е»; the result keeps the letter that was typed. */
export const fold = (word: string) => word.toLowerCase().replaceAll("ё", "е")
