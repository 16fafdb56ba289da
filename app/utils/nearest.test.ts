import { expect, test } from "vitest"
import { nearest } from "./nearest.ts"

const TAGS = ["reason", "dueOn", "teacherName", "url"]

test.each([
	["reasn", "reason"],
	["Reason", "reason"],
	["dueon", "dueOn"],
	["techerNmae", "teacherName"],
	["ulr", "url"],
	["ur", "url"],
	["phone", null],
	["", null],
])("«%s» is recognised as %s", (typed, meant) => {
	expect(nearest(typed, TAGS)).toBe(meant)
})

test("nothing is found among no known names", () => {
	expect(nearest("reason", [])).toBeNull()
})
