import { getGender } from "lvovich"
import type { Declined, NamePart, Sex } from "./engines.ts"
import { FROZEN_FIRST_HALVES, FROZEN_WORDS } from "./exceptions.ts"
import { declineWord } from "./rules.ts"

export type { Sex } from "./engines.ts"

/** A name as typed in the profile. No patronymic is legal. */
export type PersonName = { surname: string; name: string; patronymic?: string | null }

export type DeclinedName = {
	/** «Ивановой Марии Ивановны» */
	genitive: string
	/** «Ивановой Марии Ивановне» */
	dative: string
	/** «Иванову Марию Ивановну» */
	accusative: string
	sex: Sex
	/** false: the name is of a class where rules are known to fail, or the engines disagree. Ask the person to check. */
	sure: boolean
}

const tidy = (text: string | null | undefined) => (text ?? "").trim().replace(/\s+/g, " ")

/** Surname, name and patronymic in the nominative, one space between, nothing for a missing patronymic. */
export const fullName = ({ surname, name, patronymic }: PersonName) =>
	[surname, name, patronymic].map(tidy).filter(Boolean).join(" ")

/** «М. И. Иванова»; «А. Шмидт» without a patronymic; of «Ариф кызы» only the father's name gives a letter. */
export function initials({ surname, name, patronymic }: PersonName) {
	const letters = [name, patronymic].map(tidy).filter(Boolean)
	return [...letters.map((word) => `${word.charAt(0).toUpperCase()}.`), tidy(surname)]
		.filter(Boolean)
		.join(" ")
}

/** Patronymic first: it is the only part that is never ambiguous. `known: false` when the answer is a guess. */
function guessSex({ surname, name, patronymic }: PersonName): { sex: Sex; known: boolean } {
	const middle = tidy(patronymic).toLowerCase()
	if (/(?:ич|оглы|оглу|улы|уулу|угли)$/.test(middle)) return { sex: "m", known: true }
	if (/(?:на|кызы|гызы|кизи)$/.test(middle)) return { sex: "f", known: true }
	const gender = getGender({ first: tidy(name), last: tidy(surname) })
	if (gender === "male" || gender === "female") return { sex: gender === "male" ? "m" : "f", known: true }
	return { sex: /[ая]$/i.test(tidy(name)) ? "f" : "m", known: false }
}

function declineHyphened(part: NamePart, typed: string, sex: Sex): Declined {
	const halves = typed.split("-")
	const declined = halves.map((half, index): Declined => {
		const lower = half.toLowerCase()
		const frozen = index < halves.length - 1 && FROZEN_FIRST_HALVES.has(lower)
		// Standing alone the same letters are a surname: «Ван» — «Вана».
		if (frozen || (halves.length > 1 && FROZEN_WORDS.has(lower)))
			return { genitive: half, dative: half, accusative: half, sure: true }
		return declineWord(part, half, sex)
	})
	return join(declined, "-")
}

/** «Ариф кызы», «ван Дейк»: words before a frozen one (кызы, оглы) stay too, being another person's name. */
function declinePart(part: NamePart, typed: string, sex: Sex): Declined {
	const words = typed.split(" ")
	const last = words.at(-1) ?? ""
	if (words.length > 1 && FROZEN_WORDS.has(last.toLowerCase()))
		return { genitive: typed, dative: typed, accusative: typed, sure: true }
	const declined = join(
		words.map((word) =>
			words.length > 1 && FROZEN_WORDS.has(word.toLowerCase())
				? { genitive: word, dative: word, accusative: word, sure: true }
				: declineHyphened(part, word, sex),
		),
		" ",
	)
	return words.length > 1 ? { ...declined, sure: false } : declined
}

const join = (parts: readonly Declined[], glue: string): Declined => ({
	genitive: parts.map((part) => part.genitive).join(glue),
	dative: parts.map((part) => part.dative).join(glue),
	accusative: parts.map((part) => part.accusative).join(glue),
	sure: parts.every((part) => part.sure),
})

/**
 * Proposes the genitive, dative and accusative of a full name. The forms are stored with the person and may be
 * overwritten there: a proposal is never printed behind the person's back when `sure` is false.
 * ё is kept as typed. Sex is taken from the patronymic, then from the name, unless given.
 */
export function declineName(person: PersonName & { sex?: Sex | null }): DeclinedName {
	const guess = person.sex ? { sex: person.sex, known: true } : guessSex(person)
	const typed = [
		["surname", tidy(person.surname)],
		["name", tidy(person.name)],
		["patronymic", tidy(person.patronymic)],
	] as const
	const declined = join(
		typed.filter(([, word]) => word !== "").map(([part, word]) => declinePart(part, word, guess.sex)),
		" ",
	)
	return { ...declined, sex: guess.sex, sure: declined.sure && guess.known }
}
