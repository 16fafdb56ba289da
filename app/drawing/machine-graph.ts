import type { Party } from "#app/policies/policy.ts"
import { type GuardUse, guardName } from "#machines/guards.ts"
import type { AnyLifecycle } from "#machines/lifecycle.ts"
import { type MachineTransition, type StateShape, statesOf } from "#machines/structure.ts"

/** A state of the machine as it is drawn: a frame, or a box around other states. */
export interface GraphState {
	path: string
	/** The state's short words in the interface. */
	name: string
	/** Path of the box around it; empty at the top. */
	parent: string
	isBox: boolean
	/** Nothing leads out of it. */
	isFinal: boolean
}

export interface GraphTransition {
	/** Unique within the machine and the same in every drawing of it. */
	id: string
	event: string
	button: string
	/** Empty for the event that creates a subject. */
	from: string
	to: string
	/** True if the state stays the same. The words mention such a transition; the drawing does not. */
	isSelf: boolean
	/** The guards, so that a page can ask whether they hold. */
	guards: readonly GuardUse[]
	/** The guards in words. */
	conditions: string[]
	/** The conditions that the event's other transitions from the same state do not have. */
	when: string
	who: readonly Party[]
}

export interface MachineGraph {
	name: string
	version: number
	states: GraphState[]
	transitions: GraphTransition[]
}

/** Who may send an event or create a subject, according to the policies. */
export type WhoSends = (event: string) => readonly Party[]

/** Everything that a drawing shows. It is read only from the definition that decides. */
export function readMachine(lifecycle: AnyLifecycle, whoSends: WhoSends): MachineGraph {
	const { name, version, machine } = lifecycle
	const states = statesOf(machine)
	return {
		name,
		version,
		states: states.map((state) => readState(lifecycle, state, states)),
		transitions: [
			readCreation(lifecycle, whoSends),
			...states.flatMap((state) => readTransitions(lifecycle, state, whoSends)),
		],
	}
}

function readState(
	{ name: machine, states, boxes }: AnyLifecycle,
	{ path, parent, holdsOthers: isBox, isFinal }: StateShape,
	all: readonly StateShape[],
): GraphState {
	const name = isBox ? boxes?.[path] : states[path]?.short
	if (!name) throw new Error(`«${machine}» has no words for «${path}»`)
	return { path, name, parent, isBox, isFinal: !isBox && (isFinal || !leadsOut(path, all)) }
}

/** Whether the state, or a box around it, has a transition. */
const leadsOut = (path: string, all: readonly StateShape[]): boolean =>
	all.some(
		(state) => (state.path === path || path.startsWith(`${state.path}.`)) && state.transitions.length > 0,
	)

function readCreation({ creation: begins, guards }: AnyLifecycle, whoSends: WhoSends): GraphTransition {
	return {
		id: begins.event,
		event: begins.event,
		button: begins.text.name ?? begins.text.button,
		from: "",
		to: begins.to,
		isSelf: false,
		guards: begins.guards,
		conditions: wordsOf(guards, begins.guards.map(guardName)),
		when: "",
		who: whoSends(begins.event),
	}
}

function readTransitions(
	{ events, guards }: AnyLifecycle,
	{ path: from, transitions }: StateShape,
	whoSends: WhoSends,
): GraphTransition[] {
	return transitions.map((one): GraphTransition => {
		const { event, guards: own } = one
		const others = transitions.filter((other) => other.event === event)
		const names = own.map(guardName)
		const to = one.to ?? from
		return {
			id: [from, event, ...(others.length > 1 ? [others.indexOf(one) + 1] : [])].join("/"),
			event,
			button: events[event]?.name ?? events[event]?.button ?? event,
			from,
			to,
			isSelf: to === from,
			guards: own,
			conditions: wordsOf(guards, names),
			when: wordsOf(
				guards,
				names.filter((name) => others.some((other) => !namesIn(other).includes(name))),
			).join(", "),
			who: whoSends(event),
		}
	})
}

const namesIn = ({ guards }: MachineTransition): string[] => guards.map(guardName)

const wordsOf = (guards: AnyLifecycle["guards"], names: readonly string[]): string[] =>
	names.map((name) => guards[name]?.condition ?? name)
