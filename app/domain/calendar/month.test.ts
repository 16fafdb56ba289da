import { describe, expect, it, test } from "vitest"
import { monthAfter, monthBefore, monthLabel, monthOf, weeksOf } from "./month.ts"

describe("the table of a month", () => {
	test.each([
		["2026-10", 5, "2026-09-28", "2026-11-01"],
		["2027-02", 4, "2027-02-01", "2027-02-28"],
		["2028-02", 5, "2028-01-31", "2028-03-05"],
		["2026-12", 5, "2026-11-30", "2027-01-03"],
		["2026-08", 6, "2026-07-27", "2026-09-06"],
	])("%s has %i weeks, from Monday %s to Sunday %s", (month, count, first, last) => {
		const weeks = weeksOf(month)
		expect(weeks).toHaveLength(count)
		expect(weeks.every((week) => week.length === 7)).toBe(true)
		expect([weeks[0]?.[0]?.date, weeks.at(-1)?.[6]?.date]).toEqual([first, last])
		const inMonth = weeks.flat().filter((day) => day.inMonth)
		expect(inMonth.map(({ day }) => day)).toEqual(inMonth.map((_, index) => index + 1))
	})

	it("turns over New Year in both directions", () => {
		expect([monthBefore("2027-01"), monthAfter("2026-12")]).toEqual(["2026-12", "2027-01"])
		expect(monthLabel("2026-12")).toBe("декабрь 2026")
	})

	test.each([
		"2026-13",
		"2026-00",
		"2026-1",
		"октябрь",
		"",
		"99999-01",
		"1999-01",
		"2026-10-01",
		"2026-10'",
	])("an address with «%s» shows the current month", (asked) => {
		expect(monthOf(asked, "2026-10-15")).toBe("2026-10")
	})

	it("an address names any month within ten years", () => {
		expect(monthOf("2027-02", "2026-10-15")).toBe("2027-02")
		expect(monthOf(null, "2026-10-15")).toBe("2026-10")
	})
})
