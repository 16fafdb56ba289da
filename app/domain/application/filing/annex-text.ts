/** The text of a returned annex. */
export interface AnnexText {
	lines: readonly string[]
	/** False if some sheets are pictures, which may contain what the text does not. */
	complete: boolean
}

/** A PDF with fewer Russian letters than this is a scan, or was printed without a mapping to letters. People check it themselves. */
const LETTERS_OF_A_TEXT = 200
/** A sheet with fewer letters than this is a picture. */
const LETTERS_OF_A_SHEET = 20

const russianLetters = (lines: readonly string[]) => lines.join("").match(/[а-яё]/gi)?.length ?? 0

/**
 * The text of a PDF, sheet by sheet. Null for a scan, and for a PDF that contains only the shapes of letters, as some
 * programs print it.
 * @param blank the lines of the same annex before anything was written in it
 */
export function textOfSheets(sheets: readonly string[][], blank: readonly string[]): AnnexText | null {
	if (russianLetters(sheets.flat()) < LETTERS_OF_A_TEXT) return null
	return {
		lines: joinHyphenated(sheets.flat(), blank),
		complete: sheets.every((lines) => russianLetters(lines) >= LETTERS_OF_A_SHEET),
	}
}

/** Joins words of the form that Word has hyphenated at a line end. Words that people wrote stay unchanged. */
function joinHyphenated(lines: readonly string[], blank: readonly string[]): string[] {
	const known = new Set(
		blank
			.join(" ")
			.toLowerCase()
			.match(/\p{L}+/gu) ?? [],
	)
	const joined: string[] = []
	for (const line of lines) {
		const last = joined.at(-1)
		const start = last === undefined ? null : /(\p{L}{1,60})[-\u00ad\u2010]\s{0,20}$/u.exec(last)
		const end = /^\s*(\p{L}+)/u.exec(line)
		if (last !== undefined && start && end && known.has(`${start[1]}${end[1]}`.toLowerCase()))
			joined[joined.length - 1] = `${last.slice(0, start.index)}${start[1]}${line.trimStart()}`
		else joined.push(line)
	}
	return joined
}
