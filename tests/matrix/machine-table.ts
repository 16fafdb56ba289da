import { describe, expect, test } from "vitest"
import { transition } from "xstate"
import { explainEvent, explainGuards, guardHolds, refusalOf } from "#machines/explain.ts"
import { guardName } from "#machines/guards.ts"
import type { AnyLifecycle } from "#machines/lifecycle.ts"
import { leafStates, restore, statePath, transitionsFor } from "#machines/structure.ts"
import { notHere } from "../proof/page.ts"

/** Facts and event data, written as differences from a sample. */
export interface Circumstances {
	facts?: object
	data?: object
}

/** One sentence of one guard: what must change for it to refuse, and what it says then. */
export interface Refusal<State extends string, Event extends string> extends Circumstances {
	event: Event
	guard: string
	/** States in which the guard is asked; by default all that have the event. */
	in?: readonly State[]
	says: string | readonly string[]
}

/** What one guard says about every event that uses it, unless the table has a refusal of this guard for the event itself. */
export interface GuardRefusal extends Circumstances {
	guard: string
	says: string
}

/** A description of the lifecycle written down by a person. The machine is checked against it. */
export interface MachineTable<State extends string, Event extends string> {
	lifecycle: AnyLifecycle
	states: readonly State[]
	/** Where an event leads from each state that has it. If there are several targets, the sample leads to the first. */
	moves: Record<Event, Partial<Record<State, State | readonly State[]>>>
	at: string
	/** Facts with which every guard of the event holds. */
	facts: object
	samples: Record<NoInfer<Event>, Circumstances>
	refusals: readonly Refusal<NoInfer<State>, NoInfer<Event>>[]
	guardRefusals?: readonly GuardRefusal[]
	/** «event guard»: the guards that only choose between targets, so they refuse nothing by themselves. */
	choosing?: readonly string[]
}

export function testMachine<State extends string, Event extends string>(table: MachineTable<State, Event>) {
	const { lifecycle, states, moves, samples, at } = table
	const { machine } = lifecycle
	const events = Object.keys(moves) as Event[]
	const refusals = [...table.refusals, ...refusalsByGuard(table)]
	const targetsOf = (event: Event, state: State) => listed<State>(moves[event][state])
	const circumstances = (event: Event, change: Circumstances = {}) => ({
		facts: { ...table.facts, ...samples[event].facts, ...change.facts },
		moment: { at, ...samples[event].data, ...change.data, type: event },
	})

	describe(`the lifecycle «${lifecycle.name}»`, () => {
		test("has the states and events of the table, and texts for each", () => {
			expect([...leafStates(machine)].sort()).toEqual([...states].sort())
			expect([...machine.events].sort()).toEqual([...events].sort())
			expect(Object.keys(lifecycle.states).sort()).toEqual([...states].sort())
			expect(Object.keys(lifecycle.events).sort()).toEqual([...events].sort())
			expect(Object.keys(samples).sort()).toEqual([...events].sort())
			expect(states).toContain(lifecycle.creation.to as State)
		})

		test.each(states)("has exactly the transitions from %s that the table names", (state) => {
			const found = events.map((event) => [event, reached(lifecycle, state, event)])
			const expected = events.map((event) => [event, [...targetsOf(event, state)].sort().join(" | ") || "–"])
			expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
		})

		test.each(
			cells(table),
		)("allows %s in %s under the table's circumstances and reaches the table's target", (event, state) => {
			const { facts, moment } = circumstances(event)
			const snapshot = restore(machine, state, facts)
			expect(explainEvent(lifecycle, state, facts, moment)).toMatchObject({ possible: true, reasons: [] })
			expect(snapshot.can(moment)).toBe(true)
			expect(statePath(transition(machine, snapshot, moment)[0].value)).toBe(targetsOf(event, state)[0])
		})

		test("refuses an event that a state does not have, and names the state", () => {
			for (const state of states)
				for (const event of events.filter((name) => targetsOf(name, state).length === 0)) {
					const { facts, moment } = circumstances(event)
					const sentence = notHere(lifecycle.states[state]?.short ?? "", lifecycle.states[state]?.now)
					expect(restore(machine, state, facts).can(moment), `${event} in ${state}`).toBe(false)
					expect(refusalOf(lifecycle, state, facts, moment).reasons).toEqual([sentence])
					expect(explainEvent(lifecycle, state, facts, moment)).toMatchObject({
						possible: false,
						reasons: [sentence],
					})
				}
		})

		if (refusals.length > 0)
			test.each(
				refusals.map((refusal) => [refusal.event, refusal.guard, refusal] as const),
			)("refuses %s with the words of the guard %s", (event, guard, refusal) => {
				const { facts, moment } = circumstances(event, refusal)
				const says = [refusal.says].flat()
				const asked = refusal.in ?? states.filter((state) => targetsOf(event, state).length > 0)
				expect(asked.length).toBeGreaterThan(0)
				expect(guardHolds(lifecycle, guard, circumstances(event).facts, circumstances(event).moment)).toBe(
					true,
				)
				for (const state of asked) {
					expect(restore(machine, state, facts).can(moment), `in ${state}`).toBe(false)
					expect(refusalOf(lifecycle, state, facts, moment).reasons, `in ${state}`).toEqual(says)
					const aboutFacts = lifecycle.guards[guard]?.about === "facts"
					expect(explainEvent(lifecycle, state, facts, moment), `in ${state}`).toMatchObject(
						aboutFacts
							? { possible: false, reasons: says }
							: { possible: true, asks: expect.arrayContaining([guard]) },
					)
				}
			})

		test("has a refusal in the table for every guard of every event, and a text for every guard", () => {
			const written = refusals.map(({ event, guard }) => `${event} ${guard}`)
			const asked = askedIn(table).map(({ event, guard }) => `${event} ${guard}`)
			expect([...new Set(written)].sort()).toEqual([...new Set(asked)].sort())
			expect(Object.keys(lifecycle.guards).sort()).toEqual(Object.keys(lifecycle.predicates).sort())
		})
	})
}

function listed<T extends string>(one: T | readonly T[] | undefined): readonly T[] {
	if (one === undefined) return []
	return typeof one === "string" ? [one] : one
}

/** What one guard says under these circumstances, or null if it holds. */
export function verdictOf(lifecycle: AnyLifecycle, guard: string, facts: object, moment: object) {
	const event = { at: "2026-10-20T05:00:00.000Z", type: "any", ...moment }
	if (guardHolds(lifecycle, guard, facts, event)) return null
	const { reasons, asks } = explainGuards(lifecycle, [guard], facts, event)
	return reasons[0] ?? String(asks.map((name) => lifecycle.guards[name]?.reason)[0])
}

const cells = <State extends string, Event extends string>({ moves, states }: MachineTable<State, Event>) =>
	(Object.keys(moves) as Event[]).flatMap((event) =>
		states.filter((state) => moves[event][state] !== undefined).map((state) => [event, state] as const),
	)

/** Every guard that is checked for an event in a state, without those that only choose between targets. */
const askedIn = <State extends string, Event extends string>(table: MachineTable<State, Event>) =>
	table.states.flatMap((state) =>
		(Object.keys(table.moves) as Event[]).flatMap((event) =>
			guardsOf(table.lifecycle, state, event)
				.filter((guard) => !table.choosing?.includes(`${event} ${guard}`))
				.map((guard) => ({ state, event, guard })),
		),
	)

function refusalsByGuard<State extends string, Event extends string>(
	table: MachineTable<State, Event>,
): Refusal<State, Event>[] {
	const own = new Set(table.refusals.map(({ event, guard }) => `${event} ${guard}`))
	const found = new Map<string, Refusal<State, Event> & { in: State[] }>()
	for (const { state, event, guard } of askedIn(table))
		for (const [index, refusal] of (table.guardRefusals ?? []).entries()) {
			if (refusal.guard !== guard || own.has(`${event} ${guard}`)) continue
			const key = `${event} ${index}`
			found.set(key, { ...refusal, event, in: [...(found.get(key)?.in ?? []), state] })
		}
	return [...found.values()]
}

function reached(lifecycle: AnyLifecycle, state: string, event: string): string {
	const all = transitionsFor(lifecycle.machine, state, event)
	return [...new Set(all.map(({ to }) => to ?? state))].sort().join(" | ") || "–"
}

const guardsOf = (lifecycle: AnyLifecycle, state: string, event: string) =>
	transitionsFor(lifecycle.machine, state, event).flatMap(({ guards }) => guards.map(guardName))
