import { transition } from "xstate"
import { explainGuards } from "../explain.ts"
import { guardName } from "../guards.ts"
import { type AnyLifecycle, UNKNOWABLE } from "../lifecycle.ts"
import { type MachineTransition, restore, statePath, transitionsFor } from "../structure.ts"

// Tries events on a copy of a subject. The machine is the real one. So are the facts, except those that a person assumes
// and those that the tried events have changed. Nothing is sent anywhere.

/** A copy of one subject: its state and what its guards read. */
export interface Copy {
	lifecycle: AnyLifecycle
	state: string
	facts: unknown
	/** Guards about facts that the person assumes to hold. */
	assumed: readonly string[]
	/** ISO instant at which events are tried. */
	at: string
}

/** One way in which an event can leave a state. */
export interface Way {
	/** State, event and number of the way. Unique in the machine and the same as in its drawing. */
	id: string
	event: string
	button: string
	/** The conditions that the event's other ways do not have. */
	when: string
	/** The state it leads to, which may be the same one. */
	to: string
	/** Guards about facts that fail and are not assumed. */
	missing: { guard: string; condition: string }[]
	/** What a person would send with the event. The copy assumes that it was sent. */
	asks: string[]
}

const transitionsOf = ({ lifecycle, state }: Copy, event: string): readonly MachineTransition[] =>
	transitionsFor(lifecycle.machine, state, event)

const namesOf = ({ guards }: MachineTransition): string[] => guards.map(guardName)

/** Every way of every event from the copy's state, with what is missing for it. */
export function waysFrom(copy: Copy): Way[] {
	return Object.keys(copy.lifecycle.events).flatMap((event) => {
		const all = transitionsOf(copy, event)
		return all.map((one, index) => readWay(copy, one, index, all))
	})
}

function readWay(
	{ lifecycle, state, facts, assumed, at }: Copy,
	{ from, event, to, guards }: MachineTransition,
	index: number,
	all: readonly MachineTransition[],
): Way {
	const { events } = lifecycle
	const asked = { type: event, at }
	const condition = (name: string) => lifecycle.guards[name]?.condition ?? name
	return {
		id: [from, event, ...(all.length > 1 ? [index + 1] : [])].join("/"),
		event,
		button: events[event]?.name ?? events[event]?.button ?? event,
		when: guards
			.map(guardName)
			.filter((name) => all.some((other) => !namesOf(other).includes(name)))
			.map(condition)
			.join(", "),
		to: to ?? state,
		missing: guards
			.filter((use) => !assumed.includes(guardName(use)))
			.filter((use) => !explainGuards(lifecycle, [use], facts, asked).possible)
			.map((use) => ({ guard: guardName(use), condition: condition(guardName(use)) })),
		asks: explainGuards(lifecycle, guards, facts, asked).asks.map(condition),
	}
}

/** The copy after one tried event. */
export interface Followed {
	to: string
	/** As far as they follow from the event alone. */
	facts: unknown
	/** Some facts would depend on data that a person sends with the event. */
	unknowable: boolean
}

/**
 * Sends the event to the machine. The guards of this way are assumed to hold, and those that only the event's other ways
 * have are assumed to fail. Null if a fact is missing or there is no such way.
 */
export function follow(copy: Copy, id: string): Followed | null {
	const way = waysFrom(copy).find((one) => one.id === id)
	if (!way || way.missing.length > 0) return null
	const all = transitionsOf(copy, way.event)
	const chosen = all.find((one, index) => readWay(copy, one, index, all).id === id)
	const own = chosen ? namesOf(chosen) : []
	const guards = Object.fromEntries(all.flatMap(namesOf).map((name) => [name, () => own.includes(name)]))
	const machine = copy.lifecycle.machine.provide({ guards })
	const [next, actions] = transition(machine, restore(machine, copy.state, copy.facts), {
		type: way.event,
		at: copy.at,
	})
	const { consequences = {} }: AnyLifecycle = copy.lifecycle
	const changes = actions.map(({ type }) => consequences[type])
	const facts = changes.reduce<unknown>(
		(known, change) =>
			typeof change === "function" ? { ...(known as object), ...change(known as never) } : known,
		copy.facts,
	)
	return { to: statePath(next.value), facts, unknowable: changes.includes(UNKNOWABLE) }
}
