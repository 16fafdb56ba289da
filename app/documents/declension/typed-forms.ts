import type { PersonName } from "./decline-name.ts"
import { fullName, tidy } from "./decline-name.ts"
import type { Cases, Sex } from "./engines.ts"
import { formsOf } from "./forms-of-word.ts"

// Compares the forms that owners type with the rules. The owner decides, but is asked once more before a probable mistake is printed.

export type CaseName = keyof Cases

const NAMES: Record<CaseName | "nominative", string> = {
	nominative: "именительный",
	genitive: "родительный",
	dative: "дательный",
	accusative: "винительный",
}

/** Endings that a Russian noun or adjective can have in a case. A word that does not change is judged by its nominative. */
const ENDINGS: Record<CaseName, RegExp> = {
	genitive: /(?:[аяыи]|[оеё]й|[оеё]го|[иы]х)$/,
	dative: /(?:[уюеи]|[оеё]й|[оеё]му|[иы]м)$/,
	accusative: /(?:[аяуюь]|[оеё]го|[уюь]ю|[иы]х)$/,
}

interface Word {
	nominative: string
	proposed: Cases
}

/**
 * Probable mistakes in the forms of a name, by case, in words for the owner. Empty if every form is the proposed one or a
 * possible form of the same word in its case.
 */
export function slipsIn(
	person: PersonName,
	sex: Sex,
	proposed: Cases,
	typed: Partial<Cases>,
): Partial<Record<CaseName, string>> {
	const slips: Partial<Record<CaseName, string>> = {}
	for (const one of ["genitive", "dative", "accusative"] as const) {
		const form = typed[one]
		const slip = form === undefined ? null : slipIn(person, sex, proposed, one, form)
		if (slip) slips[one] = `${slip} Если написано верно, отправьте ещё раз.`
	}
	return slips
}

function slipIn(person: PersonName, sex: Sex, proposed: Cases, one: CaseName, form: string): string | null {
	const typed = tidy(form).split(" ")
	const words = wordsOf(person, proposed)
	if (tidy(form) === tidy(proposed[one])) return null
	if (typed.length !== words.length) {
		const inCase = `${NAMES[one]} падеж: ${proposed[one]}.`
		return `В имени «${fullName(person)}» другое число слов. По правилам ${inCase}`
	}
	for (const [index, word] of words.entries()) {
		const slip = slipOfWord(word, sex, one, typed[index] ?? "")
		if (slip) return slip
	}
	return null
}

const wordsOf = (person: PersonName, proposed: Cases): Word[] => {
	const genitive = tidy(proposed.genitive).split(" ")
	const dative = tidy(proposed.dative).split(" ")
	const accusative = tidy(proposed.accusative).split(" ")
	return fullName(person)
		.split(" ")
		.map((nominative, index) => ({
			nominative,
			proposed: {
				genitive: genitive[index] ?? "",
				dative: dative[index] ?? "",
				accusative: accusative[index] ?? "",
			},
		}))
}

const small = (text: string) => text.toLowerCase().replaceAll("ё", "е")

function slipOfWord({ nominative, proposed }: Word, sex: Sex, one: CaseName, typed: string): string | null {
	const rule = proposed[one]
	if (small(typed) === small(rule))
		return /^\p{Lu}/u.test(rule) && /^\p{Ll}/u.test(typed)
			? `«${typed}» написано без заглавной буквы: «${rule}».`
			: null
	// «Зульфии» is the genitive, and for many families the dative too.
	if (one === "dative" && /ия$/i.test(nominative) && /ии$/i.test(typed)) return null
	const other = (["genitive", "dative", "accusative"] as const).find(
		(name) => name !== one && small(proposed[name]) === small(typed),
	)
	if (other) return `«${typed}» — это ${NAMES[other]} падеж, а нужен ${NAMES[one]}: «${rule}».`
	if (!isWord(typed)) return `«${typed}» не похоже на слово. По правилам «${rule}».`
	if (small(typed) === small(nominative))
		return sex === "f" && !/[аяь]$/i.test(nominative)
			? null
			: `«${typed}» — это именительный падеж, а нужен ${NAMES[one]}: «${rule}».`
	if (formsOf(small(nominative), sex, one).has(small(typed))) return null
	const sameWord =
		beginsAlike(small(nominative), small(typed)) && Math.abs(typed.length - nominative.length) <= 3
	if (!sameWord) return `«${typed}» не похоже на форму слова «${nominative}». По правилам «${rule}».`
	if (!ENDINGS[one].test(small(typed)))
		return `У «${typed}» окончание не того падежа: нужен ${NAMES[one]}, «${rule}».`
	if (small(rule) === small(nominative))
		return `«${nominative}» по правилам не изменяется, а написано «${typed}».`
	return `«${typed}» не похоже на форму слова «${nominative}». По правилам «${rule}».`
}

const isWord = (typed: string) => /^[А-ЯЁа-яё]+(?:[-’'][А-ЯЁа-яё]+)*$/.test(typed)

/** Whether a word begins as it should: all but its last three letters never change, and in a short word all but the last two. */
function beginsAlike(nominative: string, typed: string): boolean {
	const stem = nominative.slice(0, Math.max(1, nominative.length - (nominative.length > 5 ? 3 : 2)))
	return typed.startsWith(stem)
}
