import { describe, expect, test } from "vitest"
import { SIGNATURE_BOX, SIGNATURE_MODULE_MM } from "#app/documents/sheet-code/pictures.ts"
import type { GreyImage } from "./grey-image.ts"
import { crossesBox, inkIn, isPrint, isRim, isStamp, isTyped } from "./signature-ink.ts"

const DOT_MM = SIGNATURE_MODULE_MM / 5
const [WIDTH, HEIGHT] = [(SIGNATURE_BOX.right - SIGNATURE_BOX.left) * 5, 93]
/** The contrast of print in the pictures below. */
const CONTRAST = 200

/** An empty box in which a pen of this width, in millimetres, has gone along a way; points in millimetres. */
function drawn(way: (share: number) => { x: number; y: number }, pen: number, ink: number): GreyImage {
	const data = new Uint8Array(WIDTH * HEIGHT).fill(255)
	for (let step = 0; step <= 4000; step++) {
		const { x, y } = way(step / 4000)
		const [column, row, reach] = [x / DOT_MM, y / DOT_MM, pen / 2 / DOT_MM]
		for (let v = Math.ceil(row - reach); v <= row + reach; v++)
			for (let u = Math.ceil(column - reach); u <= column + reach; u++)
				if (u >= 0 && v >= 0 && u < WIDTH && v < HEIGHT && Math.hypot(u - column, v - row) <= reach)
					data[v * WIDTH + u] = 255 - ink
	}
	return { width: WIDTH, height: HEIGHT, data }
}

/** A cup stood there: its middle and its radius, in millimetres. */
const rim = (x: number, y: number, radius: number) =>
	drawn(
		(share) => ({
			x: x + Math.cos(share * Math.PI * 2) * radius,
			y: y + Math.sin(share * Math.PI * 2) * radius,
		}),
		1.2,
		58,
	)
/** Letters: up and down while the pen goes right. */
const letters = (height: number, middle: number) =>
	drawn(
		(share) => ({ x: 6 + share * 20, y: middle + (Math.sin(share * 40) * height * (1 - share / 2)) / 2 }),
		0.4,
		150,
	)
const inkOf = (box: GreyImage) => {
	const found = inkIn(box, CONTRAST)
	if (!found) throw new Error("nothing was drawn")
	return found
}

describe("the rim of a cup", () => {
	test.each([
		[17, 22, 14],
		[10, -12, 18],
		[30, 30, 24],
	])("is told from handwriting, wherever it goes through the box: middle %i, %i, radius %i", (x, y, radius) => {
		const box = rim(x, y, radius)
		expect(isRim(box, inkOf(box).spots, DOT_MM)).toBe(true)
	})

	test.each([
		[7, 5],
		[9, 6],
		[5, 7],
	])("is nothing that goes up and down, even where it leaves the box: height %i, middle %i", (height, middle) => {
		const box = letters(height, middle)
		expect(isRim(box, inkOf(box).spots, DOT_MM)).toBe(false)
	})
})

test("two pale edges through the whole box are a stain, two strokes of a pen as far from each other are not", () => {
	const spots = [
		{ dots: [], left: 40, right: 60, top: 0, bottom: 92 },
		{ dots: [], left: 150, right: 170, top: 0, bottom: 92 },
	]
	expect(crossesBox({ width: 14, depth: 0.3 }, spots)).toBe(true)
	expect(crossesBox({ width: 14, depth: 0.5 }, spots)).toBe(false)
})

/** Several pictures of the same box, one over the other. */
const together = (...boxes: GreyImage[]): GreyImage => ({
	width: WIDTH,
	height: HEIGHT,
	data: Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) =>
		Math.min(...boxes.map(({ data }) => data[at] ?? 255)),
	),
})
const ring = (radius: number) =>
	drawn(
		(share) => ({
			x: 18 + Math.cos(share * Math.PI * 2) * radius,
			y: 5 + Math.sin(share * Math.PI * 2) * radius,
		}),
		0.5,
		150,
	)

describe("a round stamp", () => {
	test("is no signature, whatever stands in its middle", () => {
		const box = together(ring(15), ring(13.4), letters(3, 4))
		expect(isStamp(box, inkOf(box).spots, DOT_MM)).toBe(true)
	})
	test("does not take away the signature that was written across it", () => {
		const across = drawn((share) => ({ x: 1 + share * 34, y: 5 + Math.sin(share * 30) * 4 }), 0.5, 150)
		const box = together(ring(15), ring(13.4), across)
		expect(isStamp(box, inkOf(box).spots, DOT_MM)).toBe(false)
	})
	test("is not seen in one stroke through the box", () => {
		const box = letters(9, 6)
		expect(isStamp(box, inkOf(box).spots, DOT_MM)).toBe(false)
	})
})

describe("print whose letters run into one another", () => {
	const spot = (left: number, width: number, height: number, foot: number) => ({
		dots: [],
		left: left / DOT_MM,
		right: (left + width) / DOT_MM,
		top: (foot - height) / DOT_MM,
		bottom: foot / DOT_MM,
	})

	test("stands on one line, even in few pieces", () => {
		expect(isTyped([spot(3, 2.9, 3, 9.1), spot(6, 6.1, 2.2, 9), spot(12, 3.9, 2.1, 8.9)], DOT_MM)).toBe(true)
		expect(isTyped([spot(3, 5, 6, 9.1), spot(9, 6, 3, 8.1), spot(16, 4, 4, 9.6)], DOT_MM)).toBe(false)
	})
	test("in one piece fills its line, which handwriting does not", () => {
		const box = letters(6, 5)
		const { shape, spots } = inkOf(box)
		expect(isPrint(box, shape, spots)).toBe(false)
		expect(isPrint(box, { area: 40, width: 20, height: 4 }, spots)).toBe(true)
		expect(isPrint(box, { area: 90, width: 20, height: 9 }, spots)).toBe(false)
	})
	test("has edges level with the line", () => {
		const bars = together(...[3, 4.5, 6].map((y) => drawn((share) => ({ x: 5 + share * 20, y }), 0.4, 150)))
		const { spots } = inkOf(bars)
		expect(isPrint(bars, { area: 20, width: 20, height: 4 }, spots)).toBe(true)
	})
})
