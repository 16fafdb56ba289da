import type { Drawing, DrawnEdge, Point, Rect } from "./drawing.ts"

/** In words, everything that makes a drawing hard to read; empty for a clean drawing. */
export function faultsOf(drawing: Drawing): string[] {
	return [
		...overlappingStates(drawing),
		...outside(drawing),
		...drawing.edges.flatMap((edge) => [
			...slants(edge),
			...throughStates(drawing, edge),
			...looseEnds(drawing, edge),
		]),
		...labelsInTheWay(drawing),
		...linesTogether(drawing),
	]
}

export type Segment = readonly [Point, Point]

export const segmentsOf = ({ points }: Pick<DrawnEdge, "points">): Segment[] =>
	points.slice(1).flatMap((point, index) => {
		const before = points[index]
		return before ? [[before, point] as const] : []
	})

/** Rounding causes differences of up to half a pixel. */
const CLOSE = 0.5

export const meets = (a: Rect, b: Rect, off = -CLOSE): boolean =>
	a.x < b.x + b.width + off &&
	b.x < a.x + a.width + off &&
	a.y < b.y + b.height + off &&
	b.y < a.y + a.height + off

export const holds = (outer: Rect, inner: Rect): boolean =>
	outer.x <= inner.x &&
	outer.y <= inner.y &&
	outer.x + outer.width >= inner.x + inner.width &&
	outer.y + outer.height >= inner.y + inner.height

const rectOf = ([a, b]: Segment): Rect => ({
	x: Math.min(a.x, b.x),
	y: Math.min(a.y, b.y),
	width: Math.abs(a.x - b.x),
	height: Math.abs(a.y - b.y),
})

const isWithin = (inner: string, box: string) => inner.startsWith(`${box}.`)

const pairs = <T>(list: readonly T[]): [T, T][] =>
	list.flatMap((one, index) => list.slice(index + 1).map((other): [T, T] => [one, other]))

function overlappingStates({ states }: Drawing): string[] {
	return pairs(states).flatMap(([a, b]) => {
		const nested = isWithin(b.path, a.path)
			? holds(a.rect, b.rect)
			: isWithin(a.path, b.path)
				? holds(b.rect, a.rect)
				: null
		if (nested !== null) return nested ? [] : [`${a.path} and ${b.path}: one does not hold the other`]
		return meets(a.rect, b.rect) ? [`${a.path} overlaps ${b.path}`] : []
	})
}

function outside({ width, height, states, edges }: Drawing): string[] {
	const page = { x: 0, y: 0, width, height }
	const things = [
		...states.map(({ path, rect }) => [path, rect] as const),
		...edges.map(({ id, label }) => [`label of ${id}`, label] as const),
		...edges.flatMap((edge) => segmentsOf(edge).map((segment) => [edge.id, rectOf(segment)] as const)),
	]
	return things.flatMap(([name, rect]) => (holds(page, rect) ? [] : [`${name} leaves the drawing`]))
}

const slants = (edge: DrawnEdge): string[] =>
	segmentsOf(edge).some(([a, b]) => Math.abs(a.x - b.x) > CLOSE && Math.abs(a.y - b.y) > CLOSE)
		? [`${edge.id} is slanted`]
		: []

/** A line may cross the frame of a box. It may touch a state only at its ends, and only at the state's edge. */
const throughStates = ({ states }: Drawing, edge: DrawnEdge): string[] =>
	states
		.filter(({ isBox }) => !isBox)
		.filter(({ rect }) => runsThrough(edge, rect))
		.map(({ path }) => `${edge.id} goes through ${path}`)

function looseEnds({ states, start }: Drawing, { id, from, to, points }: DrawnEdge): string[] {
	const rectNamed = (path: string) => states.find((state) => state.path === path)?.rect
	const ends: [Point | undefined, Rect | undefined][] = [
		// A line ends in the middle of the start's circle.
		[points[0], from === "" ? { ...start, x: start.x + start.width / 2, width: 0 } : rectNamed(from)],
		[points.at(-1), rectNamed(to)],
	]
	return ends.every(([point, rect]) => point && rect && isOnEdge(point, rect)) ? [] : [`${id} hangs loose`]
}

function isOnEdge({ x, y }: Point, rect: Rect): boolean {
	const near = (a: number, b: number) => Math.abs(a - b) <= 1
	const across = x >= rect.x - 1 && x <= rect.x + rect.width + 1
	const along = y >= rect.y - 1 && y <= rect.y + rect.height + 1
	return (
		(across && (near(y, rect.y) || near(y, rect.y + rect.height))) ||
		(along && (near(x, rect.x) || near(x, rect.x + rect.width)))
	)
}

function labelsInTheWay({ states, edges }: Drawing): string[] {
	return [
		...pairs(edges).flatMap(([a, b]) =>
			meets(a.label, b.label) ? [`labels of ${a.id} and ${b.id} overlap`] : [],
		),
		...edges.flatMap(({ id, label }) =>
			states.filter(({ head }) => meets(label, head)).map(({ path }) => `label of ${id} lies on ${path}`),
		),
		...edges.flatMap(({ id, label }) =>
			edges
				.filter((edge) => runsThrough(edge, label))
				.map((edge) => `${edge.id} runs through the label of ${id}`),
		),
		...states
			.filter(({ isBox }) => isBox)
			.flatMap(({ path, head }) =>
				edges
					.filter((edge) => runsThrough(edge, head))
					.map(({ id }) => `${id} runs through the name of ${path}`),
			),
	]
}

/** Two lines that are closer than this look like one. */
const APART = 5

function linesTogether({ edges }: Drawing): string[] {
	return pairs(edges).flatMap(([a, b]) => {
		const together = segmentsOf(a).some((one) =>
			segmentsOf(b).some(
				(other) => isLevel(one) === isLevel(other) && meets(rectOf(one), rectOf(other), APART),
			),
		)
		return together ? [`${a.id} and ${b.id} run into one`] : []
	})
}

const isLevel = ([a, b]: Segment): boolean => a.y === b.y

export const runsThrough = (edge: Pick<DrawnEdge, "points">, rect: Rect): boolean =>
	segmentsOf(edge).some((segment) => meets(rectOf(segment), rect))

/** How often lines cross. The fewer crossings, the calmer the drawing. */
export function crossings({ edges }: Drawing): number {
	return pairs(edges).reduce((sum, [a, b]) => {
		const crossing = segmentsOf(a).flatMap((one) => segmentsOf(b).filter((other) => cross(one, other)))
		return sum + crossing.length
	}, 0)
}

const cross = (one: Segment, other: Segment): boolean =>
	isLevel(one) !== isLevel(other) && meets(rectOf(one), rectOf(other))
