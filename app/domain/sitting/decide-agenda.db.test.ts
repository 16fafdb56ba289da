import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"

import { agreeTo } from "../batch/test-batch.ts"

import { viewProfile } from "../person/person.view.server.ts"

import { viewSitting } from "./agenda.view.server.ts"
import { decisionsIn, planDecisions } from "./plan-decisions.server.ts"
import { createSittingFromForm, keepSittingFromForm } from "./sitting-form.server.ts"
import { isQuorum, quorumOf } from "./sitting-readiness.ts"
import { viewSittings } from "./sittings.view.server.ts"

const HELD = {
	heldOn: "28.09.2026",
	protocolNumber: "3",
	members: "9",
	present: "6",
	orderNumber: "903-р",
	orderDate: "30.09.2026",
}

let people: Cast
let ids: string[]
let waiting: string
let sitting: string

const operator = () => of(people, "operator")
const stateOf = async (id: string) =>
	(await prisma.application.findUniqueOrThrow({ where: { id }, select: { state: true } })).state
const keep = (card: object, now = NOW) =>
	keepSittingFromForm({ actor: operator(), id: sitting, form: { ...HELD, ...card }, now })
const plan = (form: Record<string, string>, username = "operator") =>
	planDecisions({ actor: of(people, username), sittingId: sitting, decisions: decisionsIn(form), now: NOW })
const decide = async (form: Record<string, string>, username = "operator") =>
	agreeTo(await plan(form, username), { actor: of(people, username), now: NOW })

beforeAll(async () => {
	const names = ["first", "second", "third", "fourth"]
	people = await openRegion(["municipal", "expert1"], [...teachers(names), ...teachers(["early"])])
	ids = []
	for (const teacher of names) ids.push(await bring(people, { teacher, simplified: true, until: "admitted" }))
	waiting = await bring(people, { teacher: "early", simplified: true, until: "registered" })
})

beforeEach(async () => {
	sitting = (await createSittingFromForm({ actor: operator(), form: { heldOn: "28.09.2026" }, now: NOW })).id
})

describe("no decision can be entered", () => {
	const refused = (card: object, reason: string) => async () => {
		await keep(card)
		const [id = ""] = ids
		await expect(decide({ [`decision-${id}`]: "granted" })).rejects.toMatchObject({
			code: "not-allowed-now",
			reasons: [expect.stringContaining(reason)],
		})
		expect(await stateOf(id)).toBe("concluded.assessed")
		const { obstacles } = await viewSitting({ actor: operator(), id: sitting, page: 1, now: NOW })
		expect(obstacles.join()).toContain(reason)
	}

	test(
		"before the sitting is held",
		refused({ heldOn: "15.10.2026", protocolNumber: "", orderDate: "16.10.2026" }, "ещё не состоялось"),
	)
	test("without a protocol", refused({ protocolNumber: "" }, "номер протокола"))
	test("without a quorum of two thirds", refused({ present: "5" }, "кворум в две трети"))
	test("without the number of the order", refused({ orderNumber: "" }, "номер и дату распоряжения"))
	test("without the date of the order", refused({ orderDate: "" }, "номер и дату распоряжения"))

	test("by sending the event directly, without the agenda", async () => {
		await keep({ present: "5" })
		const [id = ""] = ids
		await expect(
			send(operator(), "application", id, "application.decide", { sitting, decision: "granted" }),
		).rejects.toMatchObject({ code: "not-allowed-now" })
	})

	test("by a coordinator or an expert", async () => {
		await keep({})
		const form = { [`decision-${ids[0]}`]: "granted" }
		await expect(decide(form, "municipal")).rejects.toMatchObject({ code: "forbidden" })
		await expect(decide(form, "expert1")).rejects.toMatchObject({ code: "forbidden" })
	})

	test("when every application is put off; the message says what to choose", async () => {
		await keep({})
		await expect(decide({ [`decision-${ids[0]}`]: "later" })).rejects.toThrow("Решений не выбрано")
	})
})

describe("the card of a sitting", () => {
	const fields = (card: object) =>
		keep(card).then(
			() => ({}),
			(error) => error.fields,
		)
	test("has different messages for an impossible day, a missing day and an unlikely year", async () => {
		expect(await fields({ heldOn: "" })).toEqual({ heldOn: "Укажите дату заседания." })
		const wrong = "Такой даты нет. Напишите день, месяц и год так: 01.09.2026."
		expect(await fields({ heldOn: "31.02.2026", orderDate: "завтра" })).toEqual({
			heldOn: wrong,
			orderDate: wrong,
		})
		expect(await fields({ orderDate: "30.09.2206" })).toEqual({ orderDate: "Проверьте год." })
		expect(await fields({ orderDate: "30.09.2036" })).toEqual({
			orderDate: "Проверьте год в дате распоряжения.",
		})
	})
	test("accepts only whole numbers of people, a short number and an order dated no earlier than the sitting", async () => {
		const whole = "Напишите целое число от 1 до 99."
		expect(await fields({ members: "9.5", present: "семь" })).toEqual({ members: whole, present: whole })
		expect(await fields({ protocolNumber: "7".repeat(61) })).toEqual({
			protocolNumber: "Сократите номер до 60 знаков.",
		})
		expect(await fields({ orderDate: "27.09.2026" })).toEqual({
			orderDate: "Распоряжение раньше заседания. Проверьте даты.",
		})
		expect(await fields({ orderDate: "28.09.2026" })).toEqual({})
	})

	test("refuses a protocol before the day of the sitting", async () => {
		await expect(keep({ heldOn: "15.10.2026", orderDate: "" })).rejects.toMatchObject({
			fields: { heldOn: expect.stringContaining("ещё не прошло") },
		})
	})

	test("refuses more people than the commission has", async () => {
		await expect(keep({ present: "10" })).rejects.toMatchObject({
			fields: { present: expect.stringContaining("Присутствовало больше") },
		})
	})

	test("says how many people make a quorum", () => {
		expect([isQuorum(6, 9, NOW), isQuorum(5, 9, NOW)]).toEqual([true, false])
		expect([quorumOf(9, NOW), quorumOf(10, NOW), quorumOf(1, NOW)]).toEqual([6, 7, 1])
	})
})

describe("decisions in bulk", () => {
	test("are saved for the decided applications; those put off stay for the next sitting", async () => {
		await keep({})
		const [granted = "", refused = "", later = ""] = ids
		const outcome = await decide({
			[`decision-${granted}`]: "granted",
			[`decision-${refused}`]: "refused",
			[`decision-${later}`]: "later",
		})
		expect(outcome).toMatchObject({
			done: [expect.any(String), expect.any(String)],
			refused: [],
			leftOut: [],
		})
		expect(await Promise.all([granted, refused, later].map(stateOf))).toEqual([
			"concluded.granted",
			"concluded.refused",
			"concluded.assessed",
		])
		const { decided, agenda } = await viewSitting({ actor: operator(), id: sitting, page: 1, now: NOW })
		expect(decided.map(({ id }) => id).sort()).toEqual([granted, refused].sort())
		expect(agenda.map(({ id }) => id)).toContain(later)

		const form = { heldOn: "12.10.2026" }
		const next = await createSittingFromForm({ actor: operator(), form, now: NOW })
		const following = await viewSitting({ actor: operator(), id: next.id, page: 1, now: NOW })
		expect(following.agenda.map(({ id }) => id)).toContain(later)
		expect(following.decided).toEqual([])
	})

	test("are shown before with every name, decision and letter, and nothing is written yet", async () => {
		await keep({})
		const good = ids[3] ?? ""
		const { words, items } = await plan({
			[`decision-${waiting}`]: "granted",
			[`decision-${good}`]: "granted",
		})
		expect(words.typed.map(({ value }) => value).join()).toContain("№ 903-р от 30.09.2026")
		expect(words.letters).toEqual([{ label: "педагогам: «Решение аттестационной комиссии»", count: 1 }])
		expect(items.map(({ id, obstacles }) => [id, obstacles.length])).toEqual([
			[waiting, 1],
			[good, 0],
		])
		expect(items[1]?.shown).toMatchObject({
			name: expect.stringContaining("Примерова"),
			act: "Установить категорию",
			letters: [expect.stringMatching(/^педагогу, «Решение аттестационной комиссии»: Примерова/)],
		})
		expect(await stateOf(good)).toBe("concluded.assessed")
	})

	test("name the application that cannot be decided, and are saved for the others", async () => {
		await keep({})
		const good = ids[3] ?? ""
		const outcome = await decide({ [`decision-${waiting}`]: "granted", [`decision-${good}`]: "granted" })
		expect(outcome.done).toHaveLength(1)
		expect(outcome.leftOut).toEqual([
			{ name: expect.stringContaining("Примерова"), reasons: [expect.stringContaining("недоступно")] },
		])
		expect(await stateOf(good)).toBe("concluded.granted")
	})

	test("give the teacher a category dated by the sitting", async () => {
		const { teacherId } = await prisma.application.findUniqueOrThrow({ where: { id: ids[0] } })
		const [category] = await prisma.category.findMany({ where: { personId: teacherId } })
		expect(category).toMatchObject({ category: "first", setOn: "2026-09-28" })
	})

	test("write the category and its date into the teacher's profile, as the letter says", async () => {
		const { teacher } = await prisma.application.findUniqueOrThrow({
			where: { id: ids[0] },
			select: { teacher: { select: { username: true } } },
		})
		const { categories } = await viewProfile({ actor: of(people, teacher.username), now: NOW })
		expect(categories).toEqual([
			{ position: "учитель", newest: "первая, установлена 28.09.2026, бессрочно", earlier: [] },
		])
	})

	test("make the day of the sitting unchangeable", async () => {
		await keep({})
		const id = await bring(people, { teacher: "second", simplified: true, until: "admitted", age: 4 })
		expect((await decide({ [`decision-${id}`]: "granted" })).done).toHaveLength(1)
		await expect(keep({ heldOn: "27.09.2026" })).rejects.toMatchObject({
			fields: { heldOn: expect.stringContaining("уже внесены решения") },
		})
	})
})

describe("the list of sittings", () => {
	test("shows how many applications wait, and only an operator can open it", async () => {
		const { toAdmit } = await viewSittings({ actor: operator(), now: NOW })
		expect(toAdmit).toBe(1)
		await expect(viewSittings({ actor: of(people, "municipal"), now: NOW })).rejects.toMatchObject({
			code: "not-found",
		})
		await expect(
			viewSitting({ actor: of(people, "expert1"), id: sitting, page: 1, now: instantOf("2026-10-02") }),
		).rejects.toMatchObject({ code: "not-found" })
	})
})
