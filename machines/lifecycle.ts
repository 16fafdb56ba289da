import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from "xstate"

/** What every event carries: when it happened (ISO instant). Machines have no clock of their own. */
export interface Moment {
	at: string
}

/**
 * A guard in words. `about: "facts"` can be told before anything is typed, so it disables the button and says why;
 * `about: "event"` is about what the person sends, so it only shows up when something was sent.
 */
export interface GuardText<Facts> {
	about: "facts" | "event"
	/** What must be so, as a condition without a subject in particular: the drawing says it. */
	condition: string
	/** Why it is not possible. */
	reason: string | ((facts: Facts) => string)
}

export interface StateText<Details> {
	/** In coordinators' lists, tags and drawings. */
	short: string
	/** In the cabinet of the person concerned. */
	status: string | ((details: Details) => string)
}

export interface EventText {
	/** The button that sends it. */
	button: string
	/** Its name in a drawing, where a button's own words say too little: «Сохранить». */
	name?: string
	/** The sentence of the history, after the fact. */
	happened: string
	/** What the person who did it is told; unless given, the sentence of the history. */
	done?: string
}

/** One version of a machine as plain data, which outlives the machine. A step is `from event to`. */
export interface StepTable {
	birth: { event: string; to: string }
	states: readonly string[]
	steps: readonly string[]
}

/** What a migration may read of a subject. */
export interface MovedSubject {
	state: string
	/** The columns of its row. */
	row: Readonly<Record<string, unknown>>
	/** What each event said the last time it happened. */
	told: Readonly<Record<string, { at: Date; data: Record<string, unknown>; reason: string | null }>>
}

/** How what one version stored becomes what the next one stores. Pure. */
export interface Migration {
	/** The version that is left, frozen: its journals are still read. */
	leaves: StepTable
	/** The state in the next version, or a Russian sentence why there is none. */
	move(subject: MovedSubject): { to: string } | { cannot: string }
}

/** Facts come out of what people send with the event: a period, specialists, a document. */
export const ASKED = "asked"

/** What an action does to the facts that guards read. */
export type Consequence<Facts> = ((facts: Facts) => Partial<Facts>) | typeof ASKED

/** A machine with the words that belong to it and the event that brings a subject into being. */
export interface Lifecycle<
	Facts,
	State extends string,
	EventType extends string,
	Guard extends string,
	Details,
> {
	name: string
	/** How operators find it among the others. */
	title: string
	/** What it leads from where to where, in one sentence. */
	purpose: string
	/** «заявление», «заявления», «заявлений». */
	counted: readonly [string, string, string]
	/** Stored with every state that this definition writes; a change of the machine comes with a migration. */
	version: number
	/** One for each version left behind, the first leaves version 1. */
	migrations?: readonly Migration[]
	machine: AnyStateMachine
	birth: { event: string; text: EventText; to: NoInfer<State>; guards: readonly NoInfer<Guard>[] }
	/** What the states that hold others are called. */
	boxes?: Record<string, string>
	states: Record<State, StateText<Details>>
	events: Record<EventType, EventText>
	guards: Record<Guard, GuardText<Facts>>
	/** By action, for trying events on a copy. */
	consequences?: Record<string, Consequence<Facts>>
}

export type AnyLifecycle = Omit<
	Lifecycle<never, string, string, string, never>,
	"guards" | "states" | "events" | "consequences"
> & {
	consequences?: Record<string, ((facts: never) => object) | typeof ASKED>
	states: Record<string, { short: string }>
	events: Record<string, EventText>
	guards: Record<string, { about: "facts" | "event"; condition: string; reason: unknown }>
}

/** `"concluded.signed"` → `{ concluded: "signed" }`, as XState writes it. */
export function stateValue(path: string): string | Record<string, string> {
	const [top = "", child] = path.split(".")
	return child === undefined ? top : { [top]: child }
}

/** `{ concluded: "signed" }` → `"concluded.signed"`, as the database keeps it. */
export function statePath(value: unknown): string {
	if (typeof value === "string") return value
	const [entry] = Object.entries(value as Record<string, unknown>)
	return entry ? `${entry[0]}.${statePath(entry[1])}` : ""
}

/** Every state that a subject can be stored in: the leaves of the machine, in the order of the definition. */
export function leafStates(machine: AnyStateMachine): readonly string[] {
	const known = knownLeaves.get(machine)
	if (known) return known
	const leaves = (node: AnyStateNode): string[] => {
		const children = Object.values(node.states)
		return children.length === 0 ? [node.path.join(".")] : children.flatMap(leaves)
	}
	const found = leaves(machine.root)
	knownLeaves.set(machine, found)
	return found
}

/** A page asks for them once an event. */
const knownLeaves = new WeakMap<AnyStateMachine, readonly string[]>()

/** Where a transition to this node ends: a state with states of its own is entered at its first. */
export function stateOf(node: AnyStateNode): string {
	const first = node.initial?.target[0]
	return first ? stateOf(first) : node.path.join(".")
}

/** The stored states that carry a tag: what lists ask for, so that no list of states exists outside the machine. */
export function statesTagged(lifecycle: { machine: AnyStateMachine }, ...tags: string[]): string[] {
	return leafStates(lifecycle.machine).filter((path) => tags.some((tag) => isTagged(lifecycle, path, tag)))
}

export const isTagged = ({ machine }: { machine: AnyStateMachine }, path: string, tag: string): boolean =>
	nodesAlong(machine, path).some((node) => node.tags.includes(tag))

/** A stored state in one or two words; one that the machine does not know is set aside for operators. */
export const shortOf = ({ states }: Pick<AnyLifecycle, "states">, state: string): string =>
	(Object.hasOwn(states, state) && states[state]?.short) || "Отложено"

/** The states that a path leads through, outermost first. */
export function nodesAlong(machine: AnyStateMachine, path: string): AnyStateNode[] {
	const nodes: AnyStateNode[] = [machine.root]
	for (const key of path.split(".")) {
		const { states } = nodes.at(-1) ?? machine.root
		// A stored word may be anything, «constructor» too.
		const child = Object.hasOwn(states, key) ? states[key] : undefined
		if (!child) break
		nodes.push(child)
	}
	return nodes
}

export class UnknownState extends Error {}

/**
 * The pure snapshot of a stored state. An unknown state is an error of its own, caught by whoever loads subjects: inside
 * an actor XState would end the process.
 */
export function restore(machine: AnyStateMachine, path: string, facts: unknown): AnyMachineSnapshot {
	mustKnow(machine, path)
	return machine.resolveState({ value: stateValue(path), context: facts } as never)
}

function mustKnow(machine: AnyStateMachine, path: string): void {
	const last = nodesAlong(machine, path).at(-1)
	const isLeaf = last?.path.join(".") === path && Object.keys(last.states).length === 0
	if (!isLeaf) throw new UnknownState(`«${machine.id}» has no state «${path}»`)
}

const knownGuards = new WeakMap<AnyStateMachine, Map<string, readonly (readonly string[])[]>>()

/** The guards of each transition of a stored state for one event. A page asks for every event of many rows: found once each. */
function guardsAt(machine: AnyStateMachine, path: string, event: string): readonly (readonly string[])[] {
	const known = knownGuards.get(machine) ?? new Map<string, readonly (readonly string[])[]>()
	knownGuards.set(machine, known)
	const found = known.get(`${path} ${event}`)
	if (found) return found
	mustKnow(machine, path)
	const transitions = transitionsFor({ _nodes: nodesAlong(machine, path) }, event)
	const guards = transitions.map(({ guard }) => guardNames(guard))
	known.set(`${path} ${event}`, guards)
	return guards
}

/** The transitions of the present state for one event, innermost first, whatever their guards say. */
export function transitionsFor(
	{ _nodes: nodes }: Pick<AnyMachineSnapshot, "_nodes">,
	event: string,
): AnyTransitionDefinition[] {
	return [...nodes]
		.sort((a, b) => b.path.length - a.path.length)
		.flatMap((node) => node.transitions.get(event) ?? [])
}

/** Names of the atomic guards of a transition; `and([...])` is taken apart. */
export function guardNames(guard: unknown): string[] {
	if (typeof guard === "string") return [guard]
	if (guard && typeof guard === "object" && "type" in guard) return [String(guard.type)]
	if (typeof guard === "function" && "guards" in guard) return (guard.guards as unknown[]).flatMap(guardNames)
	return []
}

type GuardFn = (args: { context: unknown; event: unknown }, params: undefined) => boolean

export function guardHolds(
	machine: AnyStateMachine,
	name: string,
	facts: unknown,
	event: Moment & { type: string },
): boolean {
	const guard = machine.implementations.guards[name] as GuardFn | undefined
	if (!guard) throw new Error(`«${machine.id}» has no guard «${name}»`)
	return guard({ context: facts, event }, undefined)
}

export interface Explanation {
	event: string
	/** Every guard about facts holds: the button is worth pressing. */
	possible: boolean
	/** The sentences of the guards about facts that fail, or the one that says the state has no such event. */
	reasons: string[]
	/** Guards about what is sent, answered only when it is sent. */
	asks: string[]
}

const words = (reason: unknown, facts: unknown): string =>
	typeof reason === "function" ? String(reason(facts)) : String(reason)

/** Why an event of the machine is possible or not in a state; pure, so the page, the server and the drawing agree. */
export function explainEvent(
	lifecycle: AnyLifecycle,
	path: string,
	facts: unknown,
	event: Moment & { type: string },
): Explanation {
	const candidates = guardsAt(lifecycle.machine, path, event.type)
	if (candidates.length === 0) {
		const short = lifecycle.states[path]?.short ?? path
		return {
			event: event.type,
			possible: false,
			reasons: [`В состоянии «${short}» это действие недоступно.`],
			asks: [],
		}
	}
	return candidates
		.map((names) => explainGuards(lifecycle, names, facts, event))
		.reduce((best, next) => (next.reasons.length < best.reasons.length ? next : best))
}

export function explainGuards(
	lifecycle: AnyLifecycle,
	names: readonly string[],
	facts: unknown,
	event: Moment & { type: string },
): Explanation {
	const failing = names.filter((name) => !guardHolds(lifecycle.machine, name, facts, event))
	const about = (name: string) => lifecycle.guards[name]?.about
	const reasons = failing
		.filter((name) => about(name) === "facts")
		.map((name) => words(lifecycle.guards[name]?.reason, facts))
	return {
		event: event.type,
		possible: reasons.length === 0,
		reasons,
		asks: failing.filter((name) => about(name) === "event"),
	}
}

/** Every failing guard of the best transition in words, facts and event alike: what a refusal says after the click. */
export function refusalReasons(
	lifecycle: AnyLifecycle,
	path: string | null,
	facts: unknown,
	event: Moment & { type: string },
): string[] {
	const candidates = path === null ? [lifecycle.birth.guards] : guardsAt(lifecycle.machine, path, event.type)
	if (candidates.length === 0 && path !== null) return explainEvent(lifecycle, path, facts, event).reasons
	return candidates
		.map((names) => names.filter((name) => !guardHolds(lifecycle.machine, name, facts, event)))
		.reduce((best, next) => (next.length < best.length ? next : best))
		.map((name) => words(lifecycle.guards[name]?.reason, facts))
}
