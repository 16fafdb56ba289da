import { describe, expect, test } from "vitest"
import { stageOf } from "#machines/application/application.stages.ts"
import { chooseApplication, type OwnApplication } from "./teacher-applications.view.server.ts"

/** Newest first, as the list is loaded. */
const own = (...states: string[]): OwnApplication[] =>
	states.map((state, index) => ({
		id: `${index}`,
		state,
		short: state,
		title: state,
		positionCode: "teacher",
		workplace: { organisationId: null, municipalityCode: null },
		active: stageOf(state)?.next !== "over",
		next: stageOf(state)?.next ?? null,
	}))
const shown = (...states: string[]) => chooseApplication(own(...states), null)?.state

describe("a page of the teacher's cabinet shows", () => {
	test("the conclusion that waits for a signature, not a newer empty draft", () => {
		expect(shown("draft.editing", "concluded.awaitingTeacher")).toBe("concluded.awaitingTeacher")
	})

	test("the rejected application before a formed one, and a formed one before a draft", () => {
		expect(shown("draft.editing", "draft.formed", "rejected")).toBe("rejected")
		expect(shown("draft.editing", "draft.formed")).toBe("draft.formed")
	})

	test("the draft before one that waits for others", () => {
		expect(shown("submitted", "draft.editing")).toBe("draft.editing")
	})

	test("the newest that has not ended if nothing waits for the teacher", () => {
		expect(shown("withdrawn", "registered", "submitted")).toBe("registered")
	})

	test("the newest former one if all have ended, and none if there is none", () => {
		expect(shown("concluded.granted", "withdrawn")).toBe("concluded.granted")
		expect(shown()).toBeUndefined()
	})

	test("the one that the address names, and refuses that of somebody else", () => {
		expect(chooseApplication(own("registered", "draft.editing"), "1")?.state).toBe("draft.editing")
		expect(() => chooseApplication(own("registered"), "somebody's")).toThrow("Такой страницы нет")
	})
})
