import { describe, expect, test } from "vitest"
import type { AnyStateMachine, AnyStateNode } from "xstate"
import { applicationEffects } from "#app/domain/application/application.effects.server.ts"
import "#app/domain/index.server.ts"
import { invitationEffects } from "#app/domain/invitation/invitation.subject.server.ts"
import { scheduleEffects } from "#app/domain/schedule/schedule.subject.server.ts"
import { withdrawalEffects } from "#app/domain/withdrawal/withdrawal.subject.server.ts"
import { letterEffects } from "#app/letters/letter.subject.server.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { commandFor, commandsOf, subjectNamed } from "./registry.server.ts"

// Nothing is asked of the database here; the modules only want one to be configured.

const EFFECTS: Record<SubjectName, object> = {
	application: applicationEffects,
	withdrawal: withdrawalEffects,
	schedule: scheduleEffects,
	invitation: invitationEffects,
	letter: letterEffects,
}

/** Every action that some transition of the machine names. */
function actionsOf(machine: AnyStateMachine): string[] {
	const nodes = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(nodes)]
	const named = nodes(machine.root).flatMap((node) =>
		[...node.transitions.values()]
			.flat()
			.flatMap(({ actions }) =>
				actions.map((action) =>
					typeof action === "object" && "type" in action ? String(action.type) : String(action),
				),
			),
	)
	return [...new Set(named)].sort()
}

describe.each(Object.keys(LIFECYCLES) as SubjectName[])("the subject «%s»", (name) => {
	const { machine, events, birth } = LIFECYCLES[name]

	test("carries out every action that its machine names, and has no handler that no action calls", () => {
		expect(Object.keys(EFFECTS[name]).sort()).toEqual(actionsOf(machine))
		expect(actionsOf(machine)).toEqual(Object.keys(machine.implementations.actions).sort())
		for (const action of actionsOf(machine))
			expect(subjectNamed(name).effects(action), action).toBeTypeOf("function")
	})

	test("has one command for every event of its machine, and none besides", () => {
		expect(
			commandsOf(name)
				.map(({ event }) => event)
				.sort(),
		).toEqual(Object.keys(events).sort())
		// Nobody is brought into being by an event's address.
		expect(commandFor(name, birth.event)).toBeUndefined()
	})
})
