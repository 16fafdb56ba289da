import type { AnyLifecycle, EventText, StepTable } from "./lifecycle.ts"
import { leafStates, transitionsFor } from "./structure.ts"

// Journals are checked against the steps that each version of a machine allows: plain data that outlives the machine.

/** Steps that no machine has: a move that two operators made by hand, and the move to a new version of the machine. */
export const OUTSIDE = { byHand: "lifecycle.move", migration: "lifecycle.migrate" } as const

export const OUTSIDE_TEXTS: Record<string, EventText> = {
	[OUTSIDE.byHand]: { button: "Перевести вручную", happened: "Переведено вручную" },
	[OUTSIDE.migration]: {
		button: "Перевести на новую версию порядка",
		happened: "Переведено на новую версию порядка работы",
	},
}

/** Every step that the machine has. Guards are left out: they read facts that the journal does not contain. */
export function stepTable({ machine, creation }: Pick<AnyLifecycle, "machine" | "creation">): StepTable {
	const states = leafStates(machine)
	const steps = states.flatMap((from) =>
		machine.events.flatMap((event) =>
			transitionsFor(machine, from, event).map(({ to }) => `${from} ${event} ${to ?? from}`),
		),
	)
	return { birth: { event: creation.event, to: creation.to }, states, steps: [...new Set(steps)].sort() }
}

/** A step table that answers quickly. */
export interface Steps {
	creation: { event: string; to: string }
	states: ReadonlySet<string>
	has(from: string, event: string, to: string): boolean
}

const known = new WeakMap<AnyLifecycle, Map<number, Steps | null>>()

/** The steps of one version of a lifecycle; null when the program does not know that version. */
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

function asSteps({ birth: creation, states, steps }: StepTable): Steps {
	const allowed = new Set(steps)
	return {
		creation,
		states: new Set(states),
		has: (from, event, to) => allowed.has(`${from} ${event} ${to}`),
	}
}
