import { type AnyTransitionDefinition, transition } from "xstate"
import {
	type AnyLifecycle,
	ASKED,
	explainGuards,
	guardNames,
	nodesAlong,
	restore,
	stateOf,
	statePath,
	transitionsFor,
} from "./lifecycle.ts"

// Trying events on a copy: the real machine with its real facts, except for what one assumes and for what tried events have
// done to them. Nothing is sent anywhere.

/** A copy of one subject: where it stands and what its guards read. */
export interface Copy {
	lifecycle: AnyLifecycle
	state: string
	facts: unknown
	/** Guards about facts that are taken as met. */
	assumed: readonly string[]
	/** ISO instant at which events are tried. */
	at: string
}

/** One way an event can go from a state. */
export interface Way {
	/** Unique in the machine, and the same as in its drawing: state, event, which of its ways. */
	id: string
	event: string
	button: string
	/** Conditions that tell it from the event's other ways. */
	when: string
	/** The state it leads to, which may be the same. */
	to: string
	/** Facts that stand in its way, by guard. */
	missing: { guard: string; condition: string }[]
	/** What would be sent with it; a copy takes it as sent. */
	asks: string[]
}

const definitionsOf = ({ lifecycle, state }: Copy, event: string): AnyTransitionDefinition[] =>
	transitionsFor({ _nodes: nodesAlong(lifecycle.machine, state) }, event)

/** Every way of every event from where the copy stands, with what is missing for it. */
export function waysFrom(copy: Copy): Way[] {
	return Object.keys(copy.lifecycle.events).flatMap((event) => {
		const ways = definitionsOf(copy, event)
		return ways.map((way, index) => readWay(copy, event, way, index, ways))
	})
}

function readWay(
	{ lifecycle, state, facts, assumed, at }: Copy,
	event: string,
	{ guard, target, source }: AnyTransitionDefinition,
	index: number,
	ways: readonly AnyTransitionDefinition[],
): Way {
	const { events, guards } = lifecycle
	const own = guardNames(guard)
	const told = (names: readonly string[]) => explainGuards(lifecycle, names, facts, { type: event, at })
	const condition = (name: string) => guards[name]?.condition ?? name
	return {
		id: [source.path.join("."), event, ...(ways.length > 1 ? [index + 1] : [])].join("/"),
		event,
		button: events[event]?.name ?? events[event]?.button ?? event,
		when: own
			.filter((name) => ways.some((other) => !guardNames(other.guard).includes(name)))
			.map(condition)
			.join(", "),
		to: target?.[0] ? stateOf(target[0]) : state,
		missing: own
			.filter((name) => !assumed.includes(name) && !told([name]).possible)
			.map((name) => ({ guard: name, condition: condition(name) })),
		asks: told(own).asks.map(condition),
	}
}

/** Where a copy has come. */
export interface Followed {
	to: string
	/** As far as the event alone tells them. */
	facts: unknown
	/** Other facts come out of what people would have sent with it. */
	asked: boolean
}

/**
 * Sends the event to the machine itself, with the guards of this way taken as met and those of the event's other ways as
 * not met. Null when a fact is missing, or there is no such way.
 */
export function follow(copy: Copy, id: string): Followed | null {
	const way = waysFrom(copy).find((one) => one.id === id)
	if (!way || way.missing.length > 0) return null
	const definitions = definitionsOf(copy, way.event)
	const chosen = definitions.findIndex(
		(one, index) => readWay(copy, way.event, one, index, definitions).id === id,
	)
	const own = guardNames(definitions[chosen]?.guard)
	const all = definitions.flatMap(({ guard }) => guardNames(guard))
	const guards = Object.fromEntries(all.map((name) => [name, () => own.includes(name)]))
	const machine = copy.lifecycle.machine.provide({ guards })
	const [next, actions] = transition(machine, restore(machine, copy.state, copy.facts), {
		type: way.event,
		at: copy.at,
	})
	const { consequences = {} }: AnyLifecycle = copy.lifecycle
	const told = actions.map(({ type }) => consequences[type])
	const facts = told.reduce<unknown>(
		(known, one) => (typeof one === "function" ? { ...(known as object), ...one(known as never) } : known),
		copy.facts,
	)
	return { to: statePath(next.value), facts, asked: told.includes(ASKED) }
}
