import { FROZEN_TAILS, PARTICLES, TUVAN_SON } from "./name-words.ts"
import { curlyApostrophes, plainHyphens, tidyLine } from "./tidy.ts"

const LONGEST = 60
const LATIN = /[A-Za-z]/g
const NOT_RUSSIAN = /(?![А-ЯЁа-яё])\p{L}/gu
/** Words of Russian letters, separated by a space, a hyphen or an apostrophe: «Бонч-Бруевич», «О’Нил», «Мамед оглы». */
const RUSSIAN_NAME = /^[А-ЯЁа-яё]+(?:[-’ ][А-ЯЁа-яё]+)*$/
/** Stress marks from dictionaries and encyclopedias, which pasted names may contain: «Ивано́ва». */
const STRESS_MARKS = /[\u0300\u0301]/g

/**
 * A name as it is stored: one spelling of apostrophes and hyphens, no invisible characters, no spaces around a hyphen or an
 * apostrophe, capitals where names have them. Every form with a name uses this.
 */
export const tidyName = (text: string): string =>
	withCapitals(
		curlyApostrophes(plainHyphens(tidyLine(text)))
			.normalize("NFD")
			.replace(STRESS_MARKS, "")
			.normalize("NFC")
			.replace(/ ?-[ -]*/g, "-")
			.replace(/ ?’ ?/g, "’"),
	)

/**
 * «иванова-петрова», «ИВАНОВА» and «иВАНОВА» become «Иванова…». A word with its own capitals («МакДональд») stays.
 * Particles keep their small letters: «ван Дейк», «Ариф кызы», «Калдар-оол».
 */
export const withCapitals = (name: string): string =>
	name.replace(/\p{L}+/gu, (word, at: number) => {
		const small = word.toLocaleLowerCase("ru-RU")
		const alone = word.length === name.length
		// «о’коннор»; a single letter alone is not a name yet.
		if (word.length < 2) return alone ? word : word.toLocaleUpperCase("ru-RU")
		if (!alone && isSmallWord(small, name.charAt(at - 1))) return word === word.toUpperCase() ? small : word
		const slipped = word === small || word.slice(1) === small.slice(1).toLocaleUpperCase("ru-RU")
		return slipped ? small.charAt(0).toLocaleUpperCase("ru-RU") + small.slice(1) : word
	})

const isSmallWord = (word: string, before: string) =>
	before === "-" || before === " "
		? FROZEN_TAILS.has(word) || PARTICLES.has(word) || word.startsWith(TUVAN_SON)
		: PARTICLES.has(word)

/**
 * What is wrong with a tidied surname, name or patronymic, or null. Every form with a name uses this.
 * @param what «Фамилия», «Имя», «Отчество»
 */
export function nameProblem(what: string, name: string): string | null {
	if (name.length > LONGEST) return `${what}: не больше ${LONGEST} знаков.`
	const latin = distinct(name.match(LATIN))
	if (latin) return `${what}: есть латинские буквы (${latin}). Переключите клавиатуру и наберите русскими.`
	const foreign = distinct(name.match(NOT_RUSSIAN))
	if (foreign)
		return `${what}: есть буквы, которых нет в русском алфавите (${foreign}). Наберите, как в паспорте.`
	if (RUSSIAN_NAME.test(name)) return null
	return `${what}: допустимы русские буквы, дефис, апостроф и пробел между словами.`
}

const distinct = (letters: readonly string[] | null): string | null =>
	letters && [...new Set(letters)].join(", ")
