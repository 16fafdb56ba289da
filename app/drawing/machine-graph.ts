import type { AnyStateNode } from "xstate"
import type { Party } from "#app/policies/policy.ts"
import { type AnyLifecycle, guardNames, stateOf } from "#machines/lifecycle.ts"

/** A state of the definition as it is drawn: a frame to stand in, or a box around others. */
export interface GraphState {
	path: string
	/** Short words of the interface. */
	name: string
	/** Empty at the top. */
	parent: string
	isBox: boolean
	/** Nothing more comes. */
	isFinal: boolean
}

export interface GraphTransition {
	/** Unique within the machine, the same in every drawing of it. */
	id: string
	event: string
	button: string
	/** Empty for the birth. */
	from: string
	to: string
	/** Stays where it is: told in words, not drawn. */
	isSelf: boolean
	/** Names of the guards, for whoever asks whether they hold. */
	guards: readonly string[]
	/** The same in words. */
	conditions: string[]
	/** Those that tell it from the other ways the same event can go from here. */
	when: string
	who: readonly Party[]
}

export interface MachineGraph {
	name: string
	version: number
	states: GraphState[]
	transitions: GraphTransition[]
}

/** Who may send an event, the birth among them: the policies know. */
export type WhoSends = (event: string) => readonly Party[]

/** Everything a drawing shows, read from the definition that decides and from nothing else. */
export function readMachine(lifecycle: AnyLifecycle, whoSends: WhoSends): MachineGraph {
	const { name, version, machine } = lifecycle
	const nodes = descendants(machine.root)
	return {
		name,
		version,
		states: nodes.map((node) => readState(lifecycle, node)),
		transitions: [birth(lifecycle, whoSends), ...nodes.flatMap((node) => leaving(lifecycle, node, whoSends))],
	}
}

const pathOf = (node: AnyStateNode) => node.path.join(".")
const descendants = (node: AnyStateNode): AnyStateNode[] =>
	Object.values(node.states).flatMap((child) => [child, ...descendants(child)])
function readState({ states, boxes }: AnyLifecycle, node: AnyStateNode): GraphState {
	const path = pathOf(node)
	const isBox = Object.keys(node.states).length > 0
	const name = isBox ? boxes?.[path] : states[path]?.short
	if (!name) throw new Error(`«${node.machine.id}» has no words for «${path}»`)
	return { path, name, parent: node.path.slice(0, -1).join("."), isBox, isFinal: isEnd(node, isBox) }
}

/** Nothing leads out of it, whether or not the machine says so. */
const isEnd = (node: AnyStateNode, isBox: boolean): boolean =>
	!isBox && (node.type === "final" || eventsAlong(node) === 0)
const eventsAlong = (node: AnyStateNode): number =>
	node.transitions.size + (node.parent ? eventsAlong(node.parent) : 0)

function birth({ birth: begins, guards }: AnyLifecycle, whoSends: WhoSends): GraphTransition {
	return {
		id: begins.event,
		event: begins.event,
		button: begins.text.name ?? begins.text.button,
		from: "",
		to: begins.to,
		isSelf: false,
		guards: begins.guards,
		conditions: wordsOf(guards, begins.guards),
		when: "",
		who: whoSends(begins.event),
	}
}

function leaving(
	{ events, guards }: AnyLifecycle,
	node: AnyStateNode,
	whoSends: WhoSends,
): GraphTransition[] {
	const from = pathOf(node)
	return [...node.transitions].flatMap(([event, ways]) => {
		const names = ways.map((way) => guardNames(way.guard))
		return ways.map((way, index): GraphTransition => {
			const own = names[index] ?? []
			const [target] = way.target ?? []
			const to = target ? stateOf(target) : from
			return {
				id: [from, event, ...(ways.length > 1 ? [index + 1] : [])].join("/"),
				event,
				button: events[event]?.name ?? events[event]?.button ?? event,
				from,
				to,
				isSelf: to === from,
				guards: own,
				conditions: wordsOf(guards, own),
				when: wordsOf(
					guards,
					own.filter((guard) => names.some((others) => !others.includes(guard))),
				).join(", "),
				who: whoSends(event),
			}
		})
	})
}

const wordsOf = (guards: AnyLifecycle["guards"], names: readonly string[]): string[] =>
	names.map((name) => guards[name]?.condition ?? name)
