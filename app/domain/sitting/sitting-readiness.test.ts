import { describe, expect, it } from "vitest"
import { isSettled } from "./sitting-readiness.ts"

describe("the papers of a sitting speak of its decisions only", () => {
	it("from the day after it on, once it has decided", () => {
		expect(isSettled({ heldOn: "2026-09-28" }, 3, "2026-09-29")).toBe(true)
	})
	it("but not on its own day: whoever is still on the agenda may be decided", () => {
		expect(isSettled({ heldOn: "2026-09-28" }, 3, "2026-09-28")).toBe(false)
	})
	it("nor while nothing has been entered, however long ago it was held", () => {
		expect(isSettled({ heldOn: "2026-09-28" }, 0, "2026-11-26")).toBe(false)
	})
})
