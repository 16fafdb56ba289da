import { describe, expect, it, test } from "vitest"
import { instantOf } from "#app/utils/civil-date.ts"
import { NUMBERS } from "../rulebook/rules.ts"
import {
	type CalendarFacts,
	type CalendarKind,
	contractHalfOf,
	contractWindow,
	DEADLINES,
	type DeadlineId,
	datesFor,
	dayOf,
	rosterOf,
	touches,
} from "./deadlines.ts"
import { hasPassed, passesAt } from "./passing.ts"

type Case = [deadline: DeadlineId, kind: CalendarKind, facts: CalendarFacts[CalendarKind], on: string | null]

const OCTOBER = { periodId: "2026-10" }
const MARCH = { periodId: "2027-03" }
const LEAP_MARCH = { periodId: "2028-03" }
const NEW_YEAR = { periodId: "2026-12" }
const JANUARY = { periodId: "2027-01" }

/** Computed by hand from a paper calendar. Each row of the table of deadlines occurs at least once. */
const CASES: Case[] = [
	["registration", "period", OCTOBER, "2026-09-11"],
	["registration", "period", JANUARY, "2026-12-11"],
	["schedule", "period", OCTOBER, "2026-09-12"],
	["period-closes", "period", OCTOBER, "2026-09-13"],
	["period-closes", "period", { periodId: "2026-09" }, "2026-08-13"],
	["publication", "period", OCTOBER, "2026-09-15"],
	["publication", "period", MARCH, "2027-02-15"],
	["experts-study", "period", OCTOBER, "2026-09-17"],
	["experts-study", "period", MARCH, "2027-02-15"],
	["experts-study", "period", LEAP_MARCH, "2028-02-16"],
	["evidence-safe", "period", OCTOBER, "2026-09-30"],
	["evidence-safe", "period", MARCH, "2027-02-28"],
	["evidence-safe", "period", LEAP_MARCH, "2028-02-29"],
	["evidence", "period", OCTOBER, "2026-10-01"],
	["evidence", "period", { periodId: "2026-10", remote: false }, null],
	["attestation-starts", "period", OCTOBER, "2026-10-01"],
	["conclusion", "period", OCTOBER, "2026-10-31"],
	["conclusion", "period", { periodId: "2028-02" }, "2028-02-29"],
	["group-head", "period", OCTOBER, "2026-11-10"],
	["group-head", "period", { periodId: "2026-10", groupHead: false }, null],
	["group-head-passes", "period", OCTOBER, "2026-11-12"],
	["group-head-passes", "period", { periodId: "2026-10", inPerson: false }, null],
	["centre", "period", OCTOBER, "2026-11-15"],
	["centre", "period", NEW_YEAR, "2027-01-15"],
	["decision", "period", OCTOBER, "2026-11-29"],
	["decision", "period", NEW_YEAR, "2027-01-29"],
	["decision", "period", JANUARY, "2027-03-01"],
	["decision", "period", { periodId: "2028-01" }, "2028-02-29"],
	["decision-outer", "period", OCTOBER, "2026-11-30"],
	["review", "review", { receivedOn: "2026-08-30" }, "2026-09-29"],
	["review", "review", { receivedOn: "2026-05-20" }, "2026-06-19"],
	["review", "review", { receivedOn: "2026-12-15" }, "2027-01-14"],
	["review", "review", { receivedOn: "2027-12-31" }, "2028-01-30"],
	["review", "review", { receivedOn: "2027-01-30" }, "2027-03-01"],
	["review", "review", { receivedOn: "2028-01-30" }, "2028-02-29"],
	["review", "review", { receivedOn: "2028-02-29" }, "2028-03-30"],
	["category-renewal", "category", category("first", "2022-12-02", "2027-12-02"), "2027-09-02"],
	["category-renewal", "category", category("first", "2022-05-31", "2027-05-31"), "2027-02-28"],
	["category-renewal", "category", category("first", "2023-05-31", "2028-05-31"), "2028-02-29"],
	["category-renewal", "category", category("first", "2024-05-31", null), null],
	["category-ends", "category", category("first", "2022-12-02", "2027-12-02"), "2027-12-02"],
	["category-ends", "category", category("highest", "2023-08-31", null), "2028-08-31"],
	["category-ends", "category", category("highest", "2023-09-01", null), null],
	["category-ends", "category", category("first", "2020-02-29", null), "2025-02-28"],
	["category-ends", "category", category("first", "2012-05-10", null), "2017-05-10"],
	["category-ends", "category", category("first", null, null), null],
	["same-category-from", "category", category("first", "2022-10-01", "2027-10-01"), "2026-10-02"],
	["highest-from", "category", category("first", "2020-03-01", "2025-03-01"), "2022-03-01"],
	["highest-from", "category", category("first", "2020-02-29", "2025-02-28"), "2022-02-28"],
	["highest-from", "category", category("first", "2021-08-31", "2026-08-31"), "2023-08-31"],
	["highest-from", "category", category("first", "2021-09-01", "2026-09-01"), null],
	["highest-from", "category", category("highest", "2020-03-01", "2025-03-01"), null],
	["reapply-from", "refusal", { decidedOn: "2025-11-20" }, "2026-11-20"],
	["reapply-from", "refusal", { decidedOn: "2024-02-29" }, "2025-02-28"],
	["invitation-ends", "invitation", { sentAt: instantOf("2026-12-31T16:20") }, "2027-01-01"],
	["contract", "contract", { year: 2026, half: 2 }, "2026-09-30"],
	["contract", "contract", { year: 2027, half: 1 }, "2027-01-31"],
	["roster", "roster", { schoolYear: "2026/2027" }, "2026-09-01"],
	["sitting", "sitting", { heldOn: "2026-11-26" }, "2026-11-26"],
	["visit", "visit", { visitOn: "2026-11-05" }, "2026-11-05"],
	["asked-materials", "materials", { materialsBy: "2026-11-04" }, "2026-11-04"],
]

function category(
	name: "first" | "highest",
	setOn: string | null,
	endsOn: string | null,
): CalendarFacts["category"] {
	return { category: name, setOn, endsOn }
}

const day = ([deadline, kind, facts]: Case) => dayOf(deadline, kind, facts as CalendarFacts[typeof kind])

describe("the rows of the table of deadlines", () => {
	test.each(CASES)("%s of a %s %o is on %s", (...given) => {
		expect(day(given)).toBe(given[3])
	})

	it("all have an example", () => {
		const shown = new Set(CASES.filter(([, , , on]) => on !== null).map(([id]) => id))
		expect(Object.keys(DEADLINES).filter((id) => !shown.has(id as DeadlineId))).toEqual([])
	})

	it("give no day for a subject of another kind", () => {
		expect(dayOf("review", "period", OCTOBER)).toBeNull()
	})

	test.each(
		CASES.filter(([, , , on]) => on !== null),
	)("%s of a %s %o changes at one second: the last one before does not count, the first one after does", (...given) => {
		const [id, kind, facts, on] = given
		const row = DEADLINES[id]
		const role = Object.keys(row.titles)[0] as "operator"
		const due = datesFor(role, kind, facts as CalendarFacts[typeof kind]).find(
			({ deadline }) => deadline === id,
		)
		if (!due || !on) throw new Error(`${id} has no date for ${role}`)
		const moment = passesAt(due).getTime()
		expect(hasPassed(due, new Date(moment - 1000))).toBe(false)
		expect(hasPassed(due, new Date(moment))).toBe(true)
		expect(hasPassed(due, new Date(moment + 1000))).toBe(true)
	})

	it("end with the last second of their day in Tomsk, not with the first", () => {
		const [due] = datesFor("teacher", "review", { receivedOn: "2026-12-15" })
		if (!due) throw new Error("no date")
		expect(hasPassed(due, instantOf("2027-01-14T23:59:59"))).toBe(false)
		expect(hasPassed(due, instantOf("2027-01-15T00:00:00"))).toBe(true)
	})

	it("begin with the first second of their day, when something becomes possible or impossible then", () => {
		const closing = datesFor("operator", "period", OCTOBER).find(({ sense }) => sense === "from")
		if (!closing) throw new Error("no date")
		expect(hasPassed(closing, instantOf("2026-09-12T23:59:59"))).toBe(false)
		expect(hasPassed(closing, instantOf("2026-09-13T00:00:00"))).toBe(true)
	})

	it("keep the time of day of an invitation, 24 hours after its letter", () => {
		const sentAt = instantOf("2026-12-31T16:20")
		const [due] = datesFor("operator", "invitation", { sentAt })
		expect(due).toMatchObject({ on: "2027-01-01", time: "16:20" })
		if (due) expect(passesAt(due)).toEqual(instantOf("2027-01-01T16:20"))
	})
})

describe("the dates of a person", () => {
	it("are those by which the role acts, earliest first", () => {
		const named = (role: "teacher" | "group_head" | "municipal_coordinator") =>
			datesFor(role, "period", OCTOBER).map(({ deadline, on }) => `${on} ${deadline}`)
		expect(named("municipal_coordinator")).toEqual([
			"2026-09-11 registration",
			"2026-09-12 schedule",
			"2026-09-13 period-closes",
			"2026-10-01 attestation-starts",
			"2026-11-15 centre",
		])
		expect(named("group_head")).toEqual(["2026-11-10 group-head", "2026-11-12 group-head-passes"])
		expect(named("teacher")).toEqual([
			"2026-09-30 evidence-safe",
			"2026-10-01 evidence",
			"2026-10-01 attestation-starts",
			"2026-10-31 conclusion",
			"2026-11-15 centre",
			"2026-11-29 decision",
		])
	})

	it("are in the order of their days, whatever the order of the rows", () => {
		const dates = datesFor("teacher", "category", category("first", "2022-10-01", "2027-10-01"))
		expect(dates.map(({ deadline, on }) => `${on} ${deadline}`)).toEqual([
			"2026-10-02 same-category-from",
			"2027-07-01 category-renewal",
			"2027-10-01 category-ends",
		])
	})

	it("leave out the materials of a teacher who is attested in person", () => {
		const dates = datesFor("teacher", "period", { periodId: "2026-10", remote: false })
		expect(dates.map(({ deadline }) => deadline)).not.toContain("evidence")
	})

	it("follow the numbers of the region", () => {
		const numbers = { ...NUMBERS, registration: 10, reviewDays: 20, renewalMonths: 6 }
		expect(dayOf("registration", "period", OCTOBER, numbers)).toBe("2026-09-10")
		expect(dayOf("review", "review", { receivedOn: "2026-08-30" }, numbers)).toBe("2026-09-19")
		expect(
			dayOf("category-renewal", "category", category("first", "2022-12-02", "2027-12-02"), numbers),
		).toBe("2027-06-02")
	})
})

describe("windows of the year", () => {
	it("contracts are signed in August and September, and from December to January", () => {
		expect(contractWindow({ year: 2026, half: 2 })).toEqual({ from: "2026-08-01", to: "2026-09-30" })
		expect(contractWindow({ year: 2027, half: 1 })).toEqual({ from: "2026-12-01", to: "2027-01-31" })
	})

	test.each([
		["2027-01-31", { year: 2027, half: 1 }],
		["2027-02-01", { year: 2027, half: 2 }],
		["2027-09-30", { year: 2027, half: 2 }],
		["2027-10-01", { year: 2028, half: 1 }],
		["2027-12-31", { year: 2028, half: 1 }],
	] as const)("on %s the next contract is that of %o", (today, half) => {
		expect(contractHalfOf(today)).toEqual(half)
	})

	test.each([
		["2026-08-31", "2026/2027"],
		["2026-09-01", "2026/2027"],
		["2026-09-02", "2027/2028"],
		["2027-01-10", "2027/2028"],
	])("on %s the next roster of experts is that of %s", (today, schoolYear) => {
		expect(rosterOf(today)).toBe(schoolYear)
	})

	it("a period has dates from its registration to the outer day of the decision", () => {
		expect(touches("2026-10", "2026-09-01", "2026-09-10")).toBe(false)
		expect(touches("2026-10", "2026-09-01", "2026-09-11")).toBe(true)
		expect(touches("2026-10", "2026-11-30", "2026-12-31")).toBe(true)
		expect(touches("2026-10", "2026-12-01", "2026-12-31")).toBe(false)
	})
})
