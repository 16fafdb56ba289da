import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk.bundled.js"
import {
	type Drawing,
	type DrawnEdge,
	type DrawnEvent,
	type DrawnState,
	type Point,
	type Rect,
	SIZES,
} from "./drawing.ts"
import { type Edge, edgesOf } from "./edges.ts"
import { runsThrough, type Segment, segmentsOf } from "./geometry.ts"
import type { GraphState, MachineGraph } from "./machine-graph.ts"
import { joined, straighten } from "./straighten.ts"
import { textWidth, wrapEvenly } from "./text-width.ts"

const START = "·"
const LABEL_WIDTH = 180

/** Distances, the same for the drawing and for every box in it. */
const SPACES = {
	"elk.spacing.nodeNode": "32",
	"elk.spacing.edgeNode": "20",
	"elk.spacing.edgeEdge": "16",
	"elk.spacing.edgeLabel": String(SIZES.labelGap),
	"elk.layered.spacing.nodeNodeBetweenLayers": "10",
	"elk.layered.spacing.edgeNodeBetweenLayers": "12",
	"elk.layered.spacing.edgeEdgeBetweenLayers": "10",
}

/** The settings that gave the calmest drawings of our machines: no two lines cross. */
const LAYERS = {
	"elk.algorithm": "layered",
	"elk.direction": "DOWN",
	"elk.hierarchyHandling": "INCLUDE_CHILDREN",
	"elk.edgeRouting": "ORTHOGONAL",
	"elk.padding": "[top=16,left=16,bottom=16,right=16]",
	"elk.layered.nodePlacement.strategy": "LINEAR_SEGMENTS",
	"elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
}

/** Lays a machine out: states in layers, orthogonal lines, room for every label. Takes about 150 ms the first time. */
export async function layOut(
	graph: MachineGraph,
	{ withWho = false }: { withWho?: boolean } = {},
): Promise<Drawing> {
	const edges = edgesOf(graph).map((edge) => toldEdge(edge, withWho))
	const laid: ElkNode = await new ELK().layout({
		id: "",
		layoutOptions: { ...SPACES, ...LAYERS },
		children: [{ id: START, width: SIZES.start, height: SIZES.start }, ...nodesIn(graph, "")],
		edges: edges.map((edge) => elkEdge(edge, leadsBack(graph, edge))),
	})
	const rects = new Map(absolute(laid, { x: 0, y: 0 }))
	const placed = new Map((laid.edges ?? []).map((edge) => [edge.id, edge]))
	const drawnEdges = edges.map((edge) => placeEdge(edge, placed.get(edge.id), rects, leadsBack(graph, edge)))
	return straighten({
		name: graph.name,
		version: graph.version,
		width: Math.ceil(laid.width ?? 0),
		height: Math.ceil(laid.height ?? 0),
		states: graph.states.map((state) => placeState(state, rectOf(rects, state.path), drawnEdges)),
		edges: drawnEdges,
		start: rectOf(rects, START),
	})
}

interface ToldEdge extends Omit<Edge, "events"> {
	events: DrawnEvent[]
	size: { width: number; height: number }
}

function toldEdge(edge: Edge, withWho: boolean): ToldEdge {
	const { event, who, between } = SIZES
	const events = edge.events.map(({ transitions, text, who: whose }) => ({
		transitions,
		lines: wrapEvenly(text, LABEL_WIDTH, event.size, event.weight),
		who: withWho && whose ? wrapEvenly(whose, LABEL_WIDTH, who.size, who.weight) : [],
	}))
	const widths = events.flatMap(({ lines, who: whose }) => [
		...lines.map((line) => textWidth(line, event.size, event.weight)),
		...whose.map((line) => textWidth(line, who.size, who.weight)),
	])
	const heights = events.map(({ lines, who: whose }) => lines.length * event.line + whose.length * who.line)
	const height = heights.reduce((sum, one) => sum + one, between * (events.length - 1))
	return { ...edge, events, size: { width: Math.ceil(Math.max(0, ...widths)), height } }
}

function placeState(state: GraphState, rect: Rect, edges: readonly DrawnEdge[]): DrawnState {
	const { node, count, name, boxName } = SIZES
	if (state.isBox) {
		const width = Math.ceil(textWidth(state.name, boxName.size, boxName.weight))
		return { ...state, rect, lines: [state.name], head: freeHead(rect, width, edges) }
	}
	const lines = wrapEvenly(state.name, node.width - count - 20, name.size, name.weight)
	return { ...state, rect, lines, head: rect }
}

/** The name of a box is at its upper left corner, or further right if a line enters there. */
function freeHead(box: Rect, width: number, edges: readonly DrawnEdge[]): Rect {
	const { boxHead } = SIZES
	const at = (x: number): Rect => ({ x, y: box.y + 8, width, height: boxHead - 16 })
	const first = box.x + 16
	for (let x = first; x + width < box.x + box.width - 16; x += 8) {
		const around = { ...at(x), x: x - 6, width: width + 12 }
		if (edges.every((edge) => !runsThrough(edge, around))) return at(x)
	}
	return at(first)
}

function nodesIn(graph: MachineGraph, parent: string): ElkNode[] {
	return graph.states
		.filter((state) => state.parent === parent)
		.map((state): ElkNode => {
			const { width, height } = SIZES.node
			const off = state.isFinal ? 2 * SIZES.frame : 0
			if (!state.isBox) return { id: state.path, width: width + off, height: height + off }
			const padding = `[top=${SIZES.boxHead + 8},left=20,bottom=20,right=20]`
			return {
				id: state.path,
				layoutOptions: { ...SPACES, "elk.padding": padding },
				children: nodesIn(graph, state.path),
			}
		})
}

/**
 * Whether a line leads back in the order in which the machine defines its states. ELK receives such a line reversed, so that the
 * way from the first state to the last always runs down the page.
 */
const leadsBack = ({ states }: MachineGraph, { from, to }: Pick<Edge, "from" | "to">): boolean => {
	const order = (path: string) => states.findIndex((state) => state.path === path)
	return order(to) < order(from)
}

const elkEdge = ({ id, from, to, size }: ToldEdge, back: boolean): ElkExtendedEdge => ({
	id,
	sources: [back ? to : from || START],
	targets: [back ? from : to],
	labels: [{ id: `${id} label`, ...size, text: id, layoutOptions: { "elk.edgeLabels.placement": "CENTER" } }],
})

function* absolute(node: ElkNode, origin: Point): Generator<[string, Rect]> {
	const x = origin.x + (node.x ?? 0)
	const y = origin.y + (node.y ?? 0)
	yield [node.id, { x, y, width: node.width ?? 0, height: node.height ?? 0 }]
	for (const child of node.children ?? []) yield* absolute(child, { x, y })
}

function rectOf(rects: ReadonlyMap<string, Rect>, id: string): Rect {
	const rect = rects.get(id)
	if (!rect) throw new Error(`«${id}» was not placed`)
	return rect
}

/** ELK gives the points of a line relative to the box that contains both of its ends. */
function placeEdge(
	{ size, ...edge }: ToldEdge,
	placed: ElkExtendedEdge | undefined,
	rects: ReadonlyMap<string, Rect>,
	back: boolean,
): DrawnEdge {
	const [section] = placed?.sections ?? []
	const [label] = placed?.labels ?? []
	if (!section || !label) throw new Error(`«${edge.id}» was not placed`)
	const { container } = placed as ElkExtendedEdge & { container?: string }
	const origin = rectOf(rects, container ?? "")
	const shift = (point: Point): Point => ({ x: origin.x + point.x, y: origin.y + point.y })
	const points = straight([section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(shift))
	const rect = { ...shift({ x: label.x ?? 0, y: label.y ?? 0 }), ...size }
	return {
		...edge,
		points: back ? points.reverse() : points,
		label: rect,
		isLeft: segmentsOf({ points }).some((segment) => isBeside(rect, segment)),
	}
}

/** Rounds to whole pixels and drops needless points: sums of fractions would otherwise give slanted corners. */
const straight = (points: readonly Point[]): Point[] =>
	joined(points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })))

/** Whether a line runs down close to the right of the label. */
const isBeside = (label: Rect, [a, b]: Segment): boolean =>
	a.x === b.x &&
	a.x >= label.x + label.width &&
	a.x <= label.x + label.width + 16 &&
	Math.min(a.y, b.y) < label.y + label.height &&
	Math.max(a.y, b.y) > label.y
