import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { civilDate, instantOf } from "#app/utils/civil-date.ts"
import { shortDate } from "#app/utils/russian.ts"
import { seedCommission } from "#prisma/demo/commission.ts"
import { bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { agreeTo } from "../batch/test-batch.ts"
import { viewProfile } from "../person/person.view.server.ts"
import { viewSitting } from "./agenda.view.server.ts"
import { createSittingFromForm } from "./sitting-form.server.ts"
import { viewSittings } from "./sittings.view.server.ts"
import { callRoll, hold, keep, number, planTyped } from "./test-sitting.ts"

let people: Cast
let ids: string[]
let waiting: string
let sitting: string

const operator = () => of(people, "operator")
const stateOf = async (id: string) =>
	(await prisma.application.findUniqueOrThrow({ where: { id }, select: { state: true } })).state
const plan = (form: Record<string, string>, username = "operator") =>
	planTyped({ actor: of(people, username), sitting, form })
const decide = async (form: Record<string, string>, username = "operator") =>
	agreeTo(await plan(form, username), { actor: of(people, username), now: NOW })

beforeAll(async () => {
	const names = ["first", "second", "third", "fourth"]
	people = await openRegion(["municipal", "expert1"], [...teachers(names), ...teachers(["early"])])
	await seedCommission(operator(), "2026-01-01", NOW)
	ids = []
	for (const teacher of names) ids.push(await bring(people, { teacher, simplified: true, until: "admitted" }))
	waiting = await bring(people, { teacher: "early", simplified: true, until: "registered" })
})

beforeEach(async () => {
	sitting = (await createSittingFromForm({ actor: operator(), form: { heldOn: "28.09.2026" }, now: NOW })).id
})

describe("no decision can be entered", () => {
	const refused = (prepare: () => Promise<unknown>, reason: string) => async () => {
		await prepare()
		const [id = ""] = ids
		await expect(decide({ [`decision-${id}`]: "granted" })).rejects.toMatchObject({
			code: "not-allowed-now",
			reasons: [expect.stringContaining(reason)],
		})
		expect(await stateOf(id)).toBe("concluded.assessed")
		const { obstacles } = await viewSitting({ actor: operator(), id: sitting, page: 1, now: NOW })
		expect(obstacles.join()).toContain(reason)
	}
	const NOT_HELD = "ещё не состоялось"

	test(
		"before the sitting is held",
		refused(async () => {
			await keep(operator(), sitting, "meeting", { heldOn: "15.10.2026" })
			await number(operator(), sitting, { protocolNumber: "", orderDate: "16.10.2026" })
		}, NOT_HELD),
	)
	test(
		"before the roll is called",
		refused(() => number(operator(), sitting), NOT_HELD),
	)
	test(
		"without a protocol",
		refused(async () => {
			await callRoll(operator(), sitting)
			await number(operator(), sitting, { protocolNumber: "" })
		}, "номер протокола"),
	)
	test(
		"without a quorum of two thirds",
		refused(async () => {
			await callRoll(operator(), sitting, 4)
			await number(operator(), sitting)
		}, "кворум в две трети"),
	)
	test(
		"without the number of the order",
		refused(async () => {
			await callRoll(operator(), sitting)
			await number(operator(), sitting, { orderNumber: "" })
		}, "номер и дату распоряжения"),
	)
	test(
		"without the date of the order",
		refused(async () => {
			await callRoll(operator(), sitting)
			await number(operator(), sitting, { orderDate: "" })
		}, "номер и дату распоряжения"),
	)

	test("by sending the event directly, without the agenda", async () => {
		await callRoll(operator(), sitting, 4)
		await number(operator(), sitting)
		const [id = ""] = ids
		await expect(
			send(operator(), "application", id, "application.decide", { sitting, decision: "granted" }),
		).rejects.toMatchObject({ code: "not-allowed-now" })
	})

	test("by a coordinator or an expert", async () => {
		await hold(operator(), sitting)
		const form = { [`decision-${ids[0]}`]: "granted" }
		await expect(decide(form, "municipal")).rejects.toMatchObject({ code: "forbidden" })
		await expect(decide(form, "expert1")).rejects.toMatchObject({ code: "forbidden" })
	})

	test("when every application is postponed, and the message says what to choose", async () => {
		await hold(operator(), sitting)
		await expect(decide({ [`decision-${ids[0]}`]: "later" })).rejects.toThrow("Решений не выбрано")
	})
})

describe("decisions in bulk", () => {
	test("are saved for the decided applications, and the postponed ones stay for the next sitting", async () => {
		await hold(operator(), sitting)
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
		const shown = (now = NOW) => viewSitting({ actor: operator(), id: sitting, page: 1, now })
		const { decided, agenda } = await shown()
		expect(decided.map(({ id }) => id).sort()).toEqual([granted, refused].sort())
		expect(agenda.map(({ id }) => id)).toContain(later)

		// From the next day on the sitting is over, and whoever came after it is named.
		const nextDay = new Date(NOW.getTime() + 86_400_000)
		const cameLater = async () => (await shown(nextDay)).agenda.find(({ id }) => id === later)?.cameLater
		expect(await cameLater()).toBeNull()
		await prisma.application.update({ where: { id: later }, data: { stateSince: NOW } })
		expect(await cameLater()).toBe(shortDate(civilDate(NOW)))

		const form = { heldOn: "12.10.2026" }
		const next = await createSittingFromForm({ actor: operator(), form, now: NOW })
		const following = await viewSitting({ actor: operator(), id: next.id, page: 1, now: NOW })
		expect(following.agenda.map(({ id }) => id)).toContain(later)
		expect(following.decided).toEqual([])
	})

	test("are previewed with every name, decision and letter, before anything is written", async () => {
		await hold(operator(), sitting)
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
			act: "Установить категорию: за — 6, против — 0, воздержались — 0",
			letters: [expect.stringMatching(/^педагогу, «Решение аттестационной комиссии»: Примерова/)],
		})
		expect(await stateOf(good)).toBe("concluded.assessed")
	})

	test("name the application that cannot be decided, and are saved for the others", async () => {
		await hold(operator(), sitting)
		const good = ids[3] ?? ""
		const outcome = await decide({ [`decision-${waiting}`]: "granted", [`decision-${good}`]: "granted" })
		expect(outcome.done).toHaveLength(1)
		expect(outcome.leftOut).toEqual([
			{
				name: expect.stringContaining("Примерова"),
				reasons: [expect.stringContaining("Сейчас это сделать нельзя")],
			},
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
		await hold(operator(), sitting)
		const id = await bring(people, { teacher: "second", simplified: true, until: "admitted", age: 4 })
		expect((await decide({ [`decision-${id}`]: "granted" })).done).toHaveLength(1)
		await expect(keep(operator(), sitting, "meeting", { heldOn: "27.09.2026" })).rejects.toMatchObject({
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
