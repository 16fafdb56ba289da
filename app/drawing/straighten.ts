import { type Drawing, type DrawnEdge, type Point, type Rect, SIZES } from "./drawing.ts"
import { crossings, faultsOf, segmentsOf } from "./geometry.ts"

/** A detour shorter than this is an accident of the layout and leads around nothing. */
const SHORT = 24

/** Removes small detours from lines that can go straight: one stretch is aligned with the next, unless that makes the drawing worse. */
export function straighten(drawing: Drawing): Drawing {
	let best = drawing
	for (const { id } of drawing.edges) {
		for (let tries = 0; tries < 4; tries += 1) {
			const edge = best.edges.find((one) => one.id === id)
			const better =
				edge &&
				candidates(edge)
					.map((points) => withPoints(best, id, points))
					.find(isClean)
			if (!better) break
			best = better
		}
	}
	return best
}

const isClean = (drawing: Drawing) => faultsOf(drawing).length === 0 && crossings(drawing) === 0

function withPoints(drawing: Drawing, id: string, points: Point[]): Drawing {
	const moved = (edge: DrawnEdge): DrawnEdge => ({ ...edge, points, label: beside(points, edge) })
	return { ...drawing, edges: drawing.edges.map((edge) => (edge.id === id ? moved(edge) : edge)) }
}

/** Moves the label together with the stretch next to it. */
function beside(points: Point[], { label, isLeft }: DrawnEdge): Rect {
	const stretch = segmentsOf({ points }).find(([a, b]) => {
		const [top, foot] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
		return a.x === b.x && top < label.y + label.height && foot > label.y
	})
	if (!stretch) return label
	const [{ x }] = stretch
	return { ...label, x: isLeft ? x - SIZES.labelGap - label.width : x + SIZES.labelGap }
}

/** The same line without one of its small detours, aligned with the stretch before or after it. */
function candidates({ points }: DrawnEdge): Point[][] {
	return points.flatMap((point, index) => {
		const [before, next, after] = [points[index - 1], points[index + 1], points[index + 2]]
		if (!before || !next || !after) return []
		const isStep = point.y === next.y && Math.abs(point.x - next.x) < SHORT
		if (!isStep || before.x !== point.x || next.x !== after.x) return []
		const moved = (x: number, from: number, to: number) =>
			points.map((one, at) => (at >= from && at <= to ? { ...one, x } : one))
		return [moved(next.x, index - 1, index), moved(point.x, index + 1, index + 2)].map(joined)
	})
}

/** Drops needless points: repeated ones, and those in the middle of a straight stretch. */
export function joined(all: readonly Point[]): Point[] {
	const points = all.filter(({ x, y }, index) => {
		const before = all[index - 1]
		return !before || before.x !== x || before.y !== y
	})
	return points.filter((point, index) => {
		const [before, after] = [points[index - 1], points[index + 1]]
		if (!before || !after) return true
		return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y))
	})
}
