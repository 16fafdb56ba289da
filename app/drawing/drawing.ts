import type { GraphState } from "./machine-graph.ts"
import { textWidth } from "./text-width.ts"

export interface Point {
	x: number
	y: number
}

/** All lengths are CSS pixels from the upper left corner of the drawing. */
export interface Rect extends Point {
	width: number
	height: number
}

export interface DrawnState extends GraphState {
	/** The outermost frame. */
	rect: Rect
	/** The name, broken into lines that fit. */
	lines: string[]
	/** The place of a box's name. For a state it is the whole frame. */
	head: Rect
}

/** One event on a line, with the transitions that it represents. A line from a box represents those of all its states. */
export interface DrawnEvent {
	transitions: string[]
	lines: string[]
	who: string[]
}

export interface DrawnEdge {
	id: string
	/** Empty for the event that creates a subject. */
	from: string
	to: string
	/** Neighbouring points have the same x or the same y. */
	points: Point[]
	label: Rect
	/** True if the label is to the left of its line. */
	isLeft: boolean
	events: DrawnEvent[]
}

export interface Drawing {
	name: string
	version: number
	width: number
	height: number
	/** Each box comes before the states in it. */
	states: DrawnState[]
	edges: DrawnEdge[]
	/** The dot where the drawing begins. */
	start: Rect
}

/** Sizes that the layout and the drawing share. */
export const SIZES = {
	node: { width: 222, height: 72 },
	/** The block with the count, to the left of a state. */
	count: 56,
	/** The distance of a final state's outer frame. */
	frame: 4,
	start: 14,
	corner: 8,
	boxHead: 40,
	boxName: { size: 15, weight: "600" },
	name: { size: 14, weight: "600", line: 17 },
	event: { size: 13, weight: "500", line: 17 },
	who: { size: 12, weight: "400", line: 16 },
	/** The numbers of steps. */
	step: { size: 13, weight: "700", height: 22, padding: 12 },
	/** Between a line and its label: room for the numbers of steps on the line. */
	labelGap: 12,
	/** Between the events of one line. */
	between: 4,
} as const

/** The path of a line with rounded corners, in SVG notation. */
export function roundedPath(points: readonly Point[], radius: number = SIZES.corner): string {
	const [first, ...rest] = points
	if (!first) return ""
	const steps = rest.map((point, index) => {
		const before = points[index]
		const after = rest[index + 1]
		if (!before || !after) return `L${at(point)}`
		const r = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2)
		return `L${at(towards(point, before, r))} Q${at(point)} ${at(towards(point, after, r))}`
	})
	return [`M${at(first)}`, ...steps].join(" ")
}

/** The place for the numbers of steps on a line: near its middle, but not on its label. */
export function stepsRect({ points, label }: Pick<DrawnEdge, "points" | "label">, width: number): Rect {
	const { height } = SIZES.step
	const around = ({ x, y }: Point): Rect => ({ x: x - width / 2, y: y - height / 2, width, height })
	const places = along(points, 4)
	const middle = places.length / 2
	const nearest = places
		.map((place, index) => ({ rect: around(place), off: Math.abs(index - middle) }))
		.sort((a, b) => a.off - b.off)
	const free = nearest.find(({ rect }) => {
		const apart =
			rect.x > label.x + label.width ||
			rect.x + rect.width < label.x ||
			rect.y > label.y + label.height ||
			rect.y + rect.height < label.y
		return apart
	})
	return (free ?? nearest[0])?.rect ?? around({ x: 0, y: 0 })
}

/** The place for the numbers of steps that no line shows: to the right of the state's frame, away from its words. */
export function outsideRect(
	{ rect, isFinal }: DrawnState,
	steps: readonly number[],
): Rect & { text: string } {
	const text = steps.length > 2 ? `${steps[0]}…${steps.at(-1)}` : steps.join(", ")
	const width = stepsWidth(text)
	const off = 6 + (isFinal ? SIZES.frame : 0)
	return { x: rect.x + rect.width - off - width, y: rect.y + off, width, height: SIZES.step.height, text }
}

export function stepsWidth(text: string): number {
	const { size, weight, height, padding } = SIZES.step
	return Math.max(height, Math.ceil(textWidth(text, size, weight)) + padding)
}

/** Points along a line at equal distances, without its two ends. */
function along(points: readonly Point[], every: number): Point[] {
	return points.slice(1).flatMap((end, index) => {
		const start = points[index] ?? end
		const count = Math.floor(distance(start, end) / every)
		return Array.from({ length: count }, (_, step) => towards(start, end, step * every))
	})
}

const round = (length: number) => Math.round(length * 10) / 10
const at = ({ x, y }: Point) => `${round(x)},${round(y)}`
const distance = (a: Point, b: Point) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
const towards = (from: Point, to: Point, length: number): Point => ({
	x: from.x + Math.sign(to.x - from.x) * length,
	y: from.y + Math.sign(to.y - from.y) * length,
})
