/**
 * Everything XML 1.0 cannot hold, and invisible marks that come along from a copied page: controls, lone surrogates,
 * zero-width characters. Word would call a file with the former damaged. Line break and tab are dealt with before.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Cn}\u200B\u200E\u200F\u2060\uFEFF]/gu

/** A sign and its number, an abbreviation and its name, a day and its month, initials and the surname, a telephone stay on one line. */
const BOUND: readonly (readonly [RegExp, string])[] = [
	[/№ (?=\d)/g, "№\u00a0"],
	[/(?<!\p{L})(г|ул|пер|пл|пр|просп|д|корп|стр|каб|ауд|оф|кв|им|\p{Lu})\. (?=[\p{Lu}\d])/gu, "$1.\u00a0"],
	// «12»·сентября 2026·г.
	[/(«\d\d?») (?=\p{Ll})/gu, "$1\u00a0"],
	[/(?<=\d{4}) (?=гг?\.)/g, "\u00a0"],
	// A telephone: «8·(3822)·00-00-05», «+7·900·000-10-16».
	[/(\+7|8) (\(?\d{3,5}\)?) (?=\d+-)/g, "$1\u00a0$2\u00a0"],
]

/** Few strings of a long list have anything to bind. */
const MAY_BIND = /[№.»] |\d г|[78] \(?\d/

const bind = (line: string) =>
	MAY_BIND.test(line) ? BOUND.reduce((text, [where, glue]) => text.replace(where, glue), line) : line

/** One line break for every kind, single spaces, nothing at the ends of lines. */
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
