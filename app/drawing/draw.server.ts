import { commandFor, subjectNamed } from "#app/workflow/registry.server.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import type { Drawing } from "./drawing.ts"
import { layOut } from "./layout.server.ts"
import { type MachineGraph, readMachine } from "./machine-graph.ts"

/** The definition of a machine, together with the people whom its commands admit. */
export function graphOf(name: SubjectName): MachineGraph {
	const { lifecycle, mayCreate } = subjectNamed(name)
	return readMachine(lifecycle, (event) =>
		event === lifecycle.creation.event ? mayCreate.parties : (commandFor(name, event)?.may.parties ?? []),
	)
}

const drawn = new Map<string, Promise<Drawing>>()

/** The drawing of a machine, laid out once for each version. `withWho` adds who may send each event. */
export function drawingOf(
	name: SubjectName,
	{ withWho = false }: { withWho?: boolean } = {},
): Promise<Drawing> {
	const graph = graphOf(name)
	const key = `${name}@${graph.version}${withWho ? "+who" : ""}`
	const known = drawn.get(key) ?? layOut(graph, { withWho })
	drawn.set(key, known)
	return known
}
