import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { viewAssignment } from "../application/scheduling/assignment.view.server.ts"
import { NO_PERIOD, viewScheduling } from "../application/scheduling/scheduling.view.server.ts"
import {
	approve,
	assign,
	CLOSED,
	HERE,
	happenTo,
	NEAREST,
	NEXT,
	NOW,
	person,
	registered,
	rosterExpert,
	type SchedulingRegion,
	schedulingRegion,
} from "./test-schedule.ts"

let region: SchedulingRegion
let coordinator: Actor
let operator: Actor
let first: Actor
let second: Actor

beforeAll(async () => {
	region = await schedulingRegion()
	coordinator = await person("Шевченко", { role: "municipal_coordinator", positionCode: null })
	operator = await person("Операторова", { role: "operator", positionCode: null })
	first = await rosterExpert(region, "Лебедева")
	second = await rosterExpert(region, "Одинцова")
})

const everything = { municipality: "", period: "", experts: "" as const, q: "", page: 1 }
const nothingPicked = {
	period: "",
	expert1: null,
	expert2: null,
	colleagueReason1: null,
	colleagueReason2: null,
	subject: "all",
	specialist: "",
}
const view = (id: string, picked = {}) =>
	viewAssignment({
		actor: coordinator,
		id,
		picked: { ...nothingPicked, ...picked },
		list: everything,
		now: NOW,
	})
const stateOf = async (id: string) => (await prisma.application.findUniqueOrThrow({ where: { id } })).state

describe("setting a period", () => {
	test("puts the application into the schedule with both experts at their posts of today", async () => {
		const { id } = await registered(region, "Абрамова")
		await assign(coordinator, id, { experts: [first, second] })
		const { application } = await view(id)
		expect(application.period).toBe("ноябрь-декабрь 2026")
		expect(application.experts).toEqual([
			{ name: "Лебедева Анна Петровна", post: "учитель математики, МАОУ СОШ № 902" },
			{ name: "Одинцова Анна Петровна", post: "учитель математики, МАОУ СОШ № 902" },
		])
	})

	test("is refused for a closed period, which the list of periods marks beforehand", async () => {
		const { id } = await registered(region, "Борисова")
		const { periods } = await view(id)
		expect(periods.map(({ label, open }) => [label, open])).toEqual([
			["(ПЕРИОД ЗАКРЫТ) октябрь-ноябрь 2026", false],
			["ноябрь-декабрь 2026", true],
			["декабрь 2026-январь 2027", true],
		])
		await expect(assign(coordinator, id, { period: CLOSED })).rejects.toThrow(/период закрыт/)
		expect(await stateOf(id)).toBe("registered")
	})

	test("is refused once the last day has passed, though nobody has closed the schedule", async () => {
		const { id } = await registered(region, "Власова")
		const dayAfter = instantOf("2026-10-13T00:00")
		await expect(assign(coordinator, id, { period: NEAREST }, dayAfter)).rejects.toThrow(/период закрыт/)
		await assign(coordinator, id, { period: NEAREST }, instantOf("2026-10-12T23:59"))
	})

	test("is refused for the simplified procedure, and the list leaves such applications out", async () => {
		const { id } = await registered(region, "Громова", { procedure: "simplified" })
		await expect(assign(coordinator, id, {})).rejects.toThrow(/Упрощённая форма/)
		const { rows } = await viewScheduling({ actor: coordinator, query: everything, now: NOW })
		expect(rows.map((row) => row.id)).not.toContain(id)
	})

	test("is refused to a coordinator for the coordinator's own application", async () => {
		const { id } = await registered(region, "Шевченко", { teacher: coordinator })
		await expect(assign(coordinator, id, {})).rejects.toMatchObject({ code: "forbidden" })
		expect((await view(id)).assign?.possible).toBe(false)
	})

	test("starts from a proposal: the last period that ends before the present category does", async () => {
		const { id } = await registered(region, "Дёмина", { currentEndsOn: "2027-01-20" })
		const { periods, chosen } = await view(id)
		expect(chosen).toBe(NEAREST)
		expect(periods.find((one) => one.proposed)).toMatchObject({
			id: NEAREST,
			proposed: "категория действует до 20.01.2027",
		})
	})

	test("comes with a warning when no open period ends before the category", async () => {
		const { id } = await registered(region, "Егорова", { currentEndsOn: "2026-11-30" })
		const proposed = (await view(id)).periods.find((one) => one.proposed)
		expect(proposed?.proposed).toBe("категория действует до 30.11.2026, раньше открытых периодов нет")
	})
})

describe("an expert", () => {
	test("cannot take both seats of one application", async () => {
		const { id } = await registered(region, "Жарова")
		await expect(assign(coordinator, id, { experts: [first, first] })).rejects.toThrow(
			"Выберите двух разных специалистов.",
		)
	})

	test("must be on the roster of the period's school year; others are shown with the reason", async () => {
		const { id } = await registered(region, "Зайцева")
		const stranger = await person("Куприянова", { role: "expert", organisationId: region.other.id })
		const { roster } = await view(id)
		expect(roster.find((one) => one.id === stranger.id)?.obstacles).toEqual([
			"Нет в списке, утверждённом на 2026/2027 учебный год",
		])
		await expect(assign(coordinator, id, { experts: [stranger] })).rejects.toThrow(/не подходит/)
	})

	test("must have a position from the list and must not be the teacher; otherwise the choice is refused with that reason", async () => {
		const chief = await person("Башкирова", {
			role: "expert",
			organisationId: region.other.id,
			positionCode: null,
		})
		const { id } = await registered(region, "Лебедева", { teacher: first })
		const { roster } = await view(id)
		expect(roster.find((one) => one.id === chief.id)?.obstacles.join()).toContain("Должность не из перечня")
		expect(roster.find((one) => one.id === first.id)?.obstacles).toEqual(["Это сам аттестуемый"])
		await expect(assign(coordinator, id, { experts: [first, second] })).rejects.toThrow(/не подходит/)
	})

	test("from the teacher's own organisation needs a confirmed reason, which is stored", async () => {
		const colleague = await rosterExpert(region, "Рогожкина")
		await prisma.engagement.updateMany({
			where: { personId: colleague.id },
			data: { organisationId: region.school.id },
		})
		const { id } = await registered(region, "Ильина")
		await expect(assign(coordinator, id, { experts: [first, colleague] })).rejects.toThrow(
			": работа в той же организации, подтвердите и укажите причину.",
		)
		const reasons = ["", "Другого учителя математики в списке нет"]
		await assign(coordinator, id, { experts: [first, colleague], reasons })
		const shown = await view(id)
		expect(shown.colleagueReasons).toEqual(reasons)
		expect(shown.roster.find((one) => one.id === colleague.id)?.isColleague).toBe(true)
	})

	test("is shown with the number of the other teachers in the period", async () => {
		const busy = await rosterExpert(region, "Тюменцева")
		const { id } = await registered(region, "Краснова")
		const other = await registered(region, "Лаптева")
		const elsewhere = await registered(region, "Мурзина")
		await assign(coordinator, id, { experts: [busy] })
		await assign(coordinator, other.id, { experts: [busy] })
		await assign(coordinator, elsewhere.id, { period: NEXT, experts: [busy] })
		expect((await view(id)).roster.find((one) => one.id === busy.id)?.load).toBe(1)
	})

	test("stays chosen when the coordinator switches to another period", async () => {
		const { id } = await registered(region, "Назарова")
		const { chosen, experts } = await view(id, { period: NEXT, expert1: second.id, expert2: "" })
		expect([chosen, ...experts]).toEqual([NEXT, second.id, ""])
	})
})

describe("the list of scheduling", () => {
	test("is filtered by period, by number of experts and by name, where «ё» equals «е»", async () => {
		const none = await registered(region, "Фёдорова")
		const one = await registered(region, "Федоренко")
		await assign(coordinator, one.id, { period: NEXT, experts: [first] })
		const ids = async (query: object) =>
			(
				await viewScheduling({ actor: coordinator, query: { ...everything, q: "федор", ...query }, now: NOW })
			).rows.map((row) => row.id)
		expect(await ids({})).toEqual([one.id, none.id])
		expect(await ids({ period: NO_PERIOD })).toEqual([none.id])
		expect(await ids({ period: NEXT })).toEqual([one.id])
		expect(await ids({ experts: "0" })).toEqual([none.id])
		expect(await ids({ experts: "1" })).toEqual([one.id])
		expect(await ids({ experts: "2" })).toEqual([])
	})

	test("shows the chosen municipality only, and nothing when it belongs to another coordinator", async () => {
		const here = await viewScheduling({
			actor: coordinator,
			query: { ...everything, municipality: HERE },
			now: NOW,
		})
		expect(here.total).toBeGreaterThan(0)
		expect(
			await viewScheduling({
				actor: coordinator,
				query: { ...everything, municipality: "elsewhere" },
				now: NOW,
			}),
		).toMatchObject({ rows: [], total: 0 })
	})

	test("is empty for a person who coordinates no municipality", async () => {
		expect(await viewScheduling({ actor: first, query: everything, now: NOW })).toMatchObject({ total: 0 })
	})
})

describe("a closed schedule", () => {
	test("accepts and releases no application, and cannot be approved while an expert is missing", async () => {
		const inside = await registered(region, "Ольхова")
		await assign(coordinator, inside.id, { period: NEXT, experts: [first] })
		await happenTo(coordinator, NEXT, "schedule.close")
		const refused = { code: "not-allowed-now" }
		await expect(assign(coordinator, inside.id, { period: NEAREST })).rejects.toMatchObject(refused)
		await expect(
			dispatch({
				actor: coordinator,
				subject: "application",
				id: inside.id,
				event: "schedule.clear",
				now: NOW,
			}),
		).rejects.toMatchObject(refused)
		const outside = await registered(region, "Павлова")
		await expect(assign(coordinator, outside.id, { period: NEXT })).rejects.toMatchObject(refused)
		const order = { orderNumber: "1-р", orderDate: "2026-10-15" }
		await expect(happenTo(operator, NEXT, "schedule.approve", order)).rejects.toThrow(/Ольхова Анна Петровна/)
		await expect(happenTo(coordinator, NEXT, "schedule.approve", order)).rejects.toMatchObject({
			code: "forbidden",
		})
		await expect(approve(coordinator, operator, NEXT)).rejects.toThrow()
	})
})
