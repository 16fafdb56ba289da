import { fold } from "./endings.ts"
import type { Cases, Sex } from "./engines.ts"

// Every form that some declension of Russian makes of a word: families decline their names in ways that no rule proposes. What no
// declension makes is no form of the word.

type Triple = readonly [string, string, string]
const CASES: readonly (keyof Cases)[] = ["genitive", "dative", "accusative"]

const hard = (stem: string): Triple => [`${stem}а`, `${stem}у`, `${stem}а`]
const soft = (stem: string): Triple => [`${stem}я`, `${stem}ю`, `${stem}я`]

/** The forms of a word, halves joined by hyphens and what stands before an apostrophe included; «ё» is «е» throughout. */
export function formsOf(nominative: string, sex: Sex, one: keyof Cases): ReadonlySet<string> {
	const halves = fold(nominative)
		.split("-")
		.map((half) => ofHalf(half, sex, CASES.indexOf(one)))
	const last = halves.length - 1
	return new Set(
		halves.reduce<string[]>(
			(starts, forms, index) => {
				const own = index < last ? [...forms, fold(nominative).split("-")[index] ?? ""] : forms
				return starts.flatMap((start) => own.map((form) => (index === 0 ? form : `${start}-${form}`)))
			},
			[""],
		),
	)
}

function ofHalf(half: string, sex: Sex, which: number): string[] {
	const end = Math.max(half.lastIndexOf("’"), half.lastIndexOf("'")) + 1
	const [article, word] = [half.slice(0, end), half.slice(end)]
	const forms = [...declensions(word, sex)].map((triple) => article + (triple[which] ?? ""))
	// A woman's name that ends in a consonant has one form.
	return forms.length > 0 ? forms : [half]
}

function* declensions(word: string, sex: Sex): Iterable<Triple> {
	const stem = word.slice(0, -1)
	if (/а$/.test(word)) yield* likeWoman(stem, sex, /[гкхжшчщ]$/.test(stem) ? "и" : "ы")
	else if (/я$/.test(word)) yield* softLikeWoman(stem)
	else if (/ь$/.test(word)) {
		if (sex === "f") yield [`${stem}и`, `${stem}и`, word]
		else yield* [stem, ...withoutVowel(stem)].map(soft)
		if (sex === "f") yield* withoutVowel(stem).map((short): Triple => [`${short}и`, `${short}и`, word])
	} else if (sex === "m") yield* likeMan(word, stem)
}

function* likeWoman(stem: string, sex: Sex, genitive: string): Iterable<Triple> {
	yield [stem + genitive, `${stem}е`, `${stem}у`]
	if (sex === "f" && /(?:[ое]в|[иы]н)$/.test(stem)) yield [`${stem}ой`, `${stem}ой`, `${stem}у`]
}

function* softLikeWoman(stem: string): Iterable<Triple> {
	yield [`${stem}и`, `${stem}е`, `${stem}ю`]
	if (/и$/.test(stem)) yield [`${stem}и`, `${stem}и`, `${stem}ю`]
	const bare = stem.slice(0, -1)
	if (/а$/.test(stem)) {
		yield [`${bare}ой`, `${bare}ой`, `${bare}ую`]
		if (/[жшчщ]$/.test(bare)) yield [`${bare}ей`, `${bare}ей`, `${bare}ую`]
	}
	if (/я$/.test(stem)) yield [`${bare}ей`, `${bare}ей`, `${bare}юю`]
}

function* likeMan(word: string, stem: string): Iterable<Triple> {
	if (/й$/.test(word)) {
		yield soft(stem)
		const bare = stem.slice(0, -1)
		if (/е$/.test(stem)) yield soft(`${bare}ь`)
		if (/[оы]$/.test(stem) || (/и$/.test(stem) && /[гкх]$/.test(bare)))
			yield [`${bare}ого`, `${bare}ому`, `${bare}ого`]
		else if (/и$/.test(stem)) yield [`${bare}его`, `${bare}ему`, `${bare}его`]
	} else if (/[бвгджзклмнпрстфхцчшщ]$/.test(word)) {
		yield hard(word)
		yield* withoutVowel(word).map(hard)
	}
}

/** «Лев — Льва», «Заяц — Зайца», «Гребень — Гребня», «Мудрец — Мудреца» or «Кравец — Кравца». */
function withoutVowel(stem: string): string[] {
	const found = /^(.+)[еоя]([бвгджзклмнпрстфхцчшщ])$/.exec(stem)
	const [, before = "", after = ""] = found ?? []
	return found ? ["", "ь", "й"].map((sign) => before + sign + after) : []
}
