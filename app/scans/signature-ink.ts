import { MODULES, SIGNATURE_BOX, SIGNATURE_MODULE_MM } from "#app/documents/sheet-code/pictures.ts"
import { type GreyImage, type ImagePoint, type Projection, sample, straighten } from "./grey-image.ts"
import {
	circleThrough,
	depthsOf,
	type InkShape,
	levelEdgesOf,
	type Spot,
	shapeOf,
	spotsOf,
	withoutRules,
} from "./ink-shape.ts"
import type { Ink } from "./reading.ts"

/** Dots for each module of the square. Each dot is a tenth of a millimetre. */
const SCALE = 5
/** Around the box a coarser picture is enough. */
const COARSE = 3
/**
 * The box ends this many modules above the printed line, so that an error of one dot in a corner of the square cannot move
 * the line into it.
 */
const CLEAR_OF_RULE = 2.5
/** Ink is darker than paper by at least this share of the contrast to black. A pale ballpoint pen has a third. */
const INK_SHARE = 0.2
const LEAST_CONTRAST = 70
/** Dust and JPEG artefacts are smaller than this. */
const SPECK_MM2 = 0.12
/** A clean box shows less ink than this. */
const EMPTY_MM2 = 0.25
/** Signed lines have more ink than this. A short signature covers 5 mm² and is 8 mm wide. */
const SIGNED_MM2 = 1.8
const SIGNED_SPAN_MM = 4
/** A dash has 1, a tick 1.2, the shortest signatures of the bench 1.8. */
const LEAST_WINDING = 1.5
/** A pale pen is thin. Something pale and wide is a stain or a shadow. Widths in millimetres, in a blurred photo. */
const PENS = [
	{ below: 0.4, widest: 0.65 },
	{ below: 0.6, widest: 1.1 },
	{ below: Number.POSITIVE_INFINITY, widest: 1.6 },
] as const
/** The palest pens of the bench have 0.34; the rim of a cup has 0.26. */
const FAINT_DEPTH = 0.28
/** A line of print is flatter than any signature. */
const FLATTEST = 6.5
/**
 * Letters that run into one another in a coarse picture. Print is low, fills its lines, and many of its edges are level with
 * the line. The densest of 180 signatures filled 0.45 of its frame; five of them were as low as print and had more than 0.13
 * level edges.
 */
const PRINT = { highest: 6.5, fill: 0.46, levelEdges: 0.2 }
const CROSSING_MM = 12
/** Paler than any pen of the bench: two edges of a stain stand farther from each other than the ends of one stroke. */
const STAIN_DEPTH = 0.33
const CROSSING_STAIN_MM = 18
/** Height of the straightened box. */
const BOX_DOTS = Math.round((SIGNATURE_BOX.rule - CLEAR_OF_RULE + 1) * SCALE)

/** The levels of black and paper, measured at the corners of the square. */
function contrastOf(image: GreyImage, project: Projection): number {
	const level = (column: number, row: number) => {
		const { x, y } = project((column + 0.5) / MODULES, (row + 0.5) / MODULES)
		return sample(image, x - 0.5, y - 0.5)
	}
	// Every QR code has three finder squares, which are black in the middle with a white ring.
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

/** Whether a shape is handwriting. A signature goes up, down and back again, with one pen, and is taller than typed letters. */
export const isHandwriting = (shape: InkShape) =>
	shape.area >= SIGNED_MM2 &&
	shape.width >= SIGNED_SPAN_MM &&
	shape.height >= Math.max(3, shape.width / FLATTEST) &&
	shape.winding >= LEAST_WINDING &&
	shape.bend >= 0.5 &&
	shape.depth >= FAINT_DEPTH &&
	shape.thickness <= (PENS.find(({ below }) => shape.depth < below) ?? PENS[2]).widest

/** Whether spots are typed letters: many pieces, none of them large, in one line; or some, all low, exactly in one line. */
export function isTyped(spots: readonly Spot[], dotMm: number): boolean {
	const letters = spots.filter(({ top, bottom }) => (bottom - top) * dotMm > 1)
	if (letters.length >= 3 && standExactly(letters, dotMm)) return true
	if (letters.length < 5) return false
	const large = letters.filter(
		({ left, right, top, bottom }) => (right - left) * dotMm > 5.5 || (bottom - top) * dotMm > 5.2,
	)
	const feet = letters.map(({ bottom }) => bottom * dotMm).sort((a, b) => a - b)
	const foot = feet[Math.floor(feet.length / 2)] ?? 0
	const standing = feet.filter((one) => Math.abs(one - foot) < 0.6).length
	return large.length === 0 && standing >= letters.length * 0.6
}

/** Letters of which some run into one another. Pens do not stop at one height so often. */
function standExactly(letters: readonly Spot[], dotMm: number): boolean {
	const feet = letters.map(({ bottom }) => bottom * dotMm)
	const tallest = Math.max(...letters.map(({ top, bottom }) => (bottom - top) * dotMm))
	return tallest <= 5.2 && Math.max(...feet) - Math.min(...feet) <= 0.5
}

/** Whether ink is a line of print whose letters cannot be told from one another. */
export const isPrint = (
	box: GreyImage,
	{ area, width, height }: Pick<InkShape, "area" | "width" | "height">,
	spots: readonly Spot[],
): boolean =>
	height <= PRINT.highest &&
	(area / (width * height) >= PRINT.fill || levelEdgesOf(box, spots) >= PRINT.levelEdges)

/** Whether a shape is the edge of a stain, or a stroke from elsewhere: narrow, and through the whole box. */
export const crossesBox = ({ width, depth }: Pick<InkShape, "width" | "depth">, spots: readonly Spot[]) =>
	width < (depth < STAIN_DEPTH ? CROSSING_STAIN_MM : CROSSING_MM) &&
	spots.some(({ top }) => top === 0) &&
	spots.some(({ bottom }) => bottom >= BOX_DOTS - 2)

/** The rim of a cup, in millimetres. */
const RIM = { smallest: 9, largest: 45, width: 4.4, share: 0.97 }

/** Ink that lies on one circle and goes on beyond the box: a cup stood there. Letters of a signature leave every circle. */
export function isRim(
	{ width, height }: Pick<GreyImage, "width" | "height">,
	spots: readonly Spot[],
	dotMm: number,
): boolean {
	const goesOn = spots.some(
		({ left, right, top, bottom }) => left === 0 || top === 0 || right >= width - 1 || bottom >= height - 1,
	)
	if (!goesOn) return false
	const dots = spots.flatMap((spot) => spot.dots.map((at) => ({ x: at % width, y: Math.floor(at / width) })))
	const circle = circleThrough(dots)
	if (!circle) return false
	const radius = circle.radius * dotMm
	if (radius < RIM.smallest || radius > RIM.largest) return false
	const onIt = dots.filter(
		({ x, y }) => Math.abs(Math.hypot(x - circle.x, y - circle.y) - circle.radius) * dotMm < RIM.width / 2,
	)
	return onIt.length >= dots.length * RIM.share
}

/** The letters of a round stamp are lower than this; a signature across it is higher. */
const STAMP_LETTERS_MM = 5.2

/** Whether ink is a round stamp and nothing else: at least two arcs that go on beyond the box, and low letters between them. */
export function isStamp(box: GreyImage, spots: readonly Spot[], dotMm: number): boolean {
	const arcs = new Set(
		spots.filter(
			(spot) =>
				isRim(box, [spot], dotMm) ||
				crossesBox({ width: (spot.right - spot.left) * dotMm, depth: 1 }, [spot]),
		),
	)
	return (
		arcs.size >= 2 &&
		spots.every((spot) => arcs.has(spot) || (spot.bottom - spot.top) * dotMm <= STAMP_LETTERS_MM)
	)
}

/** The box next to the square, straightened. */
export const boxOf = (image: GreyImage, project: Projection) =>
	straighten(
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

const inkDots = (depths: Uint8Array, contrast: number) =>
	depths.map((depth) => (depth > contrast * INK_SHARE ? 1 : 0))

/** The ink in the box, without specks. Null if the box is clean. */
export function inkIn(box: GreyImage, contrast: number): { shape: InkShape; spots: Spot[] } | null {
	const dotMm = SIGNATURE_MODULE_MM / SCALE
	const depths = depthsOf(box)
	const all = spotsOf(box, inkDots(depths, contrast))
	const spots = all.filter(({ dots }) => dots.length * dotMm ** 2 >= SPECK_MM2)
	if (spots.length === 0) return null
	return { spots, shape: shapeOf(box, spots, { dotMm, contrast, depths }) }
}

/**
 * Checks the line next to a signature's square. It answers «empty» only for a clean box in a picture with good contrast and
 * nothing written next to it, so that a real signature is never called missing. It answers «signed» only for something like
 * handwriting.
 *
 * @param others the corners of the other squares in the picture: what is around them belongs to other lines
 */
export function inkOf(image: GreyImage, project: Projection, others: readonly Projection[] = []): Ink {
	const contrast = contrastOf(image, project)
	if (contrast < LEAST_CONTRAST) return "unsure"
	const box = boxOf(image, project)
	const found = inkIn(box, contrast)
	if (!found || found.shape.area <= EMPTY_MM2)
		return isWrittenBeside(image, project, contrast, others) ? "beside" : "empty"
	const { shape, spots } = found
	const isSignature =
		isHandwriting(shape) &&
		!isTyped(spots, SIGNATURE_MODULE_MM / SCALE) &&
		!isPrint(box, shape, spots) &&
		!crossesBox(shape, spots) &&
		!isRim(box, spots, SIGNATURE_MODULE_MM / SCALE) &&
		!isStamp(box, spots, SIGNATURE_MODULE_MM / SCALE)
	return isSignature ? "signed" : "clutter"
}

/** Where people sign when they miss the line, in modules of the square: above, below, over the date and over the name. */
const AROUND = { left: -125, top: -52, right: 190, bottom: 58 }
/** A signature is taller than print and smaller than this. Larger things are tables and frames. */
const TALLER_THAN_PRINT_MM = 4.6
const LARGEST_MM = { width: 55, height: 24 }
const SQUARE_MARGIN = 1.5
/** Runs of dark dots of at least this length are ruled lines. Where a line is removed, the ink on both sides becomes one spot again. */
const RULE_MM = 9
const REACH = 3

/** Converts a point of the picture into modules of a square. `project` is flat, so three points determine the conversion. */
function inverseOf(project: Projection): (point: ImagePoint) => ImagePoint {
	const [o, right, down] = [project(0, 0), project(1, 0), project(0, 1)]
	const [ax, ay, bx, by] = [right.x - o.x, right.y - o.y, down.x - o.x, down.y - o.y]
	const area = ax * by - ay * bx || 1
	return ({ x, y }) => ({
		x: (((x - o.x) * by - (y - o.y) * bx) / area) * MODULES,
		y: (((y - o.y) * ax - (x - o.x) * ay) / area) * MODULES,
	})
}

const isInSquare = ({ x, y }: ImagePoint) =>
	Math.min(x, y) > -SQUARE_MARGIN && Math.max(x, y) < MODULES + SQUARE_MARGIN

/** Ink whose middle is here belongs to the line of this square. */
const belongs = ({ x, y }: ImagePoint) => x > 0 && x < SIGNATURE_BOX.right + 6 && y > -4 && y < MODULES + 3

function isWrittenBeside(
	image: GreyImage,
	project: Projection,
	contrast: number,
	others: readonly Projection[],
): boolean {
	const dotMm = SIGNATURE_MODULE_MM / COARSE
	const place = (u: number, v: number) => project(u / MODULES, v / MODULES)
	const around = straighten(image, place, AROUND, COARSE)
	const depths = depthsOf(around)
	const dark = inkDots(depths, contrast)
	const elsewhere = others.map(inverseOf)
	for (const at of dark.keys()) {
		if (dark[at] !== 1) continue
		const u = AROUND.left + (at % around.width) / COARSE
		const v = AROUND.top + Math.floor(at / around.width) / COARSE
		const own = u > -SQUARE_MARGIN && u < SIGNATURE_BOX.right + 1 && v > -SQUARE_MARGIN && v < MODULES + 1
		if (own || elsewhere.some((toModules) => isInSquare(toModules(place(u, v))))) dark[at] = 0
	}
	// A signature over a table appears once the ruled lines are removed. A signature over print appears only while no gaps are closed.
	const ruled = withoutRules(around, dark, Math.round(RULE_MM / dotMm))
	return [...spotsOf(around, dark), ...spotsOf(around, ruled, REACH)].some((spot) => {
		const height = (spot.bottom - spot.top) * dotMm
		const width = (spot.right - spot.left) * dotMm
		if (height < TALLER_THAN_PRINT_MM || height > LARGEST_MM.height || width > LARGEST_MM.width) return false
		// The edge of the sheet and the tables above and below extend beyond the area that is checked.
		const reachesOut = spot.top === 0 || spot.bottom === around.height - 1
		const middle = place(
			AROUND.left + (spot.left + spot.right) / 2 / COARSE,
			AROUND.top + (spot.top + spot.bottom) / 2 / COARSE,
		)
		return (
			!reachesOut &&
			!elsewhere.some((toModules) => belongs(toModules(middle))) &&
			isHandwriting(shapeOf(around, [spot], { dotMm, contrast, depths }))
		)
	})
}
