import type { Dice } from "../random.ts"
import type { PrintedLine } from "./print-papers.ts"

// What people leave on a signature line, drawn as SVG in millimetres.

export const MARKS = [
	"signature",
	"short signature",
	"pale signature",
	"nothing",
	"signature beside",
	"fold",
	"tick",
	"dash",
	"typed name",
	"coffee",
] as const
export type Mark = (typeof MARKS)[number]

/** What the reader should say about it. «other» is anything except «signed» and «empty». */
export const TRUTH: Readonly<Record<Mark, "signed" | "empty" | "other" | "notSigned">> = {
	signature: "signed",
	"short signature": "signed",
	"pale signature": "signed",
	nothing: "empty",
	"signature beside": "other",
	fold: "notSigned",
	tick: "notSigned",
	dash: "notSigned",
	"typed name": "notSigned",
	coffee: "notSigned",
}

type Point = readonly [number, number]

/** A smooth line through all points (Catmull–Rom), in pieces, because the pressure of a pen varies. */
function stroke(points: readonly Point[], dice: Dice, ink: string, width: number): string {
	const at = (index: number) => points[Math.max(0, Math.min(points.length - 1, index))] as Point
	let pieces = ""
	let pressed = width
	for (let index = 0; index + 1 < points.length; index++) {
		const [a, b, c, d] = [at(index - 1), at(index), at(index + 1), at(index + 2)]
		const one = [b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6]
		const two = [c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6]
		pressed = Math.max(width * 0.6, Math.min(width * 1.5, pressed + dice.error() * 0.06))
		pieces += `<path d="M${b} C${one} ${two} ${c}" stroke-width="${pressed.toFixed(2)}"/>`
	}
	return `<g fill="none" stroke="${ink}" stroke-linecap="round">${pieces}</g>`
}

const PENS = ["rgb(24,38,140)", "rgb(35,60,170)", "rgb(15,15,20)", "rgb(60,30,120)", "rgb(40,40,60)"] as const

/** A handwritten signature: letters as arcs and loops of random height, then often a flourish. */
function signature(
	dice: Dice,
	x: number,
	y: number,
	width: number,
	height: number,
	ink: string,
	pen: number,
) {
	const points: Point[] = []
	const letters = Math.max(3, Math.round(width / dice.between(2.6, 5)))
	for (let letter = 0; letter < letters; letter++) {
		const share = letter / (letters - 1)
		const left = x - width / 2 + width * share
		const tall = height * (letter === 0 ? 1 : dice.between(0.25, 0.75))
		points.push([left - dice.between(0, 1.5), y + dice.between(-0.8, 0.8)])
		points.push([left + dice.between(-0.8, 1.2), y - tall])
		if (dice.chance(0.4)) points.push([left - dice.between(0.5, 2), y - tall * dice.between(0.4, 0.8)])
		if (dice.chance(0.25)) points.push([left + dice.between(0, 1), y + dice.between(0.5, 2.5)])
	}
	if (dice.chance(0.5))
		points.push(
			[x + width / 2 + dice.between(0, 3), y - height * dice.between(0.1, 0.5)],
			[x - width * dice.between(0, 0.4), y + dice.between(0.5, 2)],
			[x + width / 2 + dice.between(0, 4), y + dice.between(-1, 1.5)],
		)
	return stroke(points, dice, ink, pen)
}

/**
 * How far next to the box a signature is: above, below, left (over the date) or right (over the name). If there are several
 * lines one above the other, nobody could tell to which one a signature above or below belongs.
 */
function asideOf(dice: Dice, isAlone: boolean): Point {
	const [above, below] = isAlone ? (["above", "below"] as const) : (["left", "right"] as const)
	const away = dice.pick([above, below, "left", "right"] as const)
	if (away === "above") return [dice.between(-5, 5), -dice.between(17, 24)]
	if (away === "below") return [dice.between(-8, 8), dice.between(10, 16)]
	if (away === "left") return [-dice.between(48, 60), dice.between(-2, 3)]
	return [dice.between(38, 46), dice.between(-1, 4)]
}

const NAMES = [
	"М. И. Иванова",
	"Петрова А. С.",
	"О. В. Кузнецова",
	"Сидоров П. П.",
	"ИВАНОВА М. И.",
	"Лаптева",
	"Куулар",
	"согласна",
] as const

/** @param isAlone there is no other signature line above or below */
export function drawMark(mark: Mark, { x, y }: PrintedLine, dice: Dice, isAlone: boolean): string {
	const ink = dice.pick(PENS)
	const pen = dice.between(0.3, 0.7)
	const [cx, cy] = [x + dice.between(-4, 4), y - dice.between(1, 3)]
	switch (mark) {
		case "nothing":
			return ""
		case "signature":
			return signature(dice, cx, cy, dice.between(14, 30), dice.between(5, 11), ink, pen)
		case "short signature":
			return signature(dice, cx, cy, dice.between(8, 12), dice.between(4, 8), ink, pen)
		case "pale signature": {
			const grey = dice.whole(120, 165)
			const pale = `rgb(${grey - 15},${grey - 5},${grey + 25})`
			return signature(
				dice,
				cx,
				cy,
				dice.between(14, 30),
				dice.between(5, 10),
				pale,
				dice.between(0.25, 0.45),
			)
		}
		case "signature beside": {
			const [dx, dy] = asideOf(dice, isAlone)
			return signature(dice, x + dx, y + dy, dice.between(12, 22), dice.between(5, 7.5), ink, pen)
		}
		case "fold": {
			const slope = dice.error() * 0.03
			const at = y - dice.between(2, 9)
			const dark = dice.between(0.15, 0.45)
			const line = (shift: number, colour: string, wide: number, opacity: number) =>
				`<path d="M0 ${at + shift - x * slope} L210 ${at + shift + (210 - x) * slope}" stroke="${colour}" stroke-width="${wide}" opacity="${opacity}"/>`
			return (
				line(dice.between(0.8, 2), "black", dice.between(2, 5), dark * 0.3) +
				line(0, "black", dice.between(0.3, 0.9), dark) +
				line(-0.7, "white", 0.5, 0.8)
			)
		}
		case "tick": {
			const side = dice.between(4, 8)
			const left = x + dice.between(-12, 8)
			return stroke(
				[
					[left, cy - side * 0.45],
					[left + side * 0.3, cy],
					[left + side, cy - side * dice.between(0.9, 1.2)],
				],
				dice,
				ink,
				pen,
			)
		}
		case "dash": {
			const half = dice.between(4, 12)
			const at = y - dice.between(2.5, 6)
			return stroke(
				[
					[x - half, at + dice.error() * 0.4],
					[x, at + dice.error() * 0.3],
					[x + half, at + dice.error() * 0.4],
				],
				dice,
				ink,
				pen,
			)
		}
		case "typed name": {
			const font = dice.pick(["Liberation Serif", "Liberation Sans", "Liberation Mono"] as const)
			return `<text x="${x}" y="${y - dice.between(0.8, 1.6)}" text-anchor="middle" font-family="${font}" font-size="${dice.between(3.6, 4.8)}">${dice.pick(NAMES)}</text>`
		}
		case "coffee": {
			const radius = dice.between(14, 32)
			const angle = dice.between(0, Math.PI * 2)
			const [ox, oy] = [x + Math.cos(angle) * radius, y - 5 + Math.sin(angle) * radius]
			const rings = [0, 1, 2].map(
				(ring) =>
					`<circle cx="${ox + dice.error() * 0.4}" cy="${oy + dice.error() * 0.4}" r="${radius - ring * 0.7}" fill="none" stroke="rgb(110,70,35)" stroke-width="${dice.between(0.8, 2.6)}" opacity="${dice.between(0.12, 0.3)}"/>`,
			)
			return `${rings.join("")}<circle cx="${ox}" cy="${oy}" r="${radius}" fill="rgb(150,110,60)" opacity="${dice.between(0, 0.12)}"/>`
		}
	}
}
