import { guardName } from "./guards.ts"
import type { AnyLifecycle, EventText, StepTable } from "./lifecycle.ts"
import {
	eventsOf,
	leafStates,
	type MachineAction,
	type MachineTransition,
	transitionsFor,
} from "./structure.ts"

// Journals are checked against the steps that each version of a machine allows: plain data that outlives the machine.

/** Steps that no machine has: a move by hand by two operators, and the move to a new version of the machine. */
export const OUTSIDE = { byHand: "lifecycle.move", migration: "lifecycle.migrate" } as const

export const OUTSIDE_TEXTS: Record<string, EventText> = {
	[OUTSIDE.byHand]: { button: "Перевести вручную", happened: "Переведено вручную" },
	[OUTSIDE.migration]: {
		button: "Перевести на новую версию порядка",
		happened: "Переведено на новую версию порядка работы",
	},
}

/**
 * Everything that the machine does, one line for each transition: `from event to if guard, guard do action,
 * action(params)`. If an event has several transitions, the first whose guards hold is taken, so the lines keep the order
 * of the definition.
 */
export function stepTable({ machine, creation }: Pick<AnyLifecycle, "machine" | "creation">): StepTable {
	const states = leafStates(machine)
	const events = [...eventsOf(machine)].sort()
	const steps = [...states]
		.sort()
		.flatMap((from) =>
			events.flatMap((event) => transitionsFor(machine, from, event).map((one) => stepLine(from, one))),
		)
	const guards = creation.guards.map(guardName)
	return {
		birth: { event: creation.event, to: creation.to, ...(guards.length > 0 && { guards }) },
		states,
		steps,
	}
}

function stepLine(from: string, { event, to, guards, actions }: MachineTransition): string {
	const asked = guards.length > 0 ? ` if ${guards.map(guardName).join(", ")}` : ""
	const done = actions.length > 0 ? ` do ${actions.map(actionWords).join(", ")}` : ""
	return `${from} ${event} ${to ?? from}${asked}${done}`
}

function actionWords({ type, params }: MachineAction): string {
	const said = Object.values(params ?? {})
	return said.length > 0 ? `${type}(${said.join(" → ")})` : type
}

/** A step table for fast look-ups. */
export interface Steps {
	creation: { event: string; to: string }
	states: ReadonlySet<string>
	/** Guards are not checked, because they read facts that the journal does not contain. */
	has(from: string, event: string, to: string): boolean
}

const known = new WeakMap<AnyLifecycle, Map<number, Steps | null>>()

/** The steps of one version of a lifecycle, or null if the program does not know that version. */
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

function asSteps({ birth: { event, to }, states, steps }: StepTable): Steps {
	const allowed = new Set(steps.map((step) => step.split(" ", 3).join(" ")))
	return {
		creation: { event, to },
		states: new Set(states),
		has: (from, event, to) => allowed.has(`${from} ${event} ${to}`),
	}
}
