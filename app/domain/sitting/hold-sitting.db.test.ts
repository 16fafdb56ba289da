import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { seedCommission } from "#prisma/demo/commission.ts"
import { bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { agreeTo } from "../batch/test-batch.ts"
import { membersOn } from "../commission/members-on.server.ts"
import { viewSitting } from "./agenda.view.server.ts"
import { createSittingFromForm, keepSittingFromForm } from "./sitting-form.server.ts"
import { isQuorum, quorumOf } from "./sitting-readiness.ts"
import { absence, callRoll, hold, keep, number, planTyped } from "./test-sitting.ts"

let people: Cast
let sitting: string

const operator = () => of(people, "operator")
const stateOf = async (id: string) =>
	(await prisma.application.findUniqueOrThrow({ where: { id }, select: { state: true } })).state
const decide = async (form: Record<string, string>) =>
	agreeTo(await planTyped({ actor: operator(), sitting, form }), { actor: operator(), now: NOW })

beforeAll(async () => {
	people = await openRegion(["municipal"], teachers(["first", "second", "third", "fourth"]))
	await seedCommission(operator(), "2026-01-01", NOW)
})

beforeEach(async () => {
	sitting = (await createSittingFromForm({ actor: operator(), form: { heldOn: "28.09.2026" }, now: NOW })).id
})

describe("the numbers of protocol and order", () => {
	const fields = (change: object) =>
		number(operator(), sitting, change).then(
			() => ({}),
			(error) => error.fields,
		)
	test("have different messages for an impossible day and an unlikely year", async () => {
		const wrong = "Такой даты нет. Напишите день, месяц и год, например 01.09.2026."
		expect(await fields({ orderDate: "завтра" })).toEqual({ orderDate: wrong })
		expect(await fields({ orderDate: "30.09.2206" })).toEqual({ orderDate: "Проверьте год." })
		expect(await fields({ orderDate: "30.09.2036" })).toEqual({
			orderDate: "Проверьте год в дате распоряжения.",
		})
	})
	test("are short, and the order is dated no earlier than the sitting", async () => {
		expect(await fields({ protocolNumber: "7".repeat(61) })).toEqual({
			protocolNumber: "Сократите номер до 60 знаков.",
		})
		expect(await fields({ orderDate: "27.09.2026" })).toEqual({
			orderDate: "Распоряжение раньше заседания. Проверьте даты.",
		})
		expect(await fields({ orderDate: "28.09.2026" })).toEqual({})
	})
	test("are refused before the day of the sitting", async () => {
		await keep(operator(), sitting, "meeting", { heldOn: "15.10.2026" })
		expect(await fields({ orderDate: "" })).toEqual({
			protocolNumber: expect.stringContaining("ещё не прошло"),
		})
	})
	test("and the place cannot be removed or changed once decisions rest on them", async () => {
		await keep(operator(), sitting, "meeting", { heldOn: "28.09.2026", startsAt: "10:00", place: "г. Томск" })

		await hold(operator(), sitting)
		const id = await bring(people, { teacher: "first", simplified: true, until: "admitted" })
		await decide({ [`decision-${id}`]: "refused" })
		const meeting = { heldOn: "28.09.2026", startsAt: "11:00", place: "г. Северск" }
		await expect(keep(operator(), sitting, "meeting", meeting)).rejects.toMatchObject({
			fields: {
				startsAt: expect.stringContaining("уже внесены решения"),
				place: expect.stringContaining("уже внесены решения"),
			},
		})
		expect(await fields({ protocolNumber: "", orderDate: "" })).toEqual({
			protocolNumber: expect.stringContaining("нельзя оставить пустым"),
			orderDate: expect.stringContaining("нельзя оставить пустым"),
		})
	})
})

describe("day, time and place", () => {
	const fields = (meeting: object) =>
		keep(operator(), sitting, "meeting", meeting).then(
			() => ({}),
			(error) => error.fields,
		)
	test("are understood as people type them, or refused with an explanation", async () => {
		expect(await fields({ heldOn: "" })).toEqual({ heldOn: "Укажите дату заседания." })
		expect(await fields({ heldOn: "31.02.2026" })).toEqual({ heldOn: expect.stringContaining("нет") })
		expect(await fields({ heldOn: "28.09.2026", startsAt: "25:00" })).toEqual({
			startsAt: "Такого времени нет. Напишите часы и минуты так: 10:00.",
		})
		expect(await fields({ heldOn: "28.09.2026", place: "а".repeat(301) })).toEqual({
			place: "Слишком длинно: не больше 300 знаков.",
		})
		expect(
			await fields({ heldOn: "28 сентября 2026", startsAt: "9.30", place: " г. Томск,  ауд. 3 " }),
		).toEqual({})
		expect(await prisma.sitting.findUnique({ where: { id: sitting } })).toMatchObject({
			heldOn: "2026-09-28",
			startsAt: "09:30",
			place: "г. Томск, ауд. 3",
		})
	})
	test("of a second sitting on one day are kept, and the answer names the first one", async () => {
		const form = { heldOn: "28.09.2026", startsAt: "15:00" }
		const other = await createSittingFromForm({ actor: operator(), form, now: NOW })
		expect(other.happened).toMatch(/есть ещё заседание 28\.09\.2026.*отмените лишнее/)
		const moved = { heldOn: "26.09.2026" }
		expect(await keep(operator(), other.id, "meeting", moved)).toBe("Дата, время и место сохранены")
	})
	test("move together with the roll: another day has another commission", async () => {
		await callRoll(operator(), sitting)
		await keep(operator(), sitting, "meeting", { heldOn: "27.09.2026" })
		expect(await prisma.sitting.findUnique({ where: { id: sitting } })).toMatchObject({ present: null })
		expect(await prisma.sittingMember.count({ where: { sittingId: sitting } })).toBe(0)
	})
})

describe("the roll", () => {
	test("counts everybody who is not marked as present, and asks why a member was absent", async () => {
		const members = await membersOn(prisma, "2026-09-28")
		const last = members.at(-1)?.id ?? ""
		await expect(keep(operator(), sitting, "roll", { [`absent-${last}`]: "on" })).rejects.toMatchObject({
			fields: { [`absence-${last}`]: expect.stringContaining("почему член комиссии отсутствовал") },
		})
		await expect(keep(operator(), sitting, "roll", { [`absence-${last}`]: "отпуск" })).rejects.toMatchObject({
			fields: { [`absence-${last}`]: expect.stringContaining("не отмечено") },
		})
		await keep(operator(), sitting, "roll", absence([last], "отпуск"))
		expect(await prisma.sitting.findUnique({ where: { id: sitting } })).toMatchObject({
			members: 9,
			present: 8,
		})
		const roll = await prisma.sittingMember.findMany({ where: { sittingId: sitting, present: false } })
		expect(roll).toMatchObject([{ memberId: last, absence: "отпуск" }])
	})
	test("is refused before the day, after decisions, and when no commission is entered for that day", async () => {
		await keep(operator(), sitting, "meeting", { heldOn: "15.10.2026" })
		await expect(keep(operator(), sitting, "roll", {})).rejects.toThrow("ещё не прошло")
		await keep(operator(), sitting, "meeting", { heldOn: "28.12.2025" })
		await expect(keep(operator(), sitting, "roll", {})).rejects.toThrow("состав комиссии не внесён")
		await keep(operator(), sitting, "meeting", { heldOn: "28.09.2026" })
		await hold(operator(), sitting)
		const id = await bring(people, { teacher: "second", simplified: true, until: "admitted" })
		await decide({ [`decision-${id}`]: "refused" })
		await expect(keep(operator(), sitting, "roll", {})).rejects.toThrow("уже внесены решения")
	})
	test("is not moved, nor numbered, by an operator who did not see another one's change", async () => {
		const cardOf = async () => {
			const asked = { actor: operator(), id: sitting, page: 1, decidedPage: 1, now: NOW }
			return (await viewSitting(asked)).sitting
		}
		const { shown, heldOn } = await cardOf()
		const meeting = { heldOn, startsAt: "10:00", place: "ауд. 305" }
		await keep(operator(), sitting, "meeting", { ...meeting, shown: shown.meeting })
		const slower = { ...meeting, place: "ауд. 1", shown: shown.meeting }
		await expect(keep(operator(), sitting, "meeting", slower)).rejects.toMatchObject({ code: "stale" })
		expect(await cardOf()).toMatchObject({ place: "ауд. 305" })
		await keep(operator(), sitting, "papers", { protocolNumber: "1", shown: shown.papers })
		const other = { protocolNumber: "2", shown: shown.papers }
		await expect(keep(operator(), sitting, "papers", other)).rejects.toMatchObject({ code: "stale" })
		const again = { protocolNumber: "2", shown: (await cardOf()).shown.papers }
		await keep(operator(), sitting, "papers", again)
		expect(await cardOf()).toMatchObject({ protocolNumber: "2" })
	})
	test("is not called by an operator who did not see that another one has called it", async () => {
		const seen = async () =>
			(await viewSitting({ actor: operator(), id: sitting, page: 1, decidedPage: 1, now: NOW })).roll
		const { asShown: shown, members } = await seen()
		const [first, second] = members.map(({ id }) => id)
		await keep(operator(), sitting, "roll", { ...absence([first ?? ""]), shown })
		const slower = keep(operator(), sitting, "roll", { ...absence([second ?? ""]), shown })
		await expect(slower).rejects.toMatchObject({ code: "stale" })
		expect((await seen()).attended.filter(({ present }) => !present)).toMatchObject([{ id: first }])
		const again = { ...absence([second ?? ""]), shown: (await seen()).asShown }
		await keep(operator(), sitting, "roll", again)
		expect((await seen()).attended.filter(({ present }) => !present)).toMatchObject([{ id: second }])
	})
	test("is called only by an operator", async () => {
		const form = { intent: "roll" }
		await expect(
			keepSittingFromForm({ actor: of(people, "municipal"), id: sitting, form, now: NOW }),
		).rejects.toMatchObject({ code: "forbidden" })
	})
	test("says how many people make a quorum", () => {
		expect([isQuorum(6, 9, NOW), isQuorum(5, 9, NOW)]).toEqual([true, false])
		expect([quorumOf(9, NOW), quorumOf(10, NOW), quorumOf(1, NOW)]).toEqual([6, 7, 1])
	})
})

describe("votes", () => {
	const votes = (id: string, [yes = "", no = "", abstained = ""]: string[], decision = "granted") => ({
		[`decision-${id}`]: decision,
		[`votesFor-${id}`]: yes,
		[`votesAgainst-${id}`]: no,
		[`votesAbstained-${id}`]: abstained,
	})
	const storedOf = (id: string) =>
		prisma.application.findUniqueOrThrow({
			where: { id },
			select: { votesFor: true, votesAgainst: true, votesAbstained: true },
		})
	let third: string
	beforeAll(async () => {
		third = await bring(people, { teacher: "third", simplified: true, until: "admitted" })
	})

	test("are refused at their field when they cannot be those of the decision", async () => {
		await hold(operator(), sitting)
		const refusedAt = (given: string[], decision?: string) =>
			decide(votes(third, given, decision)).then(
				() => null,
				(error) => error.fields[`votesFor-${third}`] ?? error.fields[`votesAgainst-${third}`],
			)
		expect(await refusedAt(["6", "1"])).toContain("Голосов 7, а присутствовало 6")
		expect(await refusedAt(["2", "4"])).toContain("категорию установить нельзя")
		expect(await refusedAt(["3", "3"], "refused")).toContain("при равенстве голосов")
		expect(await refusedAt(["5", "один"])).toContain("цифрами")
		expect(await stateOf(third)).toBe("concluded.assessed")
	})
	test("are refused too when the event is sent directly", async () => {
		await hold(operator(), sitting)
		const input = { sitting, decision: "granted", votesFor: "9" }
		await expect(send(operator(), "application", third, "application.decide", input)).rejects.toMatchObject({
			code: "invalid",
			fields: { votesFor: expect.stringContaining("а присутствовало 6") },
		})
	})
	test("of a member on their own application are an abstention", async () => {
		const { teacherId } = await prisma.application.findUniqueOrThrow({ where: { id: third } })
		const [member] = await membersOn(prisma, "2026-09-28")
		await prisma.commissionMember.update({ where: { id: member?.id ?? "" }, data: { personId: teacherId } })
		await hold(operator(), sitting)
		await expect(decide(votes(third, ["6"]))).rejects.toMatchObject({
			fields: { [`votesFor-${third}`]: expect.stringContaining("о себе не голосует") },
		})
		const { items } = await planTyped({
			actor: operator(),
			sitting,
			form: { [`decision-${third}`]: "granted" },
		})
		expect(items[0]?.shown.act).toBe("Установить категорию: за — 5, против — 0, воздержались — 1")
		await decide({ [`decision-${third}`]: "granted" })
		expect(await storedOf(third)).toEqual({ votesFor: 5, votesAgainst: 0, votesAbstained: 1 })
		await prisma.commissionMember.update({ where: { id: member?.id ?? "" }, data: { personId: null } })
	})
	test("are stored as they were counted", async () => {
		await hold(operator(), sitting)
		const id = await bring(people, { teacher: "fourth", simplified: true, until: "admitted" })
		await decide(votes(id, ["3", "3"]))
		expect(await storedOf(id)).toEqual({ votesFor: 3, votesAgainst: 3, votesAbstained: 0 })
	})
})
