import { fileURLToPath } from "node:url"
import sharp from "sharp"
import type { Dice } from "./random.ts"

/**
 * Sheets as a laser printer prints them, at 300 dots per inch: our forms, laid out once by a word processor and stored as
 * pictures. They were made without the code that reads scans.
 */
export const SHEETS = {
	"own-1": { paper: "own", page: 1 },
	"own-2": { paper: "own", page: 2 },
	"own-3": { paper: "own", page: 3 },
	"own-4": { paper: "own", page: 4 },
	"older-2": { paper: "older", page: 2 },
	"foreign-3": { paper: "foreign", page: 3 },
} as const
export type SheetName = keyof typeof SHEETS

/** The content of the codes on the sheets, which a correct reading must give. */
export const OWN = { paperId: "A7K39QXB", kind: "application", version: 2, hash: "7F2" } as const
export const OLDER = { ...OWN, version: 1, hash: "K0M" } as const
export const FOREIGN = { ...OWN, paperId: "M4TZ08WC" } as const
export const PAGES = 4

/** The signature line on «own-4», in millimetres from the sheet's upper left corner. */
const SIGNATURE_LINE = { left: 106.3, right: 141.5, y: 57.6 }

export interface Picture {
	width: number
	height: number
	data: Uint8Array
}

/** A scrawl on the line: loops of a pen, at random dark or pale, wide or narrow. */
function scrawl(dice: Dice): string {
	const span = dice.between(16, 33)
	const start = dice.between(SIGNATURE_LINE.left + 1, SIGNATURE_LINE.right - span)
	const loops = dice.whole(4, 8)
	let path = `M ${start} ${SIGNATURE_LINE.y - dice.between(1, 4)}`
	for (let loop = 1; loop <= loops; loop++) {
		const x = start + (span * loop) / loops
		const top = SIGNATURE_LINE.y - dice.between(4, 9)
		const bottom = SIGNATURE_LINE.y - dice.between(-1.5, 2)
		path += ` C ${x - span / loops} ${top} ${x + dice.between(-1, 2)} ${top} ${x - 1} ${bottom}`
	}
	const grey = dice.whole(20, 120)
	const width = dice.between(0.3, 0.65)
	return `<path d="${path}" fill="none" stroke="rgb(${grey},${grey},${grey})" stroke-width="${width}" stroke-linecap="round"/>`
}

/** The sheet at this many dots per inch, signed if requested. */
export async function printSheet(
	name: SheetName | "blank",
	{ dpi, signed, dice }: { dpi: number; signed: boolean; dice: Dice },
): Promise<Picture> {
	const width = Math.round((210 / 25.4) * dpi)
	const height = Math.round((297 / 25.4) * dpi)
	if (name === "blank") return { width, height, data: new Uint8Array(width * height).fill(255) }
	const file = fileURLToPath(new URL(`./sheets/${name}.png`, import.meta.url))
	let sheet = sharp(file).flatten({ background: "white" })
	if (signed) {
		const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2481" height="3508" viewBox="0 0 210 297">${scrawl(dice)}</svg>`
		sheet = sharp(
			await sheet
				.composite([{ input: Buffer.from(svg) }])
				.png({ compressionLevel: 1 })
				.toBuffer(),
		)
	}
	const { data, info } = await sheet
		.resize(width, height, { fit: "fill" })
		.greyscale()
		.raw()
		.toBuffer({ resolveWithObject: true })
	return { width: info.width, height: info.height, data: new Uint8Array(data) }
}
