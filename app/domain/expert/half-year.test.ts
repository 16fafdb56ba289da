import { expect, test } from "vitest"
import { halfYearKey, halfYearOf, rosterYearOf } from "./half-year.ts"

const NOW = new Date("2026-10-15T03:00:00Z")

test.each([
	["2027-1", "2027-1", "2026/2027"],
	["2026-2", "2026-2", "2026/2027"],
])("the half-year %s in an address is read, and its roster is that of the school year", (text, key, year) => {
	const half = halfYearOf(text, NOW)
	expect(halfYearKey(half)).toBe(key)
	expect(rosterYearOf(half)).toBe(year)
})

test.each([
	null,
	"",
	"2026-3",
	"0000-1",
	"0001-1",
	"1999-2",
	"9999-2",
	"второе",
])("an address with the half-year %j shows the present one", (text) => {
	const half = halfYearOf(text, NOW)
	expect(halfYearKey(half)).toBe("2026-2")
	expect(rosterYearOf(half)).toBe("2026/2027")
})
