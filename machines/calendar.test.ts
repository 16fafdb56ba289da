import { describe, expect, it, test } from "vitest"
import {
	addDays,
	addMonths,
	civilDate,
	civilTime,
	daysBetween,
	instantOf,
	isCivilDate,
} from "#app/utils/civil-date.ts"
import {
	DEADLINE_DAYS,
	daysLeft,
	deadlinesOf,
	isClosedByCalendar,
	isPeriodId,
	period,
	periodLabel,
	periodsBetween,
	periodsOfSchoolYear,
	proposePeriod,
	reviewDueOn,
	schoolYearOf,
} from "./calendar.ts"

describe("the clock of Tomsk", () => {
	it("begins a new day seven hours before UTC does", () => {
		expect(civilDate(new Date("2026-09-12T16:59:59.999Z"))).toBe("2026-09-12")
		expect(civilDate(new Date("2026-09-12T17:00:00Z"))).toBe("2026-09-13")
		expect(civilTime(new Date("2026-09-12T17:00:00Z"))).toBe("00:00")
	})

	it("turns a local time into its moment and back", () => {
		expect(instantOf("2026-10-01T09:00").toISOString()).toBe("2026-10-01T02:00:00.000Z")
		expect(instantOf("2026-10-01T09:00:30").toISOString()).toBe("2026-10-01T02:00:30.000Z")
		expect(instantOf("2026-10-01T09:45").toISOString()).toBe("2026-10-01T02:45:00.000Z")
		expect(instantOf("2026-09-13").toISOString()).toBe("2026-09-12T17:00:00.000Z")
		expect(civilDate(instantOf("2026-01-01"))).toBe("2026-01-01")
	})

	it("knows that the region lived in UTC+6 until May 2016", () => {
		expect(instantOf("2016-05-01T12:00").toISOString()).toBe("2016-05-01T06:00:00.000Z")
		expect(instantOf("2016-06-01T12:00").toISOString()).toBe("2016-06-01T05:00:00.000Z")
		// The night of the change itself, at 2 o'clock.
		expect(instantOf("2016-05-29T01:30").toISOString()).toBe("2016-05-28T19:30:00.000Z")
		expect(instantOf("2016-05-29T03:30").toISOString()).toBe("2016-05-28T20:30:00.000Z")
	})

	test.each([
		"2026-02-30T10:00",
		"2026-10-01T24:00",
		"2026-10-01 09:00",
		"01.10.2026",
		"12026-10-01T09:00",
		"",
	])("refuses «%s» as a local time, naming it", (text) => {
		expect(() => instantOf(text)).toThrow(new RangeError(`Not a local time: ${text}`))
	})
})

describe("civil dates", () => {
	test.each(["2026-02-28", "2028-02-29", "2026-12-31"])("%s is a day of the calendar", (date) => {
		expect(isCivilDate(date)).toBe(true)
	})

	test.each([
		"2026-02-29",
		"2026-02-30",
		"2026-13-01",
		"2026-00-10",
		"2026-4-1",
		"26-04-01",
		"",
		"0000-00-00",
	])("«%s» is not a day of the calendar", (date) => {
		expect(isCivilDate(date)).toBe(false)
		expect(() => addDays(date, 1)).toThrow(RangeError)
	})

	it("adds days across months, years and leap days", () => {
		expect(addDays("2026-12-31", 1)).toBe("2027-01-01")
		expect(addDays("2028-03-01", -1)).toBe("2028-02-29")
		expect(daysBetween("2026-10-01", "2026-11-30")).toBe(60)
		expect(daysBetween("2026-11-30", "2026-10-01")).toBe(-60)
	})

	it("keeps to the last day of a shorter month", () => {
		expect(addMonths("2026-05-31", -3)).toBe("2026-02-28")
		expect(addMonths("2028-05-31", -3)).toBe("2028-02-29")
		expect(addMonths("2026-11-15", 2)).toBe("2027-01-15")
		expect(addMonths("2026-01-15", -1)).toBe("2025-12-15")
	})
})

describe("periods", () => {
	it("names the eight windows of 2026/2027 as schedules do", () => {
		const windows = periodsOfSchoolYear("2026/2027")
		expect(windows.map(({ id, label, prepositional }) => [id, label, prepositional])).toEqual([
			["2026-09", "сентябрь-октябрь 2026", "в сентябре-октябре 2026 г."],
			["2026-10", "октябрь-ноябрь 2026", "в октябре-ноябре 2026 г."],
			["2026-11", "ноябрь-декабрь 2026", "в ноябре-декабре 2026 г."],
			["2026-12", "декабрь 2026-январь 2027", "в декабре 2026 - январе 2027 г."],
			["2027-01", "январь-февраль 2027", "в январе-феврале 2027 г."],
			["2027-02", "февраль-март 2027", "в феврале-марте 2027 г."],
			["2027-03", "март-апрель 2027", "в марте-апреле 2027 г."],
			["2027-04", "апрель-май 2027", "в апреле-мае 2027 г."],
		])
		expect(windows.every(({ schoolYear }) => schoolYear === "2026/2027")).toBe(true)
	})

	it("runs from the first day of one month to the last of the next, over New Year too", () => {
		expect(period("2026-12")).toMatchObject({
			startsOn: "2026-12-01",
			secondMonthStartsOn: "2027-01-01",
			endsOn: "2027-01-31",
		})
		expect(period("2028-01").endsOn).toBe("2028-02-29")
	})

	test.each([
		"2026-05",
		"2026-06",
		"2026-07",
		"2026-08",
		"2026-13",
		"2026-00",
		"2026-1",
		"12026-10",
		"2026-101",
		"октябрь",
		"",
	])("starts no window in «%s»", (id) => {
		expect(isPeriodId(id)).toBe(false)
		expect(() => period(id)).toThrow(new RangeError(`No attestation period starts in ${id}`))
	})

	it("marks a closed period in lists", () => {
		expect(periodLabel("2026-10", { closed: true })).toBe("(ПЕРИОД ЗАКРЫТ) октябрь-ноябрь 2026")
		expect(periodLabel("2026-10", { closed: false })).toBe("октябрь-ноябрь 2026")
	})

	it("changes the school year on 1 September", () => {
		expect(schoolYearOf("2026-08-31")).toBe("2025/2026")
		expect(schoolYearOf("2026-09-01")).toBe("2026/2027")
		expect(schoolYearOf("2027-01-01")).toBe("2026/2027")
	})

	test.each([
		"2026",
		"2026/2028",
		"2026-2027",
		"12026/2027",
		"2026/20271",
	])("refuses «%s» as a school year", (text) => {
		expect(() => periodsOfSchoolYear(text)).toThrow(new RangeError(`Not a school year: ${text}`))
	})

	it("lists windows by their first day, both ends included, and skips the summer", () => {
		const ids = periodsBetween("2027-04-01", "2027-10-01").map(({ id }) => id)
		expect(ids).toEqual(["2027-04", "2027-09", "2027-10"])
		expect(periodsBetween("2027-04-02", "2027-08-31")).toEqual([])
	})

	it("lets neighbours overlap: the 15th closes one period's conclusions and publishes another's schedule", () => {
		expect(deadlinesOf("2026-10").centreBy).toBe("2026-11-15")
		expect(deadlinesOf("2026-12").publishedBy).toBe("2026-11-15")
	})
})

describe("deadlines", () => {
	it("follows the table of «октябрь-ноябрь 2026»", () => {
		expect(deadlinesOf("2026-10")).toEqual({
			registrationUntil: "2026-09-11",
			scheduleUntil: "2026-09-12",
			closesAfter: "2026-09-12",
			closedFrom: "2026-09-13",
			publishedBy: "2026-09-15",
			expertsStudyBy: "2026-09-17",
			evidenceSafeUntil: "2026-09-30",
			evidenceUntil: "2026-10-01",
			startsOn: "2026-10-01",
			conclusionSignedBy: "2026-10-31",
			groupHeadBy: "2026-11-10",
			groupHeadPassesBy: "2026-11-12",
			centreBy: "2026-11-15",
			decisionBy: "2026-11-29",
			decisionOuter: "2026-11-30",
		})
	})

	it("closes a period at the local midnight after the 12th, not on the 12th", () => {
		expect(isClosedByCalendar("2026-10", civilDate(instantOf("2026-09-12T23:59")))).toBe(false)
		expect(isClosedByCalendar("2026-10", civilDate(instantOf("2026-09-13T00:00")))).toBe(true)
	})

	it("takes the days of the month from the settings", () => {
		const days = { ...DEADLINE_DAYS, registration: 10, schedule: 14 }
		expect(deadlinesOf("2026-10", days).registrationUntil).toBe("2026-09-10")
		expect(isClosedByCalendar("2026-10", "2026-09-14", days)).toBe(false)
		expect(isClosedByCalendar("2026-10", "2026-09-15", days)).toBe(true)
	})

	it("gives 30 days from receipt: 30 August ends on 29 September", () => {
		expect(reviewDueOn("2026-08-30")).toBe("2026-09-29")
	})

	it("counts the 30 days in summer too: from 20 May to 19 June, while the period closes on 12 August", () => {
		expect(reviewDueOn("2026-05-20")).toBe("2026-06-19")
		const proposed = proposePeriod({ categoryEndsOn: null, today: "2026-05-20", isOpen: () => true })
		expect(proposed?.period.id).toBe("2026-09")
		expect(deadlinesOf("2026-09").closesAfter).toBe("2026-08-12")
	})

	it("distinguishes the end of the second month from the end of the 60 days", () => {
		const lengths = [...periodsOfSchoolYear("2026/2027"), period("2028-01"), period("2028-02")].map(
			({ id, startsOn, endsOn }) => [id, daysBetween(startsOn, endsOn) + 1],
		)
		expect(lengths).toEqual([
			["2026-09", 61],
			["2026-10", 61],
			["2026-11", 61],
			["2026-12", 62],
			["2027-01", 59],
			["2027-02", 59],
			["2027-03", 61],
			["2027-04", 61],
			["2028-01", 60],
			["2028-02", 60],
		])
		expect(deadlinesOf("2027-01").decisionBy).toBe("2027-03-01")
		expect(deadlinesOf("2026-12").decisionOuter).toBe("2027-01-30")
	})

	it("leaves experts of «март-апрель» no day between the 15th and their 14 days, and one in a leap year", () => {
		const between = (id: string) => {
			const { publishedBy, expertsStudyBy } = deadlinesOf(id)
			return daysBetween(publishedBy, expertsStudyBy)
		}
		expect(between("2027-03")).toBe(0)
		expect(between("2028-03")).toBe(1)
		expect(between("2026-10")).toBe(2)
		expect(between("2026-11")).toBe(3)
	})

	it("does not move a deadline off a weekend", () => {
		expect(new Date(`${deadlinesOf("2026-10").scheduleUntil}T00:00:00Z`).getUTCDay()).toBe(6)
	})

	it("counts the last day as 0 and an overdue one below it", () => {
		expect(daysLeft("2026-09-29", "2026-09-29")).toBe(0)
		expect(daysLeft("2026-09-29", "2026-09-30")).toBe(-1)
		expect(daysLeft("2026-09-29", "2026-09-19")).toBe(10)
	})
})

describe("the proposed period", () => {
	const byCalendar = (today: string) => (id: string) => !isClosedByCalendar(id, today)
	const propose = (categoryEndsOn: string | null, today: string, isOpen = byCalendar(today)) => {
		const proposed = proposePeriod({ categoryEndsOn, today, isOpen })
		return proposed && [proposed.period.id, proposed.late]
	}

	it("is the last window that ends on or before the end of the category", () => {
		expect(propose("2018-04-30", "2017-11-20")).toEqual(["2018-03", false])
		expect(propose("2020-11-02", "2020-06-10")).toEqual(["2020-09", false])
		expect(propose("2020-10-30", "2020-01-10")).toEqual(["2020-04", false])
	})

	it("is found for a category that ends beyond two years", () => {
		expect(propose("2029-12-31", "2026-09-01")).toEqual(["2029-11", false])
	})

	it("moves to an earlier window when the last one is closed for the municipality", () => {
		expect(propose("2027-04-30", "2026-11-22", (id) => id !== "2027-03")).toEqual(["2027-02", false])
	})

	it("is the nearest open one, marked late, when none ends in time", () => {
		expect(propose("2026-10-31", "2026-09-20")).toEqual(["2026-11", true])
		expect(propose("2020-01-01", "2026-09-20")).toEqual(["2026-11", true])
	})

	it("is the nearest open one without a category or its end, on both sides of the 12th", () => {
		expect(propose(null, "2026-09-12")).toEqual(["2026-10", false])
		expect(propose(null, "2026-09-13")).toEqual(["2026-11", false])
	})

	it("treats a reopened schedule as open, whatever the calendar says", () => {
		expect(propose(null, "2026-09-20", (id) => id === "2026-10")).toEqual(["2026-10", false])
	})

	it("is never a window that has begun", () => {
		expect(propose(null, "2026-10-01", () => true)).toEqual(["2026-11", false])
	})

	it("is null when nothing is open", () => {
		expect(propose("2027-04-30", "2026-09-20", () => false)).toBeNull()
	})
})
