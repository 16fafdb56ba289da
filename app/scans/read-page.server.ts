import { MODULES, SHEET_MODULE_MM } from "#app/documents/sheet-code/pictures.ts"
import {
	parseSheetCode,
	parseSheetPlace,
	parseSignatureCode,
	type SheetPlace,
	type SignatureCode,
} from "#app/documents/sheet-code/sheet-code.ts"
import { type Effort, type FoundCode, findBars, findSquares } from "./codes.server.ts"
import {
	evenOut,
	flatProjectionOf,
	type GreyImage,
	type ImagePoint,
	isEvenlyLit,
	projectionOf,
	showsNothing,
	straighten,
} from "./grey-image.ts"
import { faultOf, isDark } from "./picture-fault.ts"
import { type PageReading, type ReadSheet, UNREAD } from "./reading.ts"
import { inkOf } from "./signature-ink.ts"

/** Side of the printed square, which is the unit for the places around it. */
const SQUARE_MM = MODULES * SHEET_MODULE_MM
/** Where the bar code of the page number is: to the right of the square, on its lower edge, with room for a crooked sheet. */
const BARS = { left: 17.5 / SQUARE_MM, top: 8 / SQUARE_MM, right: 80 / SQUARE_MM, bottom: 19 / SQUARE_MM }
/** Narrower parts of that area, tried if the whole area cannot be read. */
const CUTS = [
	BARS,
	{ ...BARS, top: 11.4 / SQUARE_MM, bottom: 17 / SQUARE_MM },
	{ ...BARS, top: 10 / SQUARE_MM, bottom: 15 / SQUARE_MM },
	{ ...BARS, top: 13 / SQUARE_MM, bottom: 18.5 / SQUARE_MM },
]
const DOTS_PER_SQUARE = [200, 140, 300]

/** Attempts to read a page, from the cheapest to the most thorough. An A4 page with 2339 dots has 200 dots per inch. */
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
/**
 * How many attempts and cuts to spend on the bar code of a sheet whose place is known anyway. Some program may have printed
 * it in another font, and then it is never found.
 */
const ATTEMPTS_FOR_BARS = 2
const CUTS_WITH_PLACE = 2
/** Attempts to find another sheet in a picture with room for it. */
const ATTEMPTS_FOR_MORE = 3
/** A picture this many times larger than one sheet may show two. A photo of one sheet has a margin around it. */
const ROOM_FOR_TWO = 1.8
/** A4 in sides of the printed square. */
const SHEET_SQUARES = (210 * 297) / SQUARE_MM ** 2
/** Squares closer to each other than this share of the picture's longer side are the same square. */
const SAME_PLACE = 0.03

const NUMBER = /^(\d{1,3})-(\d{1,3})$/

function parseNumber(text: string): ReadSheet["number"] {
	const match = NUMBER.exec(text)
	if (!match) return null
	const [page, of] = [Number(match[1]), Number(match[2])]
	return page >= 1 && page <= of ? { page, of } : null
}

/** Code 39 has no check digit, so a number that contradicts the square was misread. */
const agrees = ({ page }: { page: number }, place: SheetPlace | null) =>
	place === null || place === (page === 1 ? "first" : page % 2 === 0 ? "even" : "odd")

/**
 * Reads the page number from its bar code. The square shows where the bars are and how the sheet is turned, so the area is
 * straightened first.
 */
async function readNumber(
	image: GreyImage,
	{ corners }: FoundCode,
	place: SheetPlace | null,
): Promise<ReadSheet["number"]> {
	for (const project of [projectionOf(corners), flatProjectionOf(corners)])
		for (const dots of DOTS_PER_SQUARE)
			for (const cut of place ? CUTS.slice(0, CUTS_WITH_PLACE) : CUTS) {
				const texts = await findBars(straighten(image, project, cut, dots))
				const number = texts.map(parseNumber).find((one) => one !== null && agrees(one, place))
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

/** A sheet with the middle of its square, as shares of the picture's longer side. */
interface Placed extends ReadSheet {
	at: ImagePoint
}

/**
 * Reads one page with increasingly thorough attempts, until the codes of all its sheets are found.
 * @param until no attempt starts after this time, in milliseconds of `performance.now()`
 */
export async function readPage(draw: Draw, until: number): Promise<PageReading> {
	const reading: PageReading = { ...UNREAD, signatures: [] }
	const placed: Placed[] = []
	let likely = false
	let first: GreyImage | null = null
	for (const [index, one] of ATTEMPTS.entries()) {
		// A sheet with nothing like a code is not ours, so the most thorough attempts are skipped.
		if (index >= ATTEMPTS_WITHOUT_CODE && !likely) break
		const { drawn, image, codes } = await look(one, draw)
		first ??= drawn
		likely ||= codes.length > 0
		if (index === 0 && codes.length === 0 && showsNothing(drawn) && !isDark(drawn))
			return { ...reading, blank: true }
		await takeSheets(reading, placed, image, codes)
		takeSignatures(reading, drawn, codes)
		if (isDone(reading, placed, index + 1) || performance.now() > until) break
	}
	reading.sheets = placed.map(({ at, ...sheet }) => sheet)
	if (placed.length === 0 && first) reading.fault = faultOf(first)
	return reading
}

function isDone({ roomy }: PageReading, placed: readonly Placed[], attempts: number): boolean {
	if (placed.length === 0) return false
	if (roomy && placed.length === 1 && attempts < ATTEMPTS_FOR_MORE) return false
	return placed.every(({ number, place }) => number || (place && attempts >= ATTEMPTS_FOR_BARS))
}

/** Looks again, on a page that was read, for signature squares that the quick attempt may have missed. */
export async function lookForSignatures(draw: Draw, reading: PageReading, until: number): Promise<void> {
	for (const one of ATTEMPTS.slice(1, 4)) {
		if (performance.now() > until) return
		const { drawn, codes } = await look(one, draw)
		const before = reading.signatures.length
		takeSignatures(reading, drawn, codes)
		if (reading.signatures.length > before) return
	}
}

const middleOf = ({ corners: [a, , c] }: FoundCode, { width, height }: GreyImage): ImagePoint => ({
	x: (a.x + c.x) / 2 / Math.max(width, height),
	y: (a.y + c.y) / 2 / Math.max(width, height),
})

/** How many sheets fit into the picture, by the size of the square in it. */
function sheetsThatFit({ corners: [a, b, c, d] }: FoundCode, { width, height }: GreyImage): number {
	const square = Math.abs((c.x - a.x) * (d.y - b.y) - (d.x - b.x) * (c.y - a.y)) / 2
	return (width * height) / (square * SHEET_SQUARES)
}

async function takeSheets(
	reading: PageReading,
	placed: Placed[],
	image: GreyImage,
	codes: readonly FoundCode[],
) {
	for (const code of codes) {
		if (code.text === null) continue
		const sheet = parseSheetCode(code.text)
		if (!sheet) {
			if (!parseSignatureCode(code.text)) reading.strange = true
			continue
		}
		const at = middleOf(code, image)
		const place = parseSheetPlace(code.text)
		const known = placed.find((one) => Math.hypot(one.at.x - at.x, one.at.y - at.y) < SAME_PLACE)
		if (known) known.number ??= await readNumber(image, code, place)
		else {
			if (placed.length === 0) reading.turns = turnsOf(code)
			reading.roomy ||= sheetsThatFit(code, image) > ROOM_FOR_TWO
			placed.push({ code: sheet, place, number: await readNumber(image, code, place), at })
		}
	}
}

function takeSignatures(reading: PageReading, image: GreyImage, codes: readonly FoundCode[]) {
	for (const code of codes) {
		const signature = code.text === null ? null : parseSignatureCode(code.text)
		if (!signature || reading.signatures.some((known) => isSame(known, signature))) continue
		const others = codes.filter((one) => one !== code).map(({ corners }) => flatProjectionOf(corners))
		reading.signatures.push({ ...signature, ink: inkOf(image, flatProjectionOf(code.corners), others) })
	}
}

const isSame = (a: SignatureCode, b: SignatureCode) =>
	a.paperId === b.paperId && a.kind === b.kind && a.line === b.line
