import { FONT_DESCRIPTOR_OBJECT } from "./numbers.ts"

/** A line of the index: whose papers begin on which page. */
export interface IndexLine {
	text: string
	page: number
}

const LINES = 52
const COLUMNS = 82
const SIZE = 10
const LEADING = 14
const LEFT = 50
const TOP = 790

/** How many pages an index with this many lines needs. */
export const indexPageCount = (lines: number): number => Math.max(1, Math.ceil(lines / LINES))

const dotted = ({ text, page }: IndexLine): string => {
	const number = String(page)
	const room = COLUMNS - number.length - 2
	const words = text.length > room ? `${text.slice(0, room - 1)}…` : text
	return `${words} ${".".repeat(room - words.length)} ${number}`
}

/** The drawing of each page of the index. */
export function indexContents(
	title: string,
	lines: readonly IndexLine[],
	notes: readonly string[],
): Uint8Array[] {
	const all = [...lines.map(dotted), ...notes.map((note) => note.slice(0, COLUMNS))]
	return Array.from({ length: indexPageCount(all.length) }, (_, page) => {
		const shown = all.slice(page * LINES, (page + 1) * LINES)
		const rows = [...(page === 0 ? [title, ""] : []), ...shown]
		return Buffer.concat([
			Buffer.from(`BT /F1 ${SIZE} Tf ${LEADING} TL ${LEFT} ${TOP} Td\n`),
			...rows.map((row) => Buffer.concat([literal(row), Buffer.from(" Tj T*\n")])),
			Buffer.from("ET"),
		])
	})
}

/** A string of the font below, as a page draws it. */
function literal(text: string): Buffer {
	const codes = [...text].flatMap((sign) => {
		const code = codeOf(sign)
		return [0x28, 0x29, 0x5c].includes(code) ? [0x5c, code] : [code]
	})
	return Buffer.from([0x28, ...codes, 0x29])
}

const UNKNOWN = 0x3f
const OTHERS: Readonly<Record<string, number>> = {
	Ё: 0xa8,
	ё: 0xb8,
	"«": 0xab,
	"»": 0xbb,
	"№": 0xb9,
	"–": 0x96,
	"—": 0x97,
	"…": 0x85,
	// Names are kept with this apostrophe.
	"’": 0x92,
	"\u00a0": 0x20,
}

/** The code of a letter in the old Russian code page, whose letters the font below names. */
function codeOf(sign: string): number {
	const code = sign.codePointAt(0) ?? UNKNOWN
	if (code >= 0x20 && code < 0x7f) return code
	if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0
	return OTHERS[sign] ?? UNKNOWN
}

/** «afii10017» is А: names that every viewer knows. Ё and ё have separate numbers. */
const letterNames = () => {
	const capitals = Array.from({ length: 32 }, (_, index) => 10017 + index + (index > 5 ? 1 : 0))
	const small = Array.from({ length: 32 }, (_, index) => 10065 + index + (index > 5 ? 1 : 0))
	return [...capitals, ...small].map((number) => `/afii${number}`).join(" ")
}

/**
 * A font that every computer has, so it is not embedded in the file. Letters of equal width need no measuring, and viewers
 * without the font use another one.
 */
export const FONT = `<< /Type /Font /Subtype /TrueType /BaseFont /CourierNew /FirstChar 32 /LastChar 255
/Widths [${Array.from({ length: 224 }, () => 600).join(" ")}] /FontDescriptor ${FONT_DESCRIPTOR_OBJECT} 0 R
/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [133 /ellipsis 150 /endash /emdash 168 /afii10023
171 /guillemotleft 184 /afii10071 /afii61352 187 /guillemotright 192 ${letterNames()}] >> >>`

export const FONT_DESCRIPTOR = `<< /Type /FontDescriptor /FontName /CourierNew /Flags 33 /FontBBox [-122 -680 623 1021]
/ItalicAngle 0 /Ascent 833 /Descent -300 /CapHeight 571 /StemV 80 >>`
