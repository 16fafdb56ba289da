import { describe, expect, it } from "vitest"
import { isSettled } from "./sitting-readiness.ts"

describe("the papers of a sitting list only its decisions", () => {
	const held = { heldOn: "2026-09-28" }
	it("from the next day on, once the commission has decided something", () => {
		expect(isSettled(held, "2026-09-28", "2026-09-29")).toBe(true)
	})
	it("but not on the day itself, when the rest of the agenda can still be decided", () => {
		expect(isSettled(held, "2026-09-28", "2026-09-28")).toBe(false)
	})
	it("nor on a later day on which the decisions are being entered, page by page", () => {
		expect(isSettled(held, "2026-10-02", "2026-10-02")).toBe(false)
		expect(isSettled(held, "2026-10-02", "2026-10-03")).toBe(true)
	})
	it("nor before a decision is entered, however long ago the sitting was held", () => {
		expect(isSettled(held, null, "2026-11-26")).toBe(false)
	})
})
