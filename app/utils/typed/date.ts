import { isCivilDate, MONTHS } from "../civil-date.ts"
import { plainHyphens, tidyLine } from "./tidy.ts"

/** A longer text contains more than a date, so no pattern is applied to it. */
const LONGEST = 60

/**
 * The civil date (YYYY-MM-DD) that a person has typed, or null if it is not a real day. It understands «02.12.2021» with
 * any separator and spaces, «02.12.21», «02122021» (the number pad of an iPhone has no dot), «2 декабря 2021 г.»,
 * «2021-12-02».
 */
export function parseTypedDate(text: string): string | null {
	if (text.length > LONGEST) return null
	const parts = partsOf(text)
	if (!parts) return null
	const { day, month, year } = parts
	const date = `${yearOf(year)}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
	return isCivilDate(date) ? date : null
}

/** What is wrong with a text that is no date. People often leave out the year of a day that comes soon. */
export const whyNotADate = (text: string, example: string): string =>
	parseTypedDate(`${text} 2024`)
		? `Допишите год, например ${example}.`
		: `Такой даты нет. Напишите день, месяц и год, например ${example}.`

interface Parts {
	day: string
	month: string
	year: string
}

const isYear = (text: string) => /^\d{4}$/.test(text)

function partsOf(text: string): Parts | null {
	const words = plainHyphens(tidyLine(text))
		.toLocaleLowerCase("ru-RU")
		.replace(/\s?(?:года|год|г)\.?$/, "")
		.split(/[\s.,/\\«»"-]+/)
		.filter((word) => word !== "")
	if (words.length === 1) return partsOfDigits(words[0] ?? "")
	const [first = "", second = "", third = "", ...rest] = words
	if (rest.length > 0 || !third) return null
	const month = /^\d{1,2}$/.test(second) ? second : monthNamed(second)
	if (!month) return null
	if (isYear(first) && /^\d{1,2}$/.test(third)) return { day: third, month, year: first }
	if (!/^\d{1,2}$/.test(first) || !/^(?:\d{2}|\d{4})$/.test(third)) return null
	return { day: first, month, year: third }
}

/** Eight digits are day, month and year, or year first if only that gives a real day. Six digits end with a short year. */
function partsOfDigits(digits: string): Parts | null {
	if (/^\d{6}$/.test(digits))
		return { day: digits.slice(0, 2), month: digits.slice(2, 4), year: digits.slice(4) }
	if (!/^\d{8}$/.test(digits)) return null
	const dayFirst = { day: digits.slice(0, 2), month: digits.slice(2, 4), year: digits.slice(4) }
	const isReal =
		isCivilDate(`${dayFirst.year}-${dayFirst.month}-${dayFirst.day}`) && Number(dayFirst.year) > 1900
	if (isReal) return dayFirst
	return { day: digits.slice(6), month: digits.slice(4, 6), year: digits.slice(0, 4) }
}

/** «21» is 2021 and «87» is 1987, because nobody types dates in the second half of this century. */
const yearOf = (year: string): string =>
	year.length === 4 ? year : `${Number(year) < 50 ? "20" : "19"}${year}`

/** The number of a month by its name in any grammatical case, or by at least its first three letters: «декабря», «дек». */
function monthNamed(word: string): string | null {
	if (!/^[а-яё]{3,8}$/.test(word)) return null
	const index = MONTHS.findIndex(({ nominative, genitive }) =>
		[nominative, genitive].some((name) => name.toLocaleLowerCase("ru-RU").startsWith(word)),
	)
	return index < 0 ? null : String(index + 1)
}
