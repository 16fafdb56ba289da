import { curlyApostrophes, plainHyphens, tidyLine } from "./tidy.ts"

const LONGEST = 60
const LATIN = /[A-Za-z]/g
/** Words of Russian letters, parted by a space, a hyphen or an apostrophe: «Бонч-Бруевич», «О’Нил», «Мамед оглы». */
const RUSSIAN_NAME = /^[А-ЯЁа-яё]+(?:[-’ ][А-ЯЁа-яё]+)*$/

/** A name as it is kept: one spelling of apostrophes and hyphens, no invisible characters, no spaces around a hyphen. */
export const tidyName = (text: string): string =>
	curlyApostrophes(plainHyphens(tidyLine(text))).replace(/ ?- ?/g, "-")

/**
 * What is wrong with a tidied surname, name or patronymic; null when nothing is. The same rule wherever a name is typed.
 * @param what «Фамилия», «Имя», «Отчество»
 */
export function nameProblem(what: string, name: string): string | null {
	if (name.length > LONGEST) return `${what}: не больше ${LONGEST} знаков.`
	const latin = name.match(LATIN)
	if (latin) {
		const letters = [...new Set(latin)].join(", ")
		return `${what}: есть латинские буквы (${letters}). Переключите клавиатуру и наберите русскими.`
	}
	if (RUSSIAN_NAME.test(name)) return null
	return `${what}: допустимы русские буквы, дефис, апостроф и пробел между словами.`
}
