import { expect, test } from "vitest"
import { VersionSchema } from "./version.ts"

test.each([
	["0", 0],
	["7", 7],
	["007", 7],
	["123456789", 123_456_789],
])("«%s» is a version", (typed, version) => {
	expect(VersionSchema.parse(typed)).toBe(version)
})

test.each([
	"",
	" ",
	"x",
	"1.5",
	"1e3",
	"-1",
	"+1",
	"0x1",
	"1234567890",
	"١",
	undefined,
	null,
	1,
	["1"],
])("%j is none", (typed) => {
	expect(VersionSchema.safeParse(typed).success).toBe(false)
})
