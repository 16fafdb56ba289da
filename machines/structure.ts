import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode } from "xstate"
import { type GuardUse, guardsIn } from "./guards.ts"

// The only file that reads the structure of an XState machine. It uses documented members of `StateMachine` and `StateNode`:
// `root`, `states`, `path`, `parent`, `tags`, `type`, `initial`, `on`, `resolveState`.

/** One transition of a machine, as plain data. */
export interface MachineTransition {
	/** Path of the state that defines it: a stored state, or one that contains other states. */
	from: string
	event: string
	/** The stored state that it leads to, or null if the state stays the same. */
	to: string | null
	/** All of them must hold. */
	guards: readonly GuardUse[]
	actions: readonly MachineAction[]
}

export interface MachineAction {
	type: string
	params?: unknown
}

/** A state as it is defined: one that is stored, or one that contains other states. */
export interface StateShape {
	path: string
	/** Path of the state that contains it. Empty at the top. */
	parent: string
	holdsOthers: boolean
	/** The machine declares that nothing follows it. */
	isFinal: boolean
	/** The transitions that this state itself defines, in the order of the definition. */
	transitions: readonly MachineTransition[]
}

/** `"concluded.signed"` → `{ concluded: "signed" }`, as XState writes it. */
export function stateValue(path: string): string | Record<string, string> {
	const [top = "", child] = path.split(".")
	return child === undefined ? top : { [top]: child }
}

/** `{ concluded: "signed" }` → `"concluded.signed"`, as the database stores it. */
export function statePath(value: unknown): string {
	if (typeof value === "string") return value
	const [entry] = Object.entries(value as Record<string, unknown>)
	return entry ? `${entry[0]}.${statePath(entry[1])}` : ""
}

/** Every state of the machine, each before the states that it contains. */
export const statesOf = (machine: AnyStateMachine): readonly StateShape[] => shapeOf(machine).states

/** Every state that a subject can be stored in, in the order of the definition. */
export const leafStates = (machine: AnyStateMachine): readonly string[] => shapeOf(machine).leaves

/** Every event that some state handles. XState's own list leaves out an event with neither a target nor an action. */
export const eventsOf = (machine: AnyStateMachine): readonly string[] => [
	...new Set([...shapeOf(machine).transitions.values()].flatMap((events) => [...events.keys()])),
]

/**
 * The transitions of a stored state for one event, those of the innermost state first, whether or not their guards hold.
 * @throws UnknownState
 */
export function transitionsFor(
	machine: AnyStateMachine,
	path: string,
	event: string,
): readonly MachineTransition[] {
	const events = shapeOf(machine).transitions.get(path)
	if (!events) throw unknownState(machine, path)
	return events.get(event) ?? []
}

interface Shape {
	states: readonly StateShape[]
	leaves: readonly string[]
	transitions: ReadonlyMap<string, ReadonlyMap<string, readonly MachineTransition[]>>
}

/** A page checks every event for fifty rows, so each machine is read only once. */
const shapes = new WeakMap<AnyStateMachine, Shape>()

function shapeOf(machine: AnyStateMachine): Shape {
	const known = shapes.get(machine)
	if (known) return known
	const states = descendants(machine.root).map(readState)
	const leaves = states.filter(({ holdsOthers }) => !holdsOthers).map(({ path }) => path)
	const root = readState(machine.root)
	const transitions = new Map(leaves.map((leaf) => [leaf, byEvent(statesAround(leaf, [root, ...states]))]))
	const shape = { states, leaves, transitions }
	shapes.set(machine, shape)
	return shape
}

/** A state and the states that contain it, innermost first. */
const statesAround = (leaf: string, states: readonly StateShape[]): StateShape[] =>
	states.filter(({ path }) => path === "" || path === leaf || leaf.startsWith(`${path}.`)).reverse()

function byEvent(states: readonly StateShape[]): ReadonlyMap<string, readonly MachineTransition[]> {
	const events = new Map<string, MachineTransition[]>()
	for (const one of states.flatMap(({ transitions }) => transitions))
		events.set(one.event, [...(events.get(one.event) ?? []), one])
	return events
}

const descendants = (node: AnyStateNode): AnyStateNode[] =>
	Object.values(node.states).flatMap((child) => [child, ...descendants(child)])

const pathOf = ({ path }: AnyStateNode): string => path.join(".")

function readState(node: AnyStateNode): StateShape {
	const from = pathOf(node)
	return {
		path: from,
		parent: node.path.slice(0, -1).join("."),
		holdsOthers: Object.keys(node.states).length > 0,
		isFinal: node.type === "final",
		transitions: Object.entries(node.on).flatMap(([event, definitions]) =>
			definitions.map(({ target, guard, actions }) => ({
				from,
				event,
				to: target?.[0] ? leafEntered(target[0]) : null,
				guards: guardsIn(guard, `«${node.machine.id}», ${event} in ${from}`),
				actions: actions.map(asAction),
			})),
		),
	}
}

/** Where a transition to this state ends. A state with inner states is entered at its first one. */
function leafEntered(node: AnyStateNode): string {
	const first = node.initial?.target[0]
	return first ? leafEntered(first) : pathOf(node)
}

function asAction(action: unknown): MachineAction {
	if (typeof action === "string") return { type: action }
	if (typeof action === "object" && action !== null && "type" in action) return action as MachineAction
	throw new Error("an action must have a name: the server carries it out")
}

/** The states along a path, outermost first. The list ends where the machine does not know the next state. */
function nodesAlong(machine: AnyStateMachine, path: string): AnyStateNode[] {
	const nodes: AnyStateNode[] = [machine.root]
	for (const key of path.split(".")) {
		const { states } = nodes.at(-1) ?? machine.root
		// A stored state may be any text, even «constructor».
		const child = Object.hasOwn(states, key) ? states[key] : undefined
		if (!child) break
		nodes.push(child)
	}
	return nodes
}

/** Whether a state has a tag, directly or from a state that contains it. */
export const wearsTag = (machine: AnyStateMachine, path: string, tag: string): boolean =>
	nodesAlong(machine, path).some((node) => node.tags.includes(tag))

export class UnknownState extends Error {}

const unknownState = (machine: AnyStateMachine, path: string) =>
	new UnknownState(`«${machine.id}» has no state «${path}»`)

/**
 * The snapshot of a stored state, without an actor, because an actor with an unknown state ends the process.
 * @throws UnknownState; code that loads subjects handles it
 */
export function restore(machine: AnyStateMachine, path: string, facts: unknown): AnyMachineSnapshot {
	if (!leafStates(machine).includes(path)) throw unknownState(machine, path)
	return machine.resolveState({ value: stateValue(path), context: facts } as never)
}
