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
import { agreeTo } from "../batch/test-batch.ts"
import { closeDueSchedules } from "./close-period.server.ts"
import { createPeriodsFromForm } from "./create-periods-from-form.server.ts"
import { viewPeriod, viewPeriods } from "./periods.view.server.ts"
import { planApproval, planClosing, planReopening } from "./plan-period.server.ts"

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

	const later = async () =>
		(await viewPeriods({ actor: of(people, "operator"), now: NOW })).periods
			.map(({ id }) => id)
			.filter((id) => id > periodId)[0] ?? ""

	test("for the whole region at once, after an operator has seen the preview", async () => {
		const actor = of(people, "operator")
		const form = { periodId: await later() }
		const plan = await planClosing({ actor, form, now: NOW })
		expect(plan.items).toHaveLength(21)
		expect(plan.items[0]?.shown).toMatchObject({ name: "Город Томск", lines: ["Заявлений нет"] })
		expect(plan.words.title).toMatch(/^Закрыть период «.+»$/)
		expect(await prisma.schedule.count({ where: { ...form, state: "forming" } })).toBe(21)
		expect((await agreeTo(plan, { actor, now: NOW })).done).toHaveLength(21)
		const again = await planClosing({ actor, form, now: NOW })
		expect(again.items.every(({ obstacles }) => obstacles.length > 0)).toBe(true)
	})

	test("and opens again for the whole region, with a reason and until a day", async () => {
		const actor = of(people, "operator")
		const asked = { periodId: await later(), reason: "Закрыли по ошибке", until: "20.10.2026" }
		const refused = (form: object) =>
			planReopening({ actor, form: { ...asked, ...form }, now: NOW }).catch(({ fields }) => fields)
		expect(await refused({ reason: " " })).toEqual({ reason: "Укажите причину." })
		expect(await refused({ until: "30.09.2026" })).toEqual({
			until: "Укажите последний день, не раньше сегодняшнего.",
		})
		const plan = await planReopening({ actor, form: asked, now: NOW })
		expect(plan.words.typed).toEqual([
			{ label: "Причина", value: "Закрыли по ошибке" },
			{ label: "Последний день", value: "20 октября 2026 г." },
		])
		expect((await agreeTo(plan, { actor, now: NOW })).done).toHaveLength(21)
		const open = { periodId: asked.periodId, state: "forming", closesOn: "2026-10-20" }
		expect(await prisma.schedule.count({ where: open })).toBe(21)
	})

	test("but not when a teacher or a coordinator tries to close it for the whole region", async () => {
		const form = { periodId: await later() }
		for (const username of ["ready", "municipal"])
			await expect(planClosing({ actor: of(people, username), form, now: NOW })).rejects.toMatchObject({
				code: "forbidden",
			})
	})

	test("and a coordinator can close only the schedule of their own municipality", async () => {
		const periodId = await later()
		const planFor = async (municipality: string) =>
			planClosing({
				actor: of(people, "municipal"),
				form: { scheduleId: await scheduleOf(municipality, periodId) },
				now: NOW,
			})
		expect((await planFor("tomsk")).items.map(({ shown }) => shown.name)).toEqual(["Город Томск"])
		await expect(planFor("kolpashevsky")).rejects.toMatchObject({ code: "not-found" })
	})
})

describe("periods of a school year", () => {
	test("are created once, with a schedule for every municipality", async () => {
		const form = { schoolYear: "2027/2028" }
		const actor = of(people, "operator")
		expect(await createPeriodsFromForm({ actor, form, now: NOW })).toContain("168")
		await expect(createPeriodsFromForm({ actor, form, now: NOW })).rejects.toThrow("уже созданы")
		await expect(
			createPeriodsFromForm({ actor, form: { ...form, schoolYear: "2027" }, now: NOW }),
		).rejects.toMatchObject({
			fields: { schoolYear: "Выберите учебный год." },
		})
	})

	test("cannot be created by a coordinator", async () => {
		const form = { schoolYear: "2028/2029" }
		await expect(
			createPeriodsFromForm({ actor: of(people, "municipal"), form, now: NOW }),
		).rejects.toMatchObject({
			code: "forbidden",
		})
	})
})

describe("the order for the whole region", () => {
	const order = (change: object = {}) => ({ ...ORDER, periodId, ...change })
	const plan = (form: Record<string, unknown> = order(), now = at("2026-10-15"), username = "operator") =>
		planApproval({ actor: of(people, username), form, now })
	const approve = async (now = at("2026-10-15"), meanwhile?: () => Promise<unknown>) =>
		agreeTo(await plan(order(), now), {
			actor: of(people, "operator"),
			now,
			...(meanwhile && { meanwhile }),
		})
	const refusals = (of: { name: string; reasons: string[] }[]) =>
		of.map(({ name, reasons }) => [name, reasons.join(" ")])

	test("can be entered only by an operator", async () => {
		await expect(plan(order(), NOW, "municipal")).rejects.toMatchObject({ code: "forbidden" })
	})

	test("requires a number and a date; without them nothing changes", async () => {
		await expect(plan(order({ orderNumber: " ", orderDate: "31.02.2026" }))).rejects.toMatchObject({
			fields: {
				orderNumber: "Укажите номер распоряжения.",
				orderDate: "Такой даты нет. Напишите день, месяц и год, например 01.09.2026.",
			},
		})
	})

	test("is refused before anything becomes public when its date is years away", async () => {
		await expect(plan(order({ orderDate: "2036-10-15" }))).rejects.toMatchObject({
			fields: { orderDate: "Проверьте год в дате распоряжения." },
		})
	})

	test("is previewed with the teachers in each schedule and every letter, before anything is approved", async () => {
		const { items, words } = await plan()
		expect(items).toHaveLength(21)
		const tomsk = items.find(({ shown }) => shown.name === "Город Томск")
		expect(tomsk?.shown.lines.join()).toMatch(/^2.заявления: Готовая .+, Одиночкина/)
		expect(tomsk?.obstacles.join()).toContain("Одиночкина")
		// In both municipalities with applications something is missing, so no letter would be sent.
		expect(words.letters).toEqual([])
		expect(await prisma.schedule.count({ where: { periodId, state: "approved" } })).toBe(0)
	})

	test("approves every schedule that is ready and names the teachers who hold up the others", async () => {
		const { done, leftOut } = await approve()
		expect(done).toHaveLength(19)
		expect(refusals(leftOut)).toEqual([
			["Город Томск", expect.stringContaining("Одиночкина")],
			["Колпашевский район", expect.stringContaining("Уходящая")],
		])
		expect(leftOut[0]?.reasons.join()).not.toContain("Готовая")
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

	test("approves at a second attempt the schedules that became ready meanwhile", async () => {
		await send(
			of(people, "municipal3"),
			"withdrawal",
			withdrawal,
			"withdrawal.register",
			{},
			at("2026-10-15"),
		)
		const { done, leftOut } = await approve()
		expect(done).toEqual(["Колпашевский район"])
		expect(leftOut.map(({ name }) => name)).toContain("Город Томск")
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
		const { words } = await plan(order(), at("2026-10-17"))
		expect(words.letters).toEqual(
			expect.arrayContaining([
				{ label: "педагогам: «График аттестации утверждён»", count: 2 },
				{ label: "специалистам: «Вы назначены специалистом по аттестации»", count: 4 },
			]),
		)
		// While the operator reads, a teacher withdraws, so the preview no longer matches.
		const { refused } = await approve(at("2026-10-17"), () =>
			prisma.application.update({ where: { id: lacking }, data: { version: { increment: 1 } } }),
		)
		expect(refusals(refused)).toEqual([["Город Томск", expect.stringContaining("изменились заявления")]])
		expect(await isApproved("tomsk")).toBe(false)
		await prisma.application.update({ where: { id: lacking }, data: { version: { decrement: 1 } } })
		expect((await approve(at("2026-10-17"))).done).toEqual(["Город Томск"])
		const approved = await prisma.application.count({
			where: { id: { in: [ready, lacking] }, state: "scheduled.approved", schedule: ORDER },
		})
		expect(approved).toBe(2)
		expect(
			await prisma.letter.count({ where: { kind: "schedule-approved", personId: of(people, "ready").id } }),
		).toBe(1)
	})
})

test("a period that was never created has no page", async () => {
	const view = await viewPeriod({ actor: of(people, "operator"), periodId: "2031-10", now: NOW })
	expect(view).toBeNull()
})
