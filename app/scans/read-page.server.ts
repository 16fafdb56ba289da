import { MODULES, SHEET_MODULE_MM } from "#app/documents/sheet-code/pictures.ts"
import { parseSheetCode, parseSignatureCode } from "#app/documents/sheet-code/sheet-code.ts"
import { type Effort, type FoundCode, findBars, findSquares } from "./codes.server.ts"
import {
	evenOut,
	flatProjectionOf,
	type GreyImage,
	isEvenlyLit,
	projectionOf,
	showsNothing,
	straighten,
} from "./grey-image.ts"
import { type PageReading, UNREAD } from "./reading.ts"
import { inkOf } from "./signature-ink.ts"

/** Side of the printed square: the unit for the places around it. */
const SQUARE_MM = MODULES * SHEET_MODULE_MM
/** Where the bars of the page number are: right of the square, on its lower edge, with room for a crooked sheet. */
const BARS = { left: 17.5 / SQUARE_MM, top: 8 / SQUARE_MM, right: 80 / SQUARE_MM, bottom: 19 / SQUARE_MM }
/** Narrower cuts of that place, tried when the whole one cannot be read. */
const CUTS = [
	BARS,
	{ ...BARS, top: 11.4 / SQUARE_MM, bottom: 17 / SQUARE_MM },
	{ ...BARS, top: 10 / SQUARE_MM, bottom: 15 / SQUARE_MM },
	{ ...BARS, top: 13 / SQUARE_MM, bottom: 18.5 / SQUARE_MM },
]
const DOTS_PER_SQUARE = [200, 140, 300]

/** Attempts to read a page, from the cheapest to the most thorough. A4 with 2339 dots has 200 dots per inch. */
const ATTEMPTS: readonly { longer: number; evened: boolean; effort: Effort }[] = [
	{ longer: 1654, evened: false, effort: "quick" },
	{ longer: 2339, evened: true, effort: "quick" },
	{ longer: 3508, evened: true, effort: "quick" },
	{ longer: 1754, evened: true, effort: "quick" },
	{ longer: 3508, evened: true, effort: "denoised" },
	{ longer: 2339, evened: true, effort: "global" },
	{ longer: 4677, evened: true, effort: "quick" },
]

const ATTEMPTS_WITHOUT_CODE = 3

const NUMBER = /^(\d{1,3})-(\d{1,3})$/

function parseNumber(text: string): PageReading["number"] {
	const match = NUMBER.exec(text)
	if (!match) return null
	const [page, of] = [Number(match[1]), Number(match[2])]
	return page >= 1 && page <= of ? { page, of } : null
}

/**
 * Reads the page number in bars. The square shows where the bars are and how the sheet lies, so they are straightened
 * first.
 */
async function readNumber(image: GreyImage, { corners }: FoundCode): Promise<PageReading["number"]> {
	for (const project of [projectionOf(corners), flatProjectionOf(corners)])
		for (const dots of DOTS_PER_SQUARE)
			for (const cut of CUTS) {
				const texts = await findBars(straighten(image, project, cut, dots))
				const number = texts.map(parseNumber).find((one) => one !== null)
				if (number) return number
			}
	return null
}

/** The quarter turns of the page, from the orientation of its square. */
function turnsOf({ corners: [topLeft, topRight] }: FoundCode): PageReading["turns"] {
	const angle = Math.atan2(topRight.y - topLeft.y, topRight.x - topLeft.x)
	return (((Math.round((-angle * 2) / Math.PI) % 4) + 4) % 4) as PageReading["turns"]
}

/** Draws the page with this many dots on its longer side. */
export type Draw = (longer: number) => Promise<GreyImage>

async function look({ longer, evened, effort }: (typeof ATTEMPTS)[number], draw: Draw) {
	const drawn = await draw(longer)
	const image = evened && !isEvenlyLit(drawn) ? evenOut(drawn) : drawn
	return { drawn, image, codes: await findSquares(image, effort) }
}

/**
 * Reads one page with ever more thorough attempts, until its code is found.
 * @param until no attempt starts after this time, in milliseconds of `performance.now()`
 */
export async function readPage(draw: Draw, until: number): Promise<PageReading> {
	const reading: PageReading = { ...UNREAD, signatures: [] }
	let likely = false
	for (const [index, one] of ATTEMPTS.entries()) {
		// A sheet without anything like a code is not ours, so the most thorough attempts are skipped.
		if (index >= ATTEMPTS_WITHOUT_CODE && !likely) break
		const { drawn, image, codes } = await look(one, draw)
		likely ||= codes.length > 0
		if (index === 0 && codes.length === 0 && showsNothing(drawn)) return { ...reading, blank: true }
		await takeSheet(reading, image, codes)
		takeSignatures(reading, drawn, codes)
		if ((reading.sheet && reading.number) || performance.now() > until) break
	}
	return reading
}

/** Looks again at a page that was read, for signature squares that the quick attempt may have missed. */
export async function lookForSignatures(draw: Draw, reading: PageReading, until: number): Promise<void> {
	for (const one of ATTEMPTS.slice(1, 4)) {
		if (performance.now() > until) return
		const { drawn, codes } = await look(one, draw)
		const before = reading.signatures.length
		takeSignatures(reading, drawn, codes)
		if (reading.signatures.length > before) return
	}
}

async function takeSheet(reading: PageReading, image: GreyImage, codes: readonly FoundCode[]) {
	for (const code of codes) {
		if (code.text === null) continue
		const sheet = parseSheetCode(code.text)
		if (!sheet) {
			if (!parseSignatureCode(code.text)) reading.strange = true
			continue
		}
		reading.sheet ??= sheet
		reading.turns = turnsOf(code)
		reading.number ??= await readNumber(image, code)
	}
}

function takeSignatures(reading: PageReading, image: GreyImage, codes: readonly FoundCode[]) {
	for (const { text, corners } of codes) {
		const signature = text === null ? null : parseSignatureCode(text)
		if (!signature || reading.signatures.some(({ line }) => line === signature.line)) continue
		reading.signatures.push({ ...signature, ink: inkOf(image, flatProjectionOf(corners)) })
	}
}
