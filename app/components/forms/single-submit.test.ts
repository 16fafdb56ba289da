import { describe, expect, test } from "vitest"
import { repeats } from "./single-submit.ts"

function fields(given: Record<string, string>): FormData {
	const data = new FormData()
	for (const [name, value] of Object.entries(given)) data.append(name, value)
	return data
}

const empty = fields({ event: "withdrawal.form", reason: "" })
const corrected = fields({ event: "withdrawal.form", reason: "Переезд в другой город" })

describe("a form that is sent again", () => {
	test("is sent when no other request is running", () => {
		expect(repeats({ state: "idle" }, empty)).toBe(false)
	})

	test("is sent while a link is being followed", () => {
		expect(repeats({ state: "loading" }, empty)).toBe(false)
	})

	test("waits until the server has answered, whatever it says now", () => {
		expect(repeats({ state: "submitting", formData: empty }, empty)).toBe(true)
		expect(repeats({ state: "submitting", formData: empty }, corrected)).toBe(true)
	})

	test("is sent with a corrected field as soon as the refusal can be read, though the page is still loading", () => {
		expect(repeats({ state: "loading", formData: empty }, corrected)).toBe(false)
	})

	test("is sent by another button as soon as the refusal can be read", () => {
		const next = fields({ step: "2", go: "next" })
		const back = fields({ step: "2", go: "back" })
		expect(repeats({ state: "loading", formData: next }, back)).toBe(false)
	})

	test("waits when it is a late second click with the same data", () => {
		expect(repeats({ state: "loading", formData: corrected }, corrected)).toBe(true)
	})
})
