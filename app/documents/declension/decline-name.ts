import { getGender } from "lvovich"
import { withCapitals } from "#app/utils/typed/name.ts"
import { FROZEN_TAILS, PARTICLES, TUVAN_SON } from "#app/utils/typed/name-words.ts"
import { fold } from "./endings.ts"
import type { NamePart, Sex } from "./engines.ts"
import { type Corrections, type Declined, type Doubt, declineWord, kept } from "./rules.ts"
import { sexByPatronymic } from "./sex.ts"
import { EAST_ASIAN, EAST_ASIAN_NAME, FROZEN_FIRST_HALVES, NOT_EAST_ASIAN } from "./words.ts"

export type { Sex } from "./engines.ts"
export type { Corrections, Doubt } from "./rules.ts"

/** A name as typed in the profile. A person may legally have no patronymic. */
export type PersonName = { surname: string; name: string; patronymic?: string | null }

export type DeclinedName = {
	/** «Ивановой Марии Ивановны» */
	genitive: string
	/** «Ивановой Марии Ивановне» */
	dative: string
	/** «Иванову Марию Ивановну» */
	accusative: string
	sex: Sex
	/** False if it is a guess, because no sex was given and no patronymic shows it. */
	sexKnown: boolean
	/** False if rules are known to fail for such names, or the engines disagree. Then ask the person to check. */
	sure: boolean
	/** The reasons for doubt, word by word. */
	doubts: readonly Doubt[]
}

/** Single spaces between words and none at the ends; an empty string for null. */
export const tidy = (text: string | null | undefined) => (text ?? "").trim().replace(/\s+/g, " ")

/** Surname, name and patronymic in the nominative, separated by single spaces. */
export const fullName = ({ surname, name, patronymic }: PersonName) =>
	[surname, name, patronymic].map(tidy).filter(Boolean).join(" ")

/** «М. И. Иванова»; «А. Шмидт» without a patronymic. For «Ариф кызы» only the father's name gives an initial. */
export function initials({ surname, name, patronymic }: PersonName) {
	const letters = [name, patronymic].map(tidy).filter(Boolean)
	return [...letters.map((word) => `${word.charAt(0).toUpperCase()}.`), tidy(surname)]
		.filter(Boolean)
		.join(" ")
}

/** Without a patronymic the first name and the surname allow only a guess. `known` is false then, and the person is asked. */
function guessSex({ surname, name, patronymic }: PersonName): { sex: Sex; known: boolean } {
	const shown = sexByPatronymic(patronymic)
	if (shown) return { sex: shown, known: true }
	const byName = getGender({ first: tidy(name) })
	if (byName) return { sex: byName === "male" ? "m" : "f", known: false }
	const bySurname = getGender({ last: tidy(surname) })
	if (bySurname) return { sex: bySurname === "male" ? "m" : "f", known: false }
	return { sex: /[ая]$/i.test(tidy(name)) ? "f" : "m", known: false }
}

/** First halves that are certainly surnames: Иванов-, Достоевский-, Немирович-, Белых-, Шевченко-. */
const SURE_HALF = /^(?:.{3,}[оеё]в|.{3,}[иы]н|.{3,}[цс]кий|.{3,}ый|.{3,}(?:[иы]х|ич|ко)|.*[еэуюыоё])$/
const SURE_WOMANS_HALF = /(?:..[оеё]ва|..[иы]на|[сц]кая|[^аяь])$/
const FIRST_HALF = "первая часть двойной фамилии склоняется, если она сама бывает фамилией"
const TWO_NAMES = "в именах из двух частей одни склоняют обе части, другие только последнюю"
const SEVERAL_WORDS = "фамилия или имя из нескольких слов"
const EAST = "в китайских и корейских именах склоняется только последняя часть"
const SEX = "без отчества пол не виден, а от него зависят окончания"
const OTHER_SEX = "отчество не подходит к указанному полу"
const CAPITALS = "слово набрано без заглавной буквы"

const doubtful = (declined: Declined, word: string, why: string): Declined => ({
	...declined,
	doubts: [...declined.doubts, { word, why }],
})

type Decline = (word: string) => Declined

/** «Мамед-оглы» is one indeclinable name; in «Бонч-Бруевич» only the second half is declined. */
function declineHyphened(part: NamePart, typed: string, sex: Sex, decline: Decline): Declined {
	const halves = typed.split("-")
	if (halves.length === 1) return decline(typed)
	const last = fold(halves.at(-1) ?? "")
	if (FROZEN_TAILS.has(last)) return kept(typed)
	const declined = halves.map((half, index): Declined => {
		if (index === halves.length - 1) return last === TUVAN_SON && sex === "f" ? kept(half) : decline(half)
		// «Калдар-оол, Калдар-ооловна»: one name, and the patronymic formed from it.
		if (last.startsWith(TUVAN_SON) || FROZEN_FIRST_HALVES[part].has(fold(half))) return kept(half)
		const sure = (sex === "m" ? SURE_HALF : SURE_WOMANS_HALF).test(half.toLowerCase())
		return part === "surname" && !sure ? doubtful(decline(half), half, FIRST_HALF) : decline(half)
	})
	return part === "name" ? doubtful(join(declined, "-"), typed, TWO_NAMES) : join(declined, "-")
}

/**
 * «Ариф кызы», «ван Дейк»: the word before an indeclinable one (кызы, оглы) does not change either, because it is another
 * person's name.
 */
function declinePart(part: NamePart, typed: string, sex: Sex, decline: Decline): Declined {
	const words = typed.split(" ")
	if (words.length === 1) return declineHyphened(part, typed, sex, decline)
	if (FROZEN_TAILS.has(fold(words.at(-1) ?? ""))) return kept(typed)
	const declined = words.map((word) =>
		PARTICLES.has(fold(word)) ? kept(word) : declineHyphened(part, word, sex, decline),
	)
	return doubtful(join(declined, " "), typed, SEVERAL_WORDS)
}

const join = (parts: readonly Declined[], glue: string): Declined => ({
	genitive: parts.map((part) => part.genitive).join(glue),
	dative: parts.map((part) => part.dative).join(glue),
	accusative: parts.map((part) => part.accusative).join(glue),
	doubts: parts.flatMap((part) => part.doubts),
})

/** «Ким Чен Ир», «Сунь Ятсен»: without a patronymic, with typical syllables in surname and name. */
function isEastAsian({ surname, name, patronymic }: PersonName): boolean {
	const words = fold(tidy(name)).split(/[ -]/)
	return (
		tidy(patronymic) === "" &&
		EAST_ASIAN.has(fold(tidy(surname))) &&
		(words.length > 1 || words.every((word) => EAST_ASIAN_NAME.test(word) && !NOT_EAST_ASIAN.test(word)))
	)
}

function declineEastAsian(person: PersonName, decline: Decline): Declined {
	const words = tidy(person.name).split(" ")
	const stay = [tidy(person.surname), ...words.slice(0, -1)].map((word) => kept(word))
	return doubtful(join([...stay, decline(words.at(-1) ?? "")], " "), fullName(person), EAST)
}

const NO_CORRECTIONS: Corrections = new Map()

/**
 * Proposes the genitive, dative and accusative of a full name. The person's row stores the forms, and the person may change
 * them. If `sure` is false, the person must confirm them before they are printed. «ё» stays as typed. If no sex is given,
 * the patronymic decides, then the name.
 */
export function declineName(
	person: PersonName & { sex?: Sex | null },
	corrections: Corrections = NO_CORRECTIONS,
): DeclinedName {
	const shown = sexByPatronymic(person.patronymic)
	const guess = person.sex ? { sex: person.sex, known: true } : guessSex(person)
	const { sex } = guess
	const declineIn = (part: NamePart) => (word: string) => declineWord(part, word, sex, corrections)
	const named = withCapitalsIn(person)
	const typed = [
		["surname", named.surname],
		["name", named.name],
		["patronymic", named.patronymic],
	] as const
	const declined = isEastAsian(named)
		? declineEastAsian(named, declineIn("name"))
		: join(
				typed
					.filter(([, word]) => word !== "")
					.map(([part, word]) => declinePart(part, word, sex, declineIn(part))),
				" ",
			)
	const { doubts: ofWords, ...cases } = declined
	const whole = fullName(person)
	const doubts = [
		...ofWords,
		...(whole === "" || guess.known ? [] : [{ word: whole, why: SEX }]),
		...(shown && shown !== sex ? [{ word: tidy(person.patronymic), why: OTHER_SEX }] : []),
		...(whole === fullName(named) ? [] : [{ word: whole, why: CAPITALS }]),
	]
	return { ...cases, sex, sexKnown: guess.known, sure: doubts.length === 0, doubts }
}

/** Words entirely in small letters get capitals. A name in capitals keeps them. */
function withCapitalsIn(person: PersonName): { surname: string; name: string; patronymic: string } {
	const capital = (text: string | null | undefined) => {
		const typed = tidy(text)
		return typed === typed.toUpperCase() ? typed : withCapitals(typed)
	}
	return {
		surname: capital(person.surname),
		name: capital(person.name),
		patronymic: capital(person.patronymic),
	}
}
