import { describe, expect, test } from "vitest"
import { applicationEffects } from "#app/domain/application/application.effects.server.ts"
import "#app/domain/index.server.ts"
import { invitationEffects } from "#app/domain/invitation/invitation.subject.server.ts"
import { scheduleEffects } from "#app/domain/schedule/schedule.subject.server.ts"
import { withdrawalEffects } from "#app/domain/withdrawal/withdrawal.subject.server.ts"
import { letterEffects } from "#app/letters/letter.subject.server.ts"
import type { AnyLifecycle } from "#machines/lifecycle.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { statesOf } from "#machines/structure.ts"
import { commandFor, commandsOf, subjectNamed } from "./registry.server.ts"

// These tests send no query, but the modules that they import need a configured database.

const EFFECTS: Record<SubjectName, object> = {
	application: applicationEffects,
	withdrawal: withdrawalEffects,
	schedule: scheduleEffects,
	invitation: invitationEffects,
	letter: letterEffects,
}

/** Every action that some transition of the machine names. */
function actionsOf({ machine }: AnyLifecycle): string[] {
	const named = statesOf(machine).flatMap(({ transitions }) =>
		transitions.flatMap(({ actions }) => actions.map(({ type }) => type)),
	)
	return [...new Set(named)].sort()
}

describe.each(Object.keys(LIFECYCLES) as SubjectName[])("the subject «%s»", (name) => {
	const { events, creation } = LIFECYCLES[name]

	test("has a handler for every action that its machine names, and no other handler", () => {
		expect(Object.keys(EFFECTS[name]).sort()).toEqual(actionsOf(LIFECYCLES[name]))
		for (const action of actionsOf(LIFECYCLES[name]))
			expect(subjectNamed(name).effects(action), action).toBeTypeOf("function")
	})

	test("has one command for every event of its machine, and no other command", () => {
		expect(
			commandsOf(name)
				.map(({ event }) => event)
				.sort(),
		).toEqual(Object.keys(events).sort())
		// A subject cannot be created by sending an event to an address.
		expect(commandFor(name, creation.event)).toBeUndefined()
	})
})
