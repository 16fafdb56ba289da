import { inclineFirstname, inclineLastname, inclineMiddlename } from "lvovich"
import petrovich from "petrovich"

export type Sex = "m" | "f"
export type NamePart = "surname" | "name" | "patronymic"
export type Cases = { genitive: string; dative: string; accusative: string }
/** One declined word and whether it may be printed without a person having looked at it. */
export type Declined = Cases & { sure: boolean }

const PETROVICH_PART = { surname: "last", name: "first", patronymic: "middle" } as const
const LVOVICH_PART = {
	surname: inclineLastname,
	name: inclineFirstname,
	patronymic: inclineMiddlename,
} as const

/** Asks both engines. They go wrong on different words, so agreement is the best sign of a right answer that we have. */
export function declineByEngines(part: NamePart, word: string, sex: Sex): Declined {
	const gender = sex === "m" ? "male" : "female"
	const first = petrovich[gender][PETROVICH_PART[part]]
	const second = LVOVICH_PART[part]
	const one: Cases = {
		genitive: first.genitive(word),
		dative: first.dative(word),
		accusative: first.accusative(word),
	}
	const two: Cases = {
		genitive: second(word, "genitive", gender),
		dative: second(word, "dative", gender),
		accusative: second(word, "accusative", gender),
	}
	const agree =
		one.genitive === two.genitive && one.dative === two.dative && one.accusative === two.accusative
	// Where they differ lvovich, the younger rule set, is right more often (Соловьёва, Воробей, Берия, Нинель).
	return { ...(agree ? one : two), sure: agree }
}
