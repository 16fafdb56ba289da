/**
 * Characters that XML 1.0 does not allow, which make Word call a file damaged (controls, lone surrogates), and invisible
 * marks from copied pages (zero-width characters). Line breaks and tabs are handled before.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Cn}\u200B\u200E\u200F\u2060\uFEFF]/gu

/**
 * Pairs that must stay on one line: a sign and its number, an abbreviation and its name, a day and its month, initials and
 * the surname, parts of a phone number.
 */
const BOUND: readonly (readonly [RegExp, string])[] = [
	[/№ (?=\d)/g, "№\u00a0"],
	[/(?<!\p{L})(г|ул|пер|пл|пр|просп|д|корп|стр|каб|ауд|оф|кв|им|\p{Lu})\. (?=[\p{Lu}\d])/gu, "$1.\u00a0"],
	// «12»·сентября 2026·г.
	[/(«\d\d?») (?=\p{Ll})/gu, "$1\u00a0"],
	[/(?<=\d{4}) (?=гг?\.)/g, "\u00a0"],
	// A phone number: «8·(3822)·00-00-05», «+7·900·000-10-16».
	[/(\+7|8) (\(?\d{3,5}\)?) (?=\d+-)/g, "$1\u00a0$2\u00a0"],
]

/** A quick check, because few strings of a long list contain such a pair. */
const MAY_BIND = /[№.»] |\d г|[78] \(?\d/

const bind = (line: string) =>
	MAY_BIND.test(line) ? BOUND.reduce((text, [where, glue]) => text.replace(where, glue), line) : line

/** Turns every kind of line break into one, and removes double spaces and spaces at line ends. */
export const cleanText = (value: string) =>
	value
		.replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n")
		.split("\n")
		.map((line) => bind(line.replace(/\t/g, " ").replace(UNPRINTABLE, "").replace(/ {2,}/g, " ").trim()))
		.join("\n")
		.replace(/\n{3,}/g, "\n\n")
		.trim()

/** The same data with every string cleaned, at any depth. */
export function cleanData(value: unknown): unknown {
	if (typeof value === "string") return cleanText(value)
	if (Array.isArray(value)) return value.map(cleanData)
	if (value && typeof value === "object")
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleanData(inner)]))
	return value
}
