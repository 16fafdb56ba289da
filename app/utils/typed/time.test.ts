import { expect, test } from "vitest"
import { parseTypedTime } from "./time.ts"

test.each([
	["10:00", "10:00"],
	["9.30", "09:30"],
	[" 9-30 ", "09:30"],
	["1030", "10:30"],
	["930", "09:30"],
	["10", "10:00"],
	["10 ч 30 мин", "10:30"],
	["10 часов", "10:00"],
	["23:59", "23:59"],
])("«%s» is understood as a time of day", (typed, time) => {
	expect(parseTypedTime(typed)).toBe(time)
})

test.each([
	"",
	"24:00",
	"10:60",
	"утром",
	"10:5",
	"10:000",
	"1".repeat(500),
])("«%s» is not a time of day", (typed) => {
	expect(parseTypedTime(typed)).toBeNull()
})
