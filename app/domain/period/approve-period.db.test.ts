import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import {
	bring,
	CALENDAR,
	type Cast,
	NOW,
	newWithdrawal,
	ORDER,
	of,
	openRegion,
	scheduleOf,
	send,
	teachers,
} from "#tests/factories.ts"
import { approvePeriod } from "./approve-period.server.ts"
import { closeDueSchedules, closePeriod } from "./close-period.server.ts"
import { approvePeriodFromForm, managePeriod } from "./manage-period.server.ts"
import { viewPeriod, viewPeriods } from "./periods.view.server.ts"

const periodId = CALENDAR.open
const at = (date: string) => instantOf(`${date}T10:00`)
const stateOf = async (municipality: string) => {
	const id = await scheduleOf(municipality, periodId)
	const { state } = await prisma.schedule.findUniqueOrThrow({ where: { id } })
	return state
}
const isOpen = async (municipality: string) =>
	isTagged(scheduleLifecycle, await stateOf(municipality), "fillable")
const isApproved = async (municipality: string) =>
	isTagged(scheduleLifecycle, await stateOf(municipality), "approved")

let people: Cast
let ready: string
let lacking: string
let leaving: string
let withdrawal: string

beforeAll(async () => {
	people = await openRegion(
		["municipal", "municipal3", "expert1", "expert2", "expert4", "expert5"],
		[
			...teachers(["ready"], { surname: "Готовая" }),
			...teachers(["lacking"], { surname: "Одиночкина" }),
			...teachers(["leaving"], { surname: "Уходящая", municipality: "kolpashevsky", organisation: "934" }),
		],
	)
	ready = await bring(people, { teacher: "ready", period: "open", until: "assigned" })
	lacking = await bring(people, { teacher: "lacking", period: "open", until: "assigned", experts: 1 })
	leaving = await bring(people, {
		teacher: "leaving",
		municipality: "kolpashevsky",
		period: "open",
		until: "assigned",
	})
	withdrawal = await newWithdrawal(of(people, "leaving"), leaving, "submitted")
})

describe("a period closes", () => {
	test("by itself after the 12th of the month before, not on that day", async () => {
		await closeDueSchedules(at("2026-10-12"))
		expect(await isOpen("tomsk")).toBe(true)
		await closeDueSchedules(at("2026-10-13"))
		expect(await isOpen("tomsk")).toBe(false)
	})

	test("and can be reopened for one municipality until a given day, with a reason", async () => {
		const operator = of(people, "operator")
		const id = await scheduleOf("tomsk", periodId)
		const reopen = async (input: object) =>
			send(operator, "schedule", id, "schedule.reopen", { ...input }, at("2026-10-13"))
		await expect(reopen({ reason: "Не хватает специалиста", until: "12.10.2026" })).rejects.toThrow(
			"не раньше сегодняшнего",
		)
		await expect(reopen({ reason: " ", until: "14.10.2026" })).rejects.toThrow("Укажите причину")
		await reopen({ reason: "Не хватает специалиста", until: "14.10.2026" })
		await closeDueSchedules(at("2026-10-14"))
		expect(await isOpen("tomsk")).toBe(true)
		expect(await isOpen("kolpashevsky")).toBe(false)
		await closeDueSchedules(at("2026-10-15"))
		expect(await isOpen("tomsk")).toBe(false)
	})

	test("for the whole region at once when an operator closes it", async () => {
		const [later = ""] = (await viewPeriods({ actor: of(people, "operator"), now: NOW })).periods
			.map(({ id }) => id)
			.filter((id) => id > periodId)
		const done = await managePeriod({
			actor: of(people, "operator"),
			form: { intent: "close", periodId: later },
			now: NOW,
		})
		expect(done).toMatch(/^Период «.+» закрыт: 21.графи/)
		expect(await closePeriod({ actor: of(people, "operator"), periodId: later, now: NOW })).toEqual({
			closed: 0,
		})
	})

	test("but not when a teacher tries to close it", async () => {
		const [open = ""] = (await viewPeriods({ actor: of(people, "operator"), now: NOW })).periods
			.filter((one) => one.open > 0)
			.map(({ id }) => id)
		await expect(closePeriod({ actor: of(people, "ready"), periodId: open, now: NOW })).rejects.toMatchObject(
			{ code: "not-found" },
		)
	})
})

describe("periods of a school year", () => {
	test("are created once, with a schedule for every municipality", async () => {
		const form = { intent: "create", schoolYear: "2027/2028" }
		const actor = of(people, "operator")
		expect(await managePeriod({ actor, form, now: NOW })).toContain("168")
		await expect(managePeriod({ actor, form, now: NOW })).rejects.toThrow("уже созданы")
		await expect(
			managePeriod({ actor, form: { ...form, schoolYear: "2027" }, now: NOW }),
		).rejects.toMatchObject({
			fields: { schoolYear: "Выберите учебный год." },
		})
	})

	test("cannot be created by a coordinator", async () => {
		const form = { intent: "create", schoolYear: "2028/2029" }
		await expect(managePeriod({ actor: of(people, "municipal"), form, now: NOW })).rejects.toMatchObject({
			code: "forbidden",
		})
	})
})

describe("the order for the whole region", () => {
	const approve = (username = "operator", now = at("2026-10-15")) =>
		approvePeriod({ actor: of(people, username), periodId, ...ORDER, now })

	test("can be entered only by an operator", async () => {
		await expect(approve("municipal")).rejects.toMatchObject({ code: "forbidden" })
	})

	test("requires a number and a date; without them nothing changes", async () => {
		const form = { periodId, orderNumber: " ", orderDate: "31.02.2026" }
		await expect(
			approvePeriodFromForm({ actor: of(people, "operator"), form, now: NOW }),
		).rejects.toMatchObject({
			fields: {
				orderNumber: "Укажите номер распоряжения.",
				orderDate: "Такой даты нет. Напишите день, месяц и год так: 01.09.2026.",
			},
		})
	})

	test("is refused before anything becomes public when its date is years away", async () => {
		const mistyped = { ...ORDER, orderDate: "2036-10-15" }
		const operator = of(people, "operator")
		const { approved, refused } = await approvePeriod({
			actor: operator,
			periodId,
			...mistyped,
			now: at("2026-10-15"),
		})
		expect(approved).toEqual([])
		expect(refused[0]?.reasons).toEqual(["Проверьте год в дате распоряжения."])
	})

	test("approves every schedule that is ready and names the teachers who hold up the others", async () => {
		const { approved, refused } = await approve()
		expect(approved).toHaveLength(19)
		expect(refused.map(({ municipality, reasons }) => [municipality, reasons.join(" ")])).toEqual([
			["Город Томск", expect.stringContaining("Одиночкина")],
			["Колпашевский район", expect.stringContaining("Уходящая")],
		])
		expect(refused[0]?.reasons.join()).not.toContain("Готовая")
	})

	test("approves all or nothing in a municipality: a teacher with both experts waits for one without", async () => {
		const rows = await prisma.application.findMany({
			where: { id: { in: [ready, lacking, leaving] } },
			select: { state: true },
		})
		expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["scheduled.preliminary"]))
		expect(await isApproved("tomsk")).toBe(false)
		const view = await viewPeriod({ actor: of(people, "operator"), periodId, now: at("2026-10-15") })
		const tomsk = view?.schedules.find(({ municipalityCode }) => municipalityCode === "tomsk")
		expect(tomsk).toMatchObject({ applications: 2, events: { "schedule.approve": { possible: false } } })
		expect(tomsk?.withoutTwoExperts.join()).toContain("Одиночкина")
	})

	test("approves at a second try the schedules that became ready meanwhile", async () => {
		await send(
			of(people, "municipal3"),
			"withdrawal",
			withdrawal,
			"withdrawal.register",
			{},
			at("2026-10-15"),
		)
		const { approved, refused } = await approve()
		expect(approved).toEqual(["Колпашевский район"])
		expect(refused.map(({ municipality }) => municipality)).toEqual(["Город Томск"])
	})

	test("reaches every teacher, with number and date, once the missing expert is assigned", async () => {
		const id = await scheduleOf("tomsk", periodId)
		const input = { reason: "Не хватает специалиста", until: "16.10.2026" }
		await send(of(people, "operator"), "schedule", id, "schedule.reopen", input, at("2026-10-15"))
		const experts = { expert1: of(people, "expert1").id, expert2: of(people, "expert2").id }
		const seats = {
			period: periodId,
			...experts,
			colleagueReason1: "Других нет",
			colleagueReason2: "Других нет",
		}
		await send(of(people, "municipal"), "application", lacking, "schedule.assign", seats, at("2026-10-16"))
		await closeDueSchedules(at("2026-10-17"))
		expect(await approve("operator", at("2026-10-17"))).toEqual({ approved: ["Город Томск"], refused: [] })
		const approved = await prisma.application.count({
			where: { id: { in: [ready, lacking] }, state: "scheduled.approved", schedule: ORDER },
		})
		expect(approved).toBe(2)
		await expect(approve("operator", at("2026-10-17"))).rejects.toThrow("уже утверждены")
	})
})

test("a period that was never created has no page", async () => {
	const view = await viewPeriod({ actor: of(people, "operator"), periodId: "2031-10", now: NOW })
	expect(view).toBeNull()
})
