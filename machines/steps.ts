import {
	type AnyLifecycle,
	type EventText,
	leafStates,
	nodesAlong,
	type StepTable,
	stateOf,
	transitionsFor,
} from "./lifecycle.ts"

// What a journal is held against: every step that a version of a machine allows, as plain data that outlives the machine.

/** Steps that no machine has: an operator's hand, confirmed by a second one, and the move to a new version of the machine. */
export const OUTSIDE = { byHand: "lifecycle.move", migration: "lifecycle.migrate" } as const

export const OUTSIDE_TEXTS: Record<string, EventText> = {
	[OUTSIDE.byHand]: { button: "Перевести вручную", happened: "Переведено вручную" },
	[OUTSIDE.migration]: {
		button: "Перевести на новую версию порядка",
		happened: "Переведено на новую версию порядка работы",
	},
}

/** Whatever guards say: they read facts of their moment, which the journal does not hold. */
export function stepTable({ machine, birth }: Pick<AnyLifecycle, "machine" | "birth">): StepTable {
	const states = leafStates(machine)
	const steps = states.flatMap((from) =>
		machine.events.flatMap((event) =>
			transitionsFor({ _nodes: nodesAlong(machine, from) }, event).map(({ target }) => {
				const to = target?.[0] ? stateOf(target[0]) : from
				return `${from} ${event} ${to}`
			}),
		),
	)
	return { birth: { event: birth.event, to: birth.to }, states, steps: [...new Set(steps)].sort() }
}

/** The same for quick asking. */
export interface Steps {
	birth: { event: string; to: string }
	states: ReadonlySet<string>
	has(from: string, event: string, to: string): boolean
}

const known = new WeakMap<AnyLifecycle, Map<number, Steps | null>>()

/** The steps of a version of a lifecycle; null when nothing is known of that version. */
export function stepsOf(lifecycle: AnyLifecycle, version: number): Steps | null {
	const versions = known.get(lifecycle) ?? new Map<number, Steps | null>()
	known.set(lifecycle, versions)
	const found = versions.get(version)
	if (found !== undefined) return found
	const isPresent = version === lifecycle.version
	const table = isPresent ? stepTable(lifecycle) : lifecycle.migrations?.[version - 1]?.leaves
	const steps = table ? asSteps(table) : null
	versions.set(version, steps)
	return steps
}

function asSteps({ birth, states, steps }: StepTable): Steps {
	const allowed = new Set(steps)
	return { birth, states: new Set(states), has: (from, event, to) => allowed.has(`${from} ${event} ${to}`) }
}
