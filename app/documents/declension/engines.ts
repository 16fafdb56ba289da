import { inclineFirstname, inclineLastname, inclineMiddlename } from "lvovich"
import petrovich from "petrovich"

export type Sex = "m" | "f"
export type NamePart = "surname" | "name" | "patronymic"
export type Cases = { genitive: string; dative: string; accusative: string }

const PETROVICH_PART = { surname: "last", name: "first", patronymic: "middle" } as const
const LVOVICH_PART = {
	surname: inclineLastname,
	name: inclineFirstname,
	patronymic: inclineMiddlename,
} as const

/** The answers of petrovich and lvovich. They fail on different words, so a difference between them is a warning. */
export function askEngines(part: NamePart, word: string, sex: Sex): { petrovich: Cases; lvovich: Cases } {
	const gender = sex === "m" ? "male" : "female"
	const first = petrovich[gender][PETROVICH_PART[part]]
	const second = LVOVICH_PART[part]
	return {
		petrovich: {
			genitive: first.genitive(word),
			dative: first.dative(word),
			accusative: first.accusative(word),
		},
		lvovich: {
			genitive: second(word, "genitive", gender),
			dative: second(word, "dative", gender),
			accusative: second(word, "accusative", gender),
		},
	}
}

export const sameCases = (one: Cases, other: Cases) =>
	one.genitive === other.genitive && one.dative === other.dative && one.accusative === other.accusative
