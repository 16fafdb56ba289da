import { MODULES, SIGNATURE_BOX, SIGNATURE_MODULE_MM } from "#app/documents/sheet-code/pictures.ts"
import { type GreyImage, type Projection, paperOf, sample, straighten } from "./grey-image.ts"
import type { Ink } from "./reading.ts"

/** Dots for each module of the square: each dot is a tenth of a millimetre. */
const SCALE = 5
const DOT_MM = SIGNATURE_MODULE_MM / SCALE
/**
 * The box ends this many modules above the printed line: an error of one dot in a corner of the square must not move the
 * line into it.
 */
const CLEAR_OF_RULE = 2.5
/** Ink is darker than paper by this share of the contrast to black. A pale ballpoint pen has a third. */
const INK_SHARE = 0.2
const LEAST_CONTRAST = 70
/** Dust and JPEG artefacts are smaller than this. */
const SPECK_MM2 = 0.12
/** A short signature covers 5 mm² and is 8 mm wide; a clean box shows nothing. */
const SIGNED_MM2 = 1.8
const SIGNED_SPAN_MM = 4
const EMPTY_MM2 = 0.25

/** The levels of black and paper, measured at the corners of the square. */
function contrastOf(image: GreyImage, project: Projection): number {
	const level = (column: number, row: number) => {
		const { x, y } = project((column + 0.5) / MODULES, (row + 0.5) / MODULES)
		return sample(image, x - 0.5, y - 0.5)
	}
	// The three eyes of every QR code are black in the middle, with a white ring.
	const eyes = [
		[3, 3],
		[MODULES - 4, 3],
		[3, MODULES - 4],
	] as const
	let contrast = 0
	for (const [column, row] of eyes)
		contrast +=
			(level(column - 2, row - 2) + level(column + 2, row + 2)) / 2 -
			(level(column, row) + level(column + 1, row + 1)) / 2
	return contrast / eyes.length
}

interface Spot {
	dots: number
	left: number
	right: number
}

/** Groups dark dots that touch each other, also at corners. */
function spotsOf({ width, height }: GreyImage, dark: Uint8Array): Spot[] {
	const spots: Spot[] = []
	const stack: number[] = []
	for (let start = 0; start < dark.length; start++) {
		if (dark[start] !== 1) continue
		const spot = { dots: 0, left: width, right: 0 }
		dark[start] = 2
		stack.push(start)
		for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
			const x = at % width
			const y = (at - x) / width
			spot.dots++
			spot.left = Math.min(spot.left, x)
			spot.right = Math.max(spot.right, x)
			for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
				for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
					const next = ny * width + nx
					if (dark[next] !== 1) continue
					dark[next] = 2
					stack.push(next)
				}
		}
		spots.push(spot)
	}
	return spots
}

/**
 * Checks the line next to a signature's square. It answers «empty» only for a clean box in a picture with good contrast,
 * so that a real signature is never called missing.
 */
export function inkOf(image: GreyImage, project: Projection): Ink {
	const contrast = contrastOf(image, project)
	if (contrast < LEAST_CONTRAST) return "unsure"
	const box = straighten(
		image,
		(u, v) => project(u / MODULES, v / MODULES),
		{
			left: SIGNATURE_BOX.left,
			top: -1,
			right: SIGNATURE_BOX.right,
			bottom: SIGNATURE_BOX.rule - CLEAR_OF_RULE,
		},
		SCALE,
	)
	const { columns, levels, block } = paperOf(box)
	const dark = new Uint8Array(box.data.length)
	for (const [at, level] of box.data.entries()) {
		const row = Math.floor(Math.floor(at / box.width) / block)
		const paper = levels[row * columns + Math.floor((at % box.width) / block)] ?? 255
		if (paper - level > contrast * INK_SHARE) dark[at] = 1
	}
	const spots = spotsOf(box, dark).filter(({ dots }) => dots * DOT_MM ** 2 >= SPECK_MM2)
	const area = spots.reduce((sum, { dots }) => sum + dots, 0) * DOT_MM ** 2
	const left = Math.min(...spots.map((spot) => spot.left))
	const right = Math.max(...spots.map((spot) => spot.right))
	if (area >= SIGNED_MM2 && (right - left) * DOT_MM >= SIGNED_SPAN_MM) return "signed"
	return area <= EMPTY_MM2 ? "empty" : "unsure"
}
