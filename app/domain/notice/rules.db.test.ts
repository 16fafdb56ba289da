import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { addDays, instantOf } from "#app/utils/civil-date.ts"
import { putScan } from "#prisma/demo/papers.ts"
import { LETTERS } from "#templates/letters/index.ts"
import { bring, type Cast, ORDER, of, openRegion, scheduleOf, send, teachers } from "#tests/factories.ts"
import { findDue } from "./due.sql.server.ts"
import { NOTICE_RULES, noticeRule } from "./rules/index.ts"

// One application goes through its whole life, and every rule is run on the day before it opens, on its first and last day
// and on the day after. Running a rule writes nothing, so the days may come in any order.

let people: Cast
let anna: string
const PERIOD = "2026-11"
const fired = new Set<string>()

/** Whom this rule would inform on that day, as «username deadline». */
async function toldOn(name: string, day: string): Promise<string[]> {
	const rule = noticeRule(name)
	if (!rule) throw new Error(`no rule «${name}»`)
	const due = await findDue(prisma, rule, { today: day, limit: 100 })
	const known = new Map(Object.entries(people).map(([username, { id }]) => [id, username]))
	return [
		...new Set(due.map(({ personId, deadline }) => `${known.get(personId) ?? personId} ${deadline}`)),
	].sort()
}

/** Fails unless the rule informs exactly these people from the first day to the last one, both included. */
async function expectWindow(name: string, [first, last]: [string, string], told: string[]): Promise<void> {
	fired.add(name)
	const days = [addDays(first, -1), first, last, addDays(last, 1)]
	const found = []
	for (const day of days) found.push([day, await toldOn(name, day)])
	expect(found, name).toEqual(days.map((day, index) => [day, index === 1 || index === 2 ? told : []]))
}

const at = (day: string) => instantOf(`${day}T10:00`)

beforeAll(async () => {
	people = await openRegion(["municipal", "expert1", "expert2"], teachers(["anna", "vera", "zoya"]))
	anna = await bring(people, { teacher: "anna", until: "submitted", remote: true })
	await bring(people, { teacher: "vera", until: "formed" })
})

describe("a rule informs from its first day to its last one", () => {
	test("a draft that was formed a week ago", async () => {
		await expectWindow("not-submitted", ["2026-10-03", "2026-11-24"], ["vera 2026-10-09"])
	})

	test("an application that waits for registration", async () => {
		await expectWindow("registration-day", ["2026-10-09", "2026-10-11"], ["municipal 2026-10-11"])
		await expectWindow("review-near", ["2026-10-20", "2026-10-25"], ["municipal 2026-10-25"])
		await expectWindow("review-over", ["2026-10-26", "2027-01-23"], ["municipal 2026-10-25"])
		await expectWindow("review-over-operators", ["2026-10-26", "2027-01-23"], ["operator 2026-10-25"])
	})

	test("a period that closes while there is work in it", async () => {
		await send(of(people, "municipal"), "application", anna, "application.register", {}, at("2026-10-02"))
		await expectWindow("schedule-closing", ["2026-10-09", "2026-10-12"], ["municipal 2026-10-12"])
		await expectWindow("schedule-closing-today", ["2026-10-12", "2026-10-12"], ["municipal 2026-10-12"])
		expect(await toldOn("registration-day", "2026-10-09"), "nothing waits for registration").toEqual([])
	})

	test("nobody, when a period closes and everything is done", async () => {
		const [expert1, expert2] = [of(people, "expert1").id, of(people, "expert2").id]
		const input = { period: PERIOD, expert1, expert2 }
		await send(of(people, "municipal"), "application", anna, "schedule.assign", input, at("2026-10-08"))
		expect(await toldOn("schedule-closing", "2026-10-09")).toEqual([])
		expect(await toldOn("schedule-closing-today", "2026-10-12")).toEqual([])
	})

	test("a closed period that is not approved", async () => {
		const id = await scheduleOf("tomsk", PERIOD)
		await send(of(people, "operator"), "schedule", id, "schedule.close", {}, at("2026-10-13"))
		await expectWindow("approval-day", ["2026-10-13", "2026-10-15"], ["operator 2026-10-15"])
		await send(of(people, "operator"), "schedule", id, "schedule.approve", ORDER, at("2026-10-14"))
		expect(await toldOn("approval-day", "2026-10-15")).toEqual([])
	})

	test("an application in an approved schedule", async () => {
		const experts = (deadline: string) => [`expert1 ${deadline}`, `expert2 ${deadline}`]
		await expectWindow("evidence-near", ["2026-10-25", "2026-11-01"], ["anna 2026-11-01"])
		await expectWindow("conclusion-due", ["2026-11-23", "2026-11-30"], experts("2026-11-30"))
		await expectWindow("conclusion-late", ["2026-12-12", "2027-01-14"], experts("2026-12-15"))
		await expectWindow("conclusions-day", ["2026-12-10", "2026-12-15"], ["municipal 2026-12-15"])
	})

	test("an expert who declined is not reminded", async () => {
		await send(
			of(people, "expert2"),
			"application",
			anna,
			"expert.decline",
			{ reason: "Отпуск" },
			at("2026-11-03"),
		)
		expect(await toldOn("conclusion-due", "2026-11-25")).toEqual(["expert1 2026-11-30"])
	})

	test("a conclusion that the teacher has not answered for a week", async () => {
		const conclusion = { verdict: "meets", complete: "on", files: [await putScan("conclusion anna", 2)] }
		await send(of(people, "expert1"), "application", anna, "conclusion.attach", conclusion, at("2026-11-25"))
		await expectWindow("signature-awaited", ["2026-12-03", "2027-01-14"], ["anna 2026-12-15"])
		expect(await toldOn("conclusion-due", "2026-11-26"), "the conclusion is there").toEqual([])
	})

	test("an application without a decision when the sixty days end", async () => {
		const signed = { files: [await putScan("signed conclusion anna", 2)] }
		await send(of(people, "anna"), "application", anna, "conclusion.sign", signed, at("2026-12-04"))
		const verdict = { verdict: "meets", complete: "on" }
		await send(of(people, "municipal"), "application", anna, "conclusion.assess", verdict, at("2026-12-05"))
		await expectWindow("decision-near", ["2026-12-20", "2026-12-30"], ["operator 2026-12-30"])
		expect(await toldOn("conclusions-day", "2026-12-15"), "the municipality has done its part").toEqual([])
	})

	test("a category that ends, unless a new application is open", async () => {
		const category = (username: string) => ({
			personId: of(people, username).id,
			positionCode: "uchitel",
			category: "first",
			setOn: "2022-02-15",
			endsOn: "2027-02-15",
		})
		await prisma.category.createMany({ data: [category("zoya"), category("anna")] })
		await expectWindow("category-ends", ["2026-10-15", "2026-11-15"], ["zoya 2026-11-15"])
	})

	test("experts on the roster, for both half-years", async () => {
		const experts = (deadline: string) => [`expert1 ${deadline}`, `expert2 ${deadline}`]
		await expectWindow("contract-half-year", ["2026-08-01", "2026-09-30"], experts("2026-09-30"))
		await expectWindow("contract-half-year", ["2026-12-01", "2027-01-31"], experts("2027-01-31"))
	})
})

test("every rule has fired above, and has a unique name and a letter", () => {
	expect([...fired].sort()).toEqual(NOTICE_RULES.map(({ name }) => name).sort())
	expect(new Set(NOTICE_RULES.map(({ name }) => name)).size).toBe(NOTICE_RULES.length)
	for (const { letter } of NOTICE_RULES) expect(LETTERS[letter].unsubscribable).toBe(true)
})
