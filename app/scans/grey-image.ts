/** Shades of grey: one byte for each dot, 0 is black, row by row. */
export interface GreyImage {
	width: number
	height: number
	data: Uint8Array
}

export interface ImagePoint {
	x: number
	y: number
}

/** Maps a point of a flat object, in the object's units, to a point of the picture. */
export type Projection = (u: number, v: number) => ImagePoint

/**
 * The projection of a square whose corners (0, 0), (1, 0), (1, 1), (0, 1) appear at these points. It also holds outside
 * the square.
 */
export function projectionOf([a, b, c, d]: readonly [
	ImagePoint,
	ImagePoint,
	ImagePoint,
	ImagePoint,
]): Projection {
	const sumX = a.x - b.x + c.x - d.x
	const sumY = a.y - b.y + c.y - d.y
	const dx1 = b.x - c.x
	const dx2 = d.x - c.x
	const dy1 = b.y - c.y
	const dy2 = d.y - c.y
	const divisor = dx1 * dy2 - dx2 * dy1
	const g = divisor === 0 ? 0 : (sumX * dy2 - dx2 * sumY) / divisor
	const h = divisor === 0 ? 0 : (dx1 * sumY - sumX * dy1) / divisor
	return (u, v) => {
		const w = g * u + h * v + 1
		return {
			x: ((b.x - a.x + g * b.x) * u + (d.x - a.x + h * d.x) * v + a.x) / w,
			y: ((b.y - a.y + g * b.y) * u + (d.y - a.y + h * d.y) * v + a.y) / w,
		}
	}
}

/** A projection without perspective. An error of one dot in a corner then matters less far from the square. */
export function flatProjectionOf([a, b, c, d]: readonly [
	ImagePoint,
	ImagePoint,
	ImagePoint,
	ImagePoint,
]): Projection {
	const right = { x: (b.x - a.x + c.x - d.x) / 2, y: (b.y - a.y + c.y - d.y) / 2 }
	const down = { x: (d.x - a.x + c.x - b.x) / 2, y: (d.y - a.y + c.y - b.y) / 2 }
	const centre = { x: (a.x + b.x + c.x + d.x) / 4, y: (a.y + b.y + c.y + d.y) / 4 }
	return (u, v) => ({
		x: centre.x + right.x * (u - 0.5) + down.x * (v - 0.5),
		y: centre.y + right.y * (u - 0.5) + down.y * (v - 0.5),
	})
}

/** Interpolates between dots. Outside the picture everything is white. */
export function sample({ width, height, data }: GreyImage, x: number, y: number): number {
	const left = Math.floor(x)
	const top = Math.floor(y)
	if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return 255
	const at = top * width + left
	const dx = x - left
	const dy = y - top
	const above = (data[at] ?? 255) * (1 - dx) + (data[at + 1] ?? 255) * dx
	const below = (data[at + width] ?? 255) * (1 - dx) + (data[at + width + 1] ?? 255) * dx
	return above * (1 - dy) + below * dy
}

/**
 * Cuts out a part of a flat object and straightens it. `left` and the other edges are in the object's units, `scale` is
 * dots for each unit.
 */
export function straighten(
	image: GreyImage,
	project: Projection,
	{ left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
	scale: number,
): GreyImage {
	const width = Math.round((right - left) * scale)
	const height = Math.round((bottom - top) * scale)
	const data = new Uint8Array(width * height)
	for (let row = 0; row < height; row++)
		for (let column = 0; column < width; column++) {
			const { x, y } = project(left + (column + 0.5) / scale, top + (row + 0.5) / scale)
			data[row * width + column] = Math.round(sample(image, x - 0.5, y - 0.5))
		}
	return { width, height, data }
}

const BLOCK = 24
/** The share of a block's lightest dots that count as paper. */
const PAPER_SHARE = 0.15

/** The lightness of the paper in each block: that of its lightest dots, but never much darker than its neighbours. */
export function paperOf({ width, height, data }: GreyImage) {
	const columns = Math.ceil(width / BLOCK)
	const rows = Math.ceil(height / BLOCK)
	const levels = new Float32Array(columns * rows)
	const histogram = new Uint32Array(256)
	for (let row = 0; row < rows; row++)
		for (let column = 0; column < columns; column++) {
			histogram.fill(0)
			let count = 0
			for (let y = row * BLOCK; y < Math.min(height, (row + 1) * BLOCK); y += 2)
				for (let x = column * BLOCK; x < Math.min(width, (column + 1) * BLOCK); x += 2) {
					const level = data[y * width + x] ?? 0
					histogram[level] = (histogram[level] ?? 0) + 1
					count++
				}
			let left = Math.max(1, count * PAPER_SHARE)
			let level = 255
			while (level > 0 && left > 0) left -= histogram[level--] ?? 0
			levels[row * columns + column] = level + 1
		}
	return { columns, rows, levels, block: BLOCK }
}

/** Removes shadows and uneven light: paper becomes white everywhere, and ink keeps its contrast to the paper around it. */
export function evenOut(image: GreyImage): GreyImage {
	const { width, height, data } = image
	const { columns, rows, levels } = paperOf(image)
	const paper: GreyImage = { width: columns, height: rows, data: Uint8Array.from(levels) }
	const evened = new Uint8Array(data.length)
	for (let y = 0; y < height; y++) {
		const v = Math.min(Math.max(y / BLOCK - 0.5, 0), rows - 1.001)
		for (let x = 0; x < width; x++) {
			const level = sample(paper, Math.min(Math.max(x / BLOCK - 0.5, 0), columns - 1.001), v)
			evened[y * width + x] = Math.min(255, ((data[y * width + x] ?? 255) * 245) / Math.max(level, 40))
		}
	}
	return { width, height, data: evened }
}

/**
 * The difference in lightness between the lightest and the darkest tenth of the paper. A scanner's lamp stays below it;
 * daylight exceeds it.
 */
const EVEN_SPREAD = 24

/** Whether the paper is equally light everywhere, as in a scanner. Then nothing needs to be evened out. */
export function isEvenlyLit(image: GreyImage): boolean {
	const levels = [...paperOf(image).levels].sort((a, b) => a - b)
	const at = (share: number) => levels[Math.floor((levels.length - 1) * share)] ?? 0
	return at(0.9) - at(0.1) < EVEN_SPREAD
}

/** Only the area inside these margins counts, because scanners leave shadows at the edges. */
const EDGE = 0.04
/** A dot belongs to a mark if it is darker than the surrounding paper by this many of 255 levels. */
const MARK = 48
/** The share of a sheet that marks cover. Even a page number covers more. */
const BLANK_SHARE = 0.00004

/** Whether a sheet is blank, with fewer marks than dust leaves. */
export function showsNothing(image: GreyImage): boolean {
	const { width, height, data } = image
	const { columns, levels } = paperOf(image)
	let marks = 0
	let looked = 0
	for (let y = Math.round(height * EDGE); y < height * (1 - EDGE); y++)
		for (let x = Math.round(width * EDGE); x < width * (1 - EDGE); x++) {
			looked++
			const paper = levels[Math.floor(y / BLOCK) * columns + Math.floor(x / BLOCK)] ?? 255
			if (paper - (data[y * width + x] ?? 255) > MARK) marks++
		}
	return marks < looked * BLANK_SHARE
}
