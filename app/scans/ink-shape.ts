import { type GreyImage, paperOf } from "./grey-image.ts"

/** One connected piece of ink; dots that touch at corners are connected. Lengths are in dots. */
export interface Spot {
	dots: number[]
	left: number
	right: number
	top: number
	bottom: number
}

/** The shape of some ink, in millimetres. */
export interface InkShape {
	area: number
	width: number
	height: number
	/** The length of the pen's way, measured on the thinned ink. */
	length: number
	/** How wide the pen is. */
	thickness: number
	/** The ratio of the pen's way to the size of the ink: 1 for a dash, more than 2 for letters. */
	winding: number
	/** Mean distance of the ink from the straight line through it. */
	bend: number
	/** How dark the ink is, as a share of the print's contrast. */
	depth: number
}

/** How much darker each dot is than the paper around it. */
export function depthsOf(image: GreyImage): Uint8Array {
	const { columns, levels, block } = paperOf(image)
	return image.data.map((level, at) => {
		const row = Math.floor(Math.floor(at / image.width) / block)
		const paper = levels[row * columns + Math.floor((at % image.width) / block)] ?? 255
		return Math.max(0, paper - level)
	})
}

/** Removes ruled lines, for example of tables: straight runs of dark dots along the sheet. */
export function withoutRules({ width, height }: GreyImage, dark: Uint8Array, least: number): Uint8Array {
	const left = Uint8Array.from(dark)
	const clear = (lines: number, length: number, place: (line: number, along: number) => number) => {
		for (let line = 0; line < lines; line++)
			for (let along = 0, from = 0; along <= length; along++) {
				if (along < length && dark[place(line, along)] === 1) continue
				if (along - from >= least) for (let one = from; one < along; one++) left[place(line, one)] = 0
				from = along + 1
			}
	}
	clear(height, width, (row, column) => row * width + column)
	clear(width, height, (column, row) => row * width + column)
	return left
}

/** @param reach dots at most this far apart belong together */
export function spotsOf({ width, height }: GreyImage, dark: Uint8Array, reach = 1): Spot[] {
	const spots: Spot[] = []
	const seen = Uint8Array.from(dark)
	const stack: number[] = []
	for (let start = 0; start < seen.length; start++) {
		if (seen[start] !== 1) continue
		const spot: Spot = { dots: [], left: width, right: 0, top: height, bottom: 0 }
		seen[start] = 2
		stack.push(start)
		for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
			const x = at % width
			const y = (at - x) / width
			spot.dots.push(at)
			spot.left = Math.min(spot.left, x)
			spot.right = Math.max(spot.right, x)
			spot.top = Math.min(spot.top, y)
			spot.bottom = Math.max(spot.bottom, y)
			for (let ny = Math.max(0, y - reach); ny <= Math.min(height - 1, y + reach); ny++)
				for (let nx = Math.max(0, x - reach); nx <= Math.min(width - 1, x + reach); nx++) {
					const next = ny * width + nx
					if (seen[next] !== 1) continue
					seen[next] = 2
					stack.push(next)
				}
		}
		spots.push(spot)
	}
	return spots
}

/** The circle nearest to the dots (Kåsa, 1976), in dots; null for dots on one straight line. */
export function circleThrough(
	dots: readonly { x: number; y: number }[],
): { x: number; y: number; radius: number } | null {
	const count = dots.length
	const mean = (of: (dot: { x: number; y: number }) => number) =>
		dots.reduce((sum, dot) => sum + of(dot), 0) / count
	const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)]
	let [uu, uv, vv, uuu, vvv, uvv, uuv] = [0, 0, 0, 0, 0, 0, 0]
	for (const { x, y } of dots) {
		const [u, v] = [x - mx, y - my]
		uu += u * u
		uv += u * v
		vv += v * v
		uuu += u * u * u
		vvv += v * v * v
		uvv += u * v * v
		uuv += u * u * v
	}
	const determinant = 2 * (uu * vv - uv * uv)
	if (Math.abs(determinant) < 1e-6 * (uu + vv) ** 2) return null
	const u = (vv * (uuu + uvv) - uv * (vvv + uuv)) / determinant
	const v = (uu * (vvv + uuv) - uv * (uuu + uvv)) / determinant
	return { x: mx + u, y: my + v, radius: Math.sqrt(u * u + v * v + (uu + vv) / count) }
}

/** Edges steeper than this, in levels of grey, count. */
const LEAST_EDGE = 60
/** Within about seven degrees an edge is level. */
const LEVEL = Math.tan((7.5 * Math.PI) / 180)

/** The share of the edges around some ink that are level with the picture. Curves have edges of all directions. */
export function levelEdgesOf({ width, height, data }: GreyImage, spots: readonly Spot[]): number {
	const near = new Set<number>()
	for (const { dots } of spots)
		for (const at of dots)
			for (let row = -2; row <= 2; row++)
				for (let column = -2; column <= 2; column++) near.add(at + row * width + column)
	let [level, all] = [0, 0]
	for (const at of near) {
		const x = at % width
		const y = (at - x) / width
		if (x < 2 || y < 2 || x >= width - 2 || y >= height - 2) continue
		// Sobel's operator over five dots, because the picture was made larger.
		const dot = (column: number, row: number) => data[at + row * width + column] ?? 0
		const across = dot(2, -1) + 2 * dot(2, 0) + dot(2, 1) - dot(-2, -1) - 2 * dot(-2, 0) - dot(-2, 1)
		const down = dot(-1, 2) + 2 * dot(0, 2) + dot(1, 2) - dot(-1, -2) - 2 * dot(0, -2) - dot(1, -2)
		const steepness = Math.hypot(across, down)
		if (steepness < LEAST_EDGE) continue
		all += steepness
		// The grey changes across an edge, so at a level edge it changes downwards.
		if (Math.abs(across) <= Math.abs(down) * LEVEL) level += steepness
	}
	return all > 0 ? level / all : 0
}

/** Thins ink to lines of one dot (Zhang and Suen, 1984). `dots` have a margin of one dot around them. */
function thin(dots: Uint8Array, width: number): void {
	const around = [-width, 1 - width, 1, width + 1, width, width - 1, -1, -width - 1]
	for (let changed = true; changed; ) {
		changed = false
		for (const phase of [0, 1]) {
			const gone: number[] = []
			for (let at = width; at < dots.length - width; at++) {
				if (dots[at] !== 1) continue
				const near = around.map((step) => dots[at + step] ?? 0)
				const count = near.reduce((sum, one) => sum + one, 0)
				if (count < 2 || count > 6) continue
				let turns = 0
				for (let side = 0; side < 8; side++) if (near[side] === 0 && near[(side + 1) % 8] === 1) turns++
				const [north = 0, , east = 0, , south = 0, , west = 0] = near
				const [a, b] =
					phase === 0
						? [north * east * south, east * south * west]
						: [north * east * west, north * south * west]
				if (turns === 1 && a === 0 && b === 0) gone.push(at)
			}
			for (const at of gone) dots[at] = 0
			changed ||= gone.length > 0
		}
	}
}

/** Converts a count of dots on a thinned line into a length: a diagonal step is longer than a straight one. */
const STEP = 1.12

/** Measures several spots as one shape. @param dotMm the side of a dot; `contrast` is the contrast of the print, in levels */
export function shapeOf(
	image: Pick<GreyImage, "width">,
	spots: readonly Spot[],
	{ dotMm, contrast, depths }: { dotMm: number; contrast: number; depths: Uint8Array },
): InkShape {
	const left = Math.min(...spots.map((spot) => spot.left))
	const right = Math.max(...spots.map((spot) => spot.right))
	const top = Math.min(...spots.map((spot) => spot.top))
	const bottom = Math.max(...spots.map((spot) => spot.bottom))
	const wide = right - left + 3
	const cut = new Uint8Array(wide * (bottom - top + 3))
	let [count, sumX, sumY, sumXX, sumXY, sumYY, darkness] = [0, 0, 0, 0, 0, 0, 0]
	for (const { dots } of spots)
		for (const at of dots) {
			const x = at % image.width
			const y = (at - x) / image.width
			cut[(y - top + 1) * wide + x - left + 1] = 1
			count++
			sumX += x
			sumY += y
			sumXX += x * x
			sumXY += x * y
			sumYY += y * y
			darkness += depths[at] ?? 0
		}
	thin(cut, wide)
	const length = cut.reduce((sum, one) => sum + one, 0) * STEP
	const varX = sumXX / count - (sumX / count) ** 2
	const varY = sumYY / count - (sumY / count) ** 2
	const both = sumXY / count - (sumX * sumY) / count ** 2
	const minor = (varX + varY) / 2 - Math.sqrt(((varX - varY) / 2) ** 2 + both ** 2)
	return {
		area: count * dotMm ** 2,
		width: (right - left + 1) * dotMm,
		height: (bottom - top + 1) * dotMm,
		length: length * dotMm,
		thickness: (count / Math.max(1, length)) * dotMm,
		winding: length / Math.hypot(right - left + 1, bottom - top + 1),
		bend: Math.sqrt(Math.max(0, minor)) * dotMm,
		depth: darkness / count / contrast,
	}
}
