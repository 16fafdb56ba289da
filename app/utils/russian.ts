import { civilDate, civilTime, isCivilDate, MONTHS } from "./civil-date.ts"
import { parseTypedDate } from "./typed/date.ts"
import { curlyApostrophes, plainHyphens, tidyLine } from "./typed/tidy.ts"

/** No-break space: keeps a number and its unit on one line. */
const NBSP = "\u00a0"

/** Forms after 1, 2–4 and 5: `["день", "дня", "дней"]`. */
export type PluralForms = readonly [one: string, few: string, many: string]

const pluralRules = new Intl.PluralRules("ru-RU")

/** The form that goes with a whole number, without the number itself. */
export function plural(count: number, [one, few, many]: PluralForms): string {
	const rule = pluralRules.select(Math.abs(count))
	return rule === "one" ? one : rule === "few" ? few : many
}

/** «30 дней», «1 заявление»: the number and its noun, unbroken. */
export const counted = (count: number, forms: PluralForms): string =>
	`${thousands(count)}${NBSP}${plural(count, forms)}`

const DAYS: PluralForms = ["день", "дня", "дней"]
export const days = (count: number): string => counted(count, DAYS)

/** «остался 21 день», «осталось 5 часов», «осталась 1 минута»: the verb agrees with the number. */
export function remain(count: number, forms: PluralForms, gender: "m" | "f" = "m"): string {
	const one = gender === "f" ? "осталась" : "остался"
	return `${plural(count, [one, "осталось", "осталось"])} ${counted(count, forms)}`
}

export const daysRemain = (count: number): string => remain(count, DAYS)

const GROUPS = new Intl.NumberFormat("ru-RU")

/** Some names of many, and the number of the others at the end. */
export const firstOf = (names: readonly string[], total: number): string[] =>
	total > names.length ? [...names, `и ещё ${thousands(total - names.length)}`] : [...names]

/** The beginning of a text that nobody has limited, never cut inside a character. */
export const cutShort = (text: string, most = 200): string =>
	text.length > most
		? `${text
				.slice(0, most - 1)
				.replace(/\p{Cs}$/u, "")
				.trimEnd()}…`
		: text

/** «2 335» with no-break spaces. A fraction keeps its comma. */
export function thousands(value: number): string {
	const [whole = "", fraction] = String(Math.abs(value)).split(".")
	const grouped = GROUPS.format(Number(whole))
	return `${value < 0 ? "−" : ""}${grouped}${fraction ? `,${fraction}` : ""}`
}

const UNITS = ["кБ", "МБ", "ГБ"] as const

/** Size of a file for people: «340 кБ», «1,2 МБ». A kilobyte has 1024 bytes; tenths are shown only below ten. */
export function fileSize(bytes: number): string {
	if (bytes < 1024) return counted(bytes, ["байт", "байта", "байт"])
	let value = bytes / 1024
	let unit = 0
	// 1023.7 kB would read «1 024 кБ», so the next unit begins at the rounded limit.
	while (Math.round(value) >= 1024 && unit < UNITS.length - 1) {
		value /= 1024
		unit += 1
	}
	const rounded = unit > 0 && value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value)
	return `${thousands(rounded)}${NBSP}${UNITS[unit]}`
}

function partsOf(date: string): { year: string; month: string; day: string; monthName: string } {
	if (!isCivilDate(date)) throw new RangeError(`Not a civil date: ${date}`)
	const [year = "", month = "", day = ""] = date.split("-")
	return { year, month, day, monthName: MONTHS[Number(month) - 1]?.genitive ?? "" }
}

/** «12 сентября» */
export function dayMonth(date: string): string {
	const { day, monthName } = partsOf(date)
	return `${Number(day)} ${monthName}`
}

/** «12 сентября 2026 г.» with ordinary spaces, as Word forms need. For a page use {@link unbroken}. */
export const longDate = (date: string): string => `${dayMonth(date)} ${partsOf(date).year} г.`

/** «12 сентября 2026 года», where a full stop or a comma follows. */
export const wholeDate = (date: string): string => `${dayMonth(date)} ${partsOf(date).year} года`

/** ««02» сентября 2026 г.», as the body of a paper writes it. */
export function paperDate(date: string): string {
	const { day, monthName, year } = partsOf(date)
	return `«${day}» ${monthName} ${year} г.`
}

/** «12.09.2026» */
export function shortDate(date: string): string {
	const { day, month, year } = partsOf(date)
	return `${day}.${month}.${year}`
}

/** «12 сентября 2026 г., 16:20», in the time of Tomsk. */
export const longDateTime = (instant: Date): string =>
	`${longDate(civilDate(instant))}, ${civilTime(instant)}`

/** A sentence that continues after a colon. An abbreviation («ЕГЭ …») keeps its capitals. */
export const lowerFirst = (sentence: string): string =>
	/^\p{Lu}{2}/u.test(sentence) ? sentence : sentence.charAt(0).toLocaleLowerCase("ru") + sentence.slice(1)

/** The head of a line, for example of a signature. */
export const upperFirst = (text: string): string => text.charAt(0).toLocaleUpperCase("ru") + text.slice(1)

/** A typed date, «1.2.2022», as the forms print it. A text that is not a date stays unchanged. */
export function asPrinted(typed: string): string {
	const date = parseTypedDate(typed)
	return date ? shortDate(date) : typed
}

/** One spelling for search: composed letters, lower case, «ё» as «е», one kind of apostrophe and hyphen, single spaces. */
export const foldForSearch = (text: string): string =>
	curlyApostrophes(plainHyphens(tidyLine(text)))
		.toLocaleLowerCase("ru-RU")
		.replaceAll("ё", "е")

/** No name has more words than this. */
const MOST_WORDS = 8

/** The normalised words of a search. Their order does not matter, and the parts of «Римская-Корсакова» are separate words. */
export const searchWords = (text: string): string[] =>
	foldForSearch(text.slice(0, 200))
		.split(/[\s,-]+/)
		.filter((word) => word !== "")
		.slice(0, MOST_WORDS)

/** Makes all spaces non-breaking: for a date, a name with initials, a number with its unit. */
export const unbroken = (text: string): string => text.replaceAll(" ", NBSP)

const SHORT_WORD = /(?<=^|[\s«(])(а|в|во|и|к|ко|на|не|но|о|об|от|по|с|со|у|за|из|до|п\.|№|г\.) (?=\S)/giu
const BEFORE_DASH = / (?=[—–] )/g
const INITIAL = /(?<=^|[\s«(.])(\p{Lu}\.) ?(?=\p{Lu}[.\p{Ll}])/gu
const YEAR = /(?<=\d{4}) (?=г\.|год)/gu

const DAY_OF_MONTH = new RegExp(
	`(?<=(?:^|\\D)\\d{1,2}) (?=(?:${MONTHS.map(({ genitive }) => genitive).join("|")})(?!\\p{L}))`,
	"gu",
)

/** Puts no-break spaces where a line must not break: short words, «п. 30», «№ 196», initials, a dash, «1 декабря», «2026 г.». */
export const typography = (text: string): string =>
	text
		.replace(INITIAL, `$1${NBSP}`)
		.replace(SHORT_WORD, `$1${NBSP}`)
		// A second pass, because two short words in a row share the space between them.
		.replace(SHORT_WORD, `$1${NBSP}`)
		.replace(BEFORE_DASH, NBSP)
		.replace(YEAR, NBSP)
		.replace(DAY_OF_MONTH, NBSP)

/** Turns «И. Л. Седых» into «Седых И. Л.», as files and lists have it. */
export const surnameFirst = (initials: string): string =>
	initials.replace(
		/^((?:\p{Lu}\.\s?)+)\s?(.+)$/u,
		(_, letters: string, surname: string) => `${surname} ${letters.trim()}`,
	)
