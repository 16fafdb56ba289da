/**
 * Invisible characters that phones and word processors put into text: soft hyphens, zero-width spaces and joiners, byte
 * order marks, direction marks, variation selectors.
 */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu

/** One line of text as its author saw it: composed letters, no invisible characters, single ordinary spaces. */
export const tidyLine = (text: string): string =>
	text.normalize("NFC").replace(INVISIBLE, "").replace(/\s+/g, " ").trim()

/** Dashes and hyphens of all keyboards: U+2010–U+2015, the hyphen bullet, the minus sign, the small and the wide hyphen. */
const HYPHENS = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/g

export const plainHyphens = (text: string): string => text.replace(HYPHENS, "-")

/** Apostrophes as people type them: straight, both curly ones, the letter apostrophe, the grave and the acute accent. */
const APOSTROPHES = /['\u2018\u201b\u02bb\u02bc\u02bd\u02b9\u2032`\u00b4\uff07]/g

/** Replaces every apostrophe by «’», which Russian typography uses. */
export const curlyApostrophes = (text: string): string => text.replace(APOSTROPHES, "’")
