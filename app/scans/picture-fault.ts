import { type GreyImage, paperOf } from "./grey-image.ts"
import type { PictureFault } from "./reading.ts"

/** Paper darker than this of 255 levels is hard to read in any program. */
const DARK_PAPER = 105
/** Print paler than this share of the paper's lightness is hard to see. */
const PALE_PRINT = 0.25
/** If print is sharp, the contrast between two neighbouring dots at the edge of a letter is this share of the whole. */
const SHARP_EDGE = 0.24
/** With fewer printed blocks than this, a picture cannot be judged. */
const LEAST_BLOCKS = 12
/** Paper this much darker than the sheet's is a desk. */
const DESK_SHARE = 0.75
/** This many printed blocks along one edge are a cut-off line of text and not a speck. */
const CUT_BLOCKS = 4

const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** In a dark picture print can hardly be told from paper, so it may look like a blank sheet. */
export const isDark = (image: GreyImage) => middle([...paperOf(image).levels]) < DARK_PAPER

/**
 * Why the square in a picture could not be read, so that people know how to scan better. Null if no fault is found. Then it
 * may not be one of our sheets.
 */
export function faultOf(image: GreyImage): PictureFault | null {
	if (isDark(image)) return "dark"
	const { columns, rows, levels, block } = paperOf(image)
	const paper = middle([...levels])
	const printed: { row: number; column: number; depth: number; edge: number }[] = []
	for (let row = 0; row < rows; row++)
		for (let column = 0; column < columns; column++) {
			const light = levels[row * columns + column] ?? 0
			if (light < paper * DESK_SHARE) continue
			const { darkest, steepest } = strokesIn(image, column * block, row * block, block)
			const contrast = light - darkest
			if (contrast > light * 0.12 && contrast > 16)
				printed.push({ row, column, depth: contrast / light, edge: steepest / contrast })
		}
	if (printed.length < LEAST_BLOCKS) return null
	if (middle(printed.map(({ edge }) => edge)) < SHARP_EDGE) return "blurred"
	// Blurred print is pale too, so paleness is checked second.
	if (middle(printed.map(({ depth }) => depth)) < PALE_PRINT) return "pale"
	const edges = [
		printed.filter(({ row }) => row === 0),
		printed.filter(({ row }) => row === rows - 1),
		printed.filter(({ column }) => column === 0),
		printed.filter(({ column }) => column === columns - 1),
	]
	const isCut = edges.some(({ length }) => length >= CUT_BLOCKS)
	return isCut ? "cut" : null
}

function strokesIn({ width, height, data }: GreyImage, left: number, top: number, size: number) {
	let darkest = 255
	let steepest = 0
	for (let y = top; y < Math.min(top + size, height - 1); y++)
		for (let x = left; x < Math.min(left + size, width - 1); x++) {
			const at = y * width + x
			const level = data[at] ?? 255
			const [right, below] = [data[at + 1] ?? level, data[at + width] ?? level]
			darkest = Math.min(darkest, level)
			steepest = Math.max(steepest, Math.abs(level - right), Math.abs(level - below))
		}
	return { darkest, steepest }
}
