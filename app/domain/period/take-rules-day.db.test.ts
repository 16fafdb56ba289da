import { beforeAll, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { shortDate } from "#app/utils/russian.ts"
import { deadlinesBy } from "#machines/calendar/period-dates.ts"
import { BUILT_IN } from "#machines/rulebook/index.ts"
import { CALENDAR, type Cast, of, openRegion, scheduleOf } from "#tests/factories.ts"
import { viewPeriod } from "./periods.view.server.ts"
import { takeRulesDay } from "./take-rules-day.server.ts"

const periodId = CALENDAR.open
const DAY = deadlinesBy(BUILT_IN, periodId).closesAfter
const EARLIER = `${DAY.slice(0, 8)}05`
const now = instantOf(`${DAY.slice(0, 8)}01T10:00`)

let people: Cast
let tomsk: string

beforeAll(async () => {
	people = await openRegion(["municipal"], [])
	tomsk = await scheduleOf("tomsk", periodId)
})

const take = (role: "operator" | "municipal" = "operator", at = now, form: object = { periodId }) =>
	takeRulesDay({ actor: of(people, role), form: { ...form }, now: at })
const keepOldDay = (data: object = {}) =>
	prisma.schedule.update({ where: { id: tomsk }, data: { closesOn: EARLIER, ...data } })
const rulesDay = async (at = now) =>
	(await viewPeriod({ actor: of(people, "operator"), periodId, now: at }))?.rulesDay
const schedule = () => prisma.schedule.findUniqueOrThrow({ where: { id: tomsk } })

test("a period whose schedules follow the rules says nothing, and has nothing to take over", async () => {
	expect(await rulesDay()).toBeNull()
	await expect(take()).rejects.toMatchObject({ code: "not-allowed-now" })
})

test("an open schedule with another last day is named, and takes the day of the rules when an operator says so", async () => {
	await keepOldDay()
	expect(await rulesDay()).toEqual({ day: shortDate(DAY), hasPassed: false, schedules: 1 })
	expect(await take()).toContain("Изменено: 1\u00a0график.")
	expect(await schedule()).toMatchObject({ closesOn: DAY, state: "forming" })
	const events = await prisma.journal.findMany({
		where: { subject: "schedule", subjectId: tomsk },
		orderBy: { seq: "desc" },
		take: 2,
	})
	expect(events.map(({ event }) => event)).toEqual(["schedule.reopen", "schedule.close"])
	expect(await rulesDay()).toBeNull()
})

test("a day that an operator gave by opening a schedule again is left alone", async () => {
	await keepOldDay({ reopenReason: "Координатор болел" })
	expect(await rulesDay()).toBeNull()
	await keepOldDay({ reopenReason: null })
})

test("a day of the rules that has passed cannot be taken, and the page says so", async () => {
	await keepOldDay()
	const late = instantOf(`${DAY.slice(0, 8)}28T10:00`)
	expect(await rulesDay(late)).toMatchObject({ hasPassed: true })
	await expect(take("operator", late)).rejects.toThrow("последний день уже прошёл")
	expect((await schedule()).closesOn).toBe(EARLIER)
})

test("only an operator takes it over, and only for a period that exists", async () => {
	await expect(take("municipal")).rejects.toMatchObject({ code: "forbidden" })
	for (const form of [{}, { periodId: "2026-13" }, { periodId: "'; DROP" }])
		await expect(take("operator", now, form)).rejects.toMatchObject({ code: "invalid" })
})
