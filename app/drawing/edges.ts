import type { GraphTransition, MachineGraph } from "./machine-graph.ts"
import { whoInShort } from "./who.ts"

/** One line of the drawing and the transitions that it represents. */
export interface Edge {
	id: string
	from: string
	to: string
	events: { transitions: string[]; text: string; who: string }[]
}

/**
 * The lines between states. All transitions from one state to another share a line. A transition that every state of a box has,
 * and that leads out of the box, gets one line from the box.
 */
export function edgesOf({ states, transitions }: MachineGraph): Edge[] {
	const edges = new Map<string, Edge>()
	for (const { from, to, ...event } of alike(states, transitions)) {
		const id = `${from}→${to}`
		const edge = edges.get(id) ?? { id, from, to, events: [] }
		edge.events.push(event)
		edges.set(id, edge)
	}
	return [...edges.values()]
}

type Shared = Edge["events"][number] & { from: string; to: string }

function alike(states: MachineGraph["states"], transitions: readonly GraphTransition[]): Shared[] {
	const drawn = transitions.filter(({ isSelf }) => !isSelf)
	const boxes = states.filter(({ isBox }) => isBox)
	const shared = boxes.flatMap((box) => {
		const within = states.filter(({ parent, isFinal }) => parent === box.path && !isFinal)
		const [first] = within
		if (!first || within.length < 2) return []
		return drawn
			.filter(({ from, to }) => from === first.path && !isInside(to, box.path))
			.map((one) =>
				drawn.filter((other) => within.some(({ path }) => path === other.from) && sameAct(one, other)),
			)
			.filter((same) => same.length === within.length)
			.map((same) => ({ box: box.path, same }))
	})
	const done = new Set(shared.flatMap(({ same }) => same.map(({ id }) => id)))
	return [
		...drawn
			.filter(({ id }) => !done.has(id))
			.map((one) => ({ ...toldOf([one]), from: one.from, to: one.to })),
		...shared.map(({ box, same }) => ({ ...toldOf(same), from: box, to: same[0]?.to ?? "" })),
	]
}

const isInside = (path: string, box: string) => path.startsWith(`${box}.`)
const sameAct = (a: GraphTransition, b: GraphTransition) =>
	a.event === b.event && a.to === b.to && a.when === b.when && a.conditions.join() === b.conditions.join()

function toldOf(same: readonly GraphTransition[]): Edge["events"][number] {
	const [first] = same
	return {
		transitions: same.map(({ id }) => id),
		text: [first?.button, first?.when].filter(Boolean).join(": "),
		who: whoInShort(first?.who ?? []),
	}
}
