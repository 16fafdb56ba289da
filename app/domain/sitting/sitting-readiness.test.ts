import { describe, expect, it } from "vitest"
import { isSettled } from "./sitting-readiness.ts"

describe("the papers of a sitting list only its decisions", () => {
	it("from the next day on, once the commission has decided something", () => {
		expect(isSettled({ heldOn: "2026-09-28" }, 3, "2026-09-29")).toBe(true)
	})
	it("but not on the day itself, when the rest of the agenda can still be decided", () => {
		expect(isSettled({ heldOn: "2026-09-28" }, 3, "2026-09-28")).toBe(false)
	})
	it("nor before a decision is entered, however long ago the sitting was held", () => {
		expect(isSettled({ heldOn: "2026-09-28" }, 0, "2026-11-26")).toBe(false)
	})
})
