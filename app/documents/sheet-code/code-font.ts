/**
 * The page number as a bar code. Only Word knows on which page a line falls and how many pages there are, so the number
 * must be text that Word fills in (PAGE, NUMPAGES), in a font whose characters are bars. This file builds that font: Code
 * 39 (ISO/IEC 16388), which needs no check digit, with the few characters we use. Because we build it, it needs no
 * licence.
 */
export const CODE_FONT = "Attestation Page Code"

const UNITS_PER_EM = 1000
/** The narrow bar in font units; a wide one is three times as wide. */
const NARROW = 60
const BAR_TOP = 620
const CHARACTER_WIDTH = NARROW * 16
/** The same in narrow bars, for a drawing. */
export const BAR_CHARACTER = CHARACTER_WIDTH / NARROW
export const BAR_HEIGHT = Math.round(BAR_TOP / NARROW)

/** Five bars and four gaps in turn; true is a wide one. Taken from the standard's table. */
const PATTERNS: Readonly<Record<string, string>> = {
	"0": "nnnwwnwnn",
	"1": "wnnwnnnnw",
	"2": "nnwwnnnnw",
	"3": "wnwwnnnnn",
	"4": "nnnwwnnnw",
	"5": "wnnwwnnnn",
	"6": "nnwwwnnnn",
	"7": "nnnwnnwnw",
	"8": "wnnwnnwnn",
	"9": "nnwwnnwnn",
	"-": "nwnnnnwnw",
	"*": "nwnnwnwnn",
}

/** A table being written: big-endian numbers, as in every TrueType table. */
class Bytes {
	readonly #values: number[] = []
	u8(...values: number[]) {
		for (const value of values) this.#values.push(value & 0xff)
		return this
	}
	u16(...values: number[]) {
		for (const value of values) this.u8(value >> 8, value)
		return this
	}
	u32(...values: number[]) {
		for (const value of values) this.u16(value >>> 16, value)
		return this
	}
	text(text: string) {
		return this.u8(...Buffer.from(text, "latin1"))
	}
	bytes(bytes: Iterable<number>) {
		return this.u8(...bytes)
	}
	done() {
		return Buffer.from(this.#values)
	}
}

/** Left edges and widths of a character's black bars. */
function barsOf(pattern: string): { left: number; right: number }[] {
	const bars: { left: number; right: number }[] = []
	let x = 0
	for (const [index, letter] of [...pattern].entries()) {
		const width = letter === "w" ? NARROW * 3 : NARROW
		if (index % 2 === 0) bars.push({ left: x, right: x + width })
		x += width
	}
	return bars
}

/** The bars of a text, in narrow bars from its left edge. Each character is sixteen narrow bars wide. */
export const barsOfText = (text: string) =>
	[...text].map((character) =>
		barsOf(PATTERNS[character] ?? "").map(({ left, right }) => ({
			left: left / NARROW,
			right: right / NARROW,
		})),
	)

/** A glyph of upright rectangles. TrueType writes each point as the difference from the one before. */
function glyphOf(pattern: string): Buffer {
	const bars = barsOf(pattern)
	if (bars.length === 0) return Buffer.alloc(0)
	const points = bars.flatMap(({ left, right }) => [
		[left, 0],
		[left, BAR_TOP],
		[right, BAR_TOP],
		[right, 0],
	])
	const glyph = new Bytes().u16(bars.length, 0, 0, bars.at(-1)?.right ?? 0, BAR_TOP)
	glyph.u16(...bars.map((_, index) => index * 4 + 3)).u16(0)
	glyph.u8(...points.map(() => 1))
	for (const axis of [0, 1]) {
		let previous = 0
		for (const point of points) {
			const value = point[axis] ?? 0
			glyph.u16(value - previous)
			previous = value
		}
	}
	const bytes = glyph.done()
	return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
}

const NAMES: readonly [number, string][] = [
	[1, CODE_FONT],
	[2, "Regular"],
	[3, `${CODE_FONT} 1.0`],
	[4, CODE_FONT],
	[5, "Version 1.0"],
	[6, CODE_FONT.replaceAll(" ", "")],
]

function nameTable(): Buffer {
	const texts = NAMES.map(([, text]) => Buffer.from(text, "utf16le").swap16())
	const table = new Bytes().u16(0, NAMES.length, 6 + NAMES.length * 12)
	let offset = 0
	for (const [index, [id]] of NAMES.entries()) {
		const length = texts[index]?.length ?? 0
		table.u16(3, 1, 0x409, id, length, offset)
		offset += length
	}
	return Buffer.concat([table.done(), ...texts])
}

/**
 * Maps characters to glyphs in format 4: one segment for each character, and the closing segment that the format
 * requires.
 */
function cmapTable(codes: readonly number[]): Buffer {
	const count = codes.length + 1
	const power = 2 ** Math.floor(Math.log2(count))
	const subtable = new Bytes().u16(count * 2, power * 2, Math.log2(power), (count - power) * 2)
	subtable.u16(...codes, 0xffff, 0, ...codes, 0xffff)
	subtable.u16(...codes.map((code, index) => index + 1 - code), 1, ...Array<number>(count).fill(0))
	const body = subtable.done()
	const head = new Bytes()
		.u16(0, 1, 3, 1)
		.u32(12)
		.u16(4, body.length + 6, 0)
	return Buffer.concat([head.done(), body])
}

const checksumOf = (table: Buffer) => {
	let sum = 0
	for (let at = 0; at < table.length; at += 4) {
		const rest = Buffer.alloc(4)
		table.copy(rest, 0, at, Math.min(at + 4, table.length))
		sum = (sum + rest.readUInt32BE()) >>> 0
	}
	return sum
}

/** The font as a TrueType file; the bytes are always the same. */
export function makeCodeFont(): Buffer {
	const characters = Object.keys(PATTERNS).sort()
	const codes = characters.map((character) => character.charCodeAt(0))
	const glyphs = ["", ...characters].map((character) => glyphOf(PATTERNS[character] ?? ""))
	const count = glyphs.length
	const offsets: number[] = [0]
	for (const glyph of glyphs) offsets.push((offsets.at(-1) ?? 0) + glyph.length)
	const ascent = 700
	const descent = 100
	const head = new Bytes().u32(0x10000, 0x10000, 0, 0x5f0f3cf5).u16(3, UNITS_PER_EM).u32(0, 0, 0, 0)
	head.u16(0, 0, CHARACTER_WIDTH, BAR_TOP, 0, 8, 2, 1, 0)
	const hhea = new Bytes().u32(0x10000).u16(ascent, -descent, 0, CHARACTER_WIDTH, 0, NARROW, CHARACTER_WIDTH)
	hhea.u16(1, 0, 0, 0, 0, 0, 0, 0, count)
	// Licensing bits 0 allow embedding and keeping the font; otherwise Word would refuse to print with it.
	const os2 = new Bytes().u16(3, CHARACTER_WIDTH, 400, 5, 0)
	os2.u16(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).bytes([2, 0, 5, 9, 0, 0, 0, 0, 0, 0]).u32(1, 0, 0, 0)
	os2.text("ATTS").u16(0x40, codes[0] ?? 0, codes.at(-1) ?? 0, ascent, -descent, 0, ascent, descent)
	os2.u32(1, 0).u16(0, BAR_TOP, 0, 32, 1)
	const tables: Record<string, Buffer> = {
		"OS/2": os2.done(),
		cmap: cmapTable(codes),
		glyf: Buffer.concat(glyphs),
		head: head.done(),
		hhea: hhea.done(),
		hmtx: new Bytes().u16(...glyphs.flatMap(() => [CHARACTER_WIDTH, 0])).done(),
		loca: new Bytes().u32(...offsets).done(),
		maxp: new Bytes().u32(0x10000).u16(count, 20, 5, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0).done(),
		name: nameTable(),
		post: new Bytes().u32(0x30000, 0, 0, 1, 0, 0, 0, 0).done(),
	}
	return assemble(tables)
}

function assemble(tables: Readonly<Record<string, Buffer>>): Buffer {
	const entries = Object.entries(tables)
	const power = 2 ** Math.floor(Math.log2(entries.length))
	const directory = new Bytes().u32(0x10000)
	directory.u16(entries.length, power * 16, Math.log2(power), (entries.length - power) * 16)
	let offset = 12 + entries.length * 16
	const parts: Buffer[] = []
	let headAt = 0
	for (const [tag, table] of entries) {
		if (tag === "head") headAt = offset
		directory.text(tag).u32(checksumOf(table), offset, table.length)
		const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)])
		parts.push(padded)
		offset += padded.length
	}
	const font = Buffer.concat([directory.done(), ...parts])
	font.writeUInt32BE((0xb1b0afba - checksumOf(font)) >>> 0, headAt + 8)
	return font
}
