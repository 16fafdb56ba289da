import { afterEach, beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { markDead } from "#app/letters/dead-address.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { bring, type Cast, of, openRegion, teachers } from "#tests/factories.ts"
import { viewCalls } from "./calls.view.server.ts"
import { viewDeadlines } from "./deadlines.view.server.ts"
import { deliverMailings, sendMailing, viewMailing } from "./mailing.server.ts"
import { whyNotNeeded } from "./still-needed.server.ts"

let people: Cast
const now = instantOf("2026-10-14T10:00")
const tomorrow = instantOf("2026-10-15T10:00")

beforeAll(async () => {
	people = await openRegion(["municipal", "municipal3"], teachers(["anna", "vera", "zoya", "submitted"]))
	await bring(people, { teacher: "anna", until: "formed" })
	await bring(people, { teacher: "submitted", until: "submitted" })
})
afterEach(async () => {
	await prisma.notice.deleteMany()
	await prisma.mailing.deleteMany()
	await prisma.letter.deleteMany()
	await prisma.deadAddress.deleteMany()
})

const coordinator = () => of(people, "municipal")
const place = { municipalityCode: "tomsk", now }
const view = (to: string) => viewMailing({ actor: coordinator(), to, message: "", ...place })
const sendTo = (to: string, message = "", at = now) =>
	sendMailing({ actor: coordinator(), municipalityCode: "tomsk", form: { to, message }, now: at })
const written = async () =>
	(await prisma.letter.findMany({ where: { kind: "not-submitted" }, orderBy: { to: "asc" } })).map(
		({ to }) => to,
	)

describe("«Отправить уведомление»", () => {
	test("shows who gets it, how many they are and the text before it is sent, and writes nothing", async () => {
		expect(await view("withForm")).toMatchObject({
			recipients: 1,
			who: [{ id: of(people, "anna").id, fullName: "Примерова Мария Ивановна" }],
			unreachable: 0,
			toldToday: 0,
			name: null,
		})
		expect(await view("withoutForm")).toMatchObject({
			recipients: 2,
			subject: "Вы не подали заявление на аттестацию",
		})
		expect((await view("withoutForm")).text).toContain("11 ноября 2026 года")
		expect(await view(of(people, "vera").id)).toMatchObject({
			recipients: 1,
			name: "Примерова Мария Ивановна",
		})
		expect(await written()).toEqual([])
	})

	test("goes to all who formed, to all who did not, or to one, with the coordinator's words", async () => {
		expect(await sendTo("withForm", "Позвоните мне")).toBe(1)
		expect(await sendTo("withoutForm", "", instantOf("2026-10-14T10:01"))).toBe(2)
		expect(await deliverMailings(now)).toBe(3)
		expect(await written()).toEqual(["anna@demo.example", "vera@demo.example", "zoya@demo.example"])
		const letter = await prisma.letter.findFirstOrThrow({
			where: { to: "anna@demo.example", kind: "not-submitted" },
		})
		expect(letter.text).toContain("> Позвоните мне")
		expect((await view("withForm")).history).toMatchObject([
			{ to: "Всем, кто не сформировал заявление", recipients: 2 },
			{ to: "Всем, кто сформировал заявление", recipients: 1, message: "Позвоните мне" },
		])
	})

	test("reaches a person once a day, however often it is sent and by however many workers", async () => {
		await Promise.allSettled([sendTo("withoutForm"), sendTo("withoutForm"), sendTo(of(people, "vera").id)])
		await Promise.all([deliverMailings(now), deliverMailings(now), deliverMailings(now)])
		expect(await written()).toEqual(["vera@demo.example", "zoya@demo.example"])
		await expect(sendTo("withoutForm")).rejects.toMatchObject({ code: "not-allowed-now" })
		expect(await view("withoutForm")).toMatchObject({ recipients: 0, toldToday: 2 })
		expect(await sendTo("withoutForm", "", tomorrow)).toBe(2)
	})

	test("is not sent to those who submitted, to another municipality's teachers or by strangers", async () => {
		await expect(sendTo(of(people, "submitted").id)).rejects.toMatchObject({ code: "not-found" })
		await expect(view(of(people, "submitted").id)).rejects.toMatchObject({ code: "not-found" })
		for (const stranger of ["municipal3", "operator", "anna"]) {
			const order = { actor: of(people, stranger), ...place }
			await expect(sendMailing({ ...order, form: { to: "withForm", message: "" } })).rejects.toMatchObject({
				code: "not-found",
			})
			await expect(viewMailing({ ...order, to: "withForm", message: "" })).rejects.toMatchObject({
				code: "not-found",
			})
			await expect(
				viewCalls({ actor: of(people, stranger), municipalityCode: "tomsk" }),
			).rejects.toMatchObject({
				code: "not-found",
			})
		}
	})
})

describe("«Позвонить»", () => {
	const calls = async () =>
		(await viewCalls({ actor: coordinator(), municipalityCode: "tomsk" })).map(({ email, why }) => [
			email,
			why,
		])

	test("names people whose address is dead or missing, with their phones, and no others", async () => {
		expect(await calls()).toEqual([])
		await prisma.$transaction((tx) =>
			markDead(tx, { address: "Vera@demo.example", why: "550 no such user", letterId: null }, now),
		)
		const { id } = of(people, "zoya")
		await prisma.person.update({ where: { id }, data: { email: "", mobilePhone: "+7 (999) 000-00-01" } })
		expect(await calls()).toEqual([
			["vera@demo.example", "Такого почтового ящика нет: уточните адрес. Ответ сервера: «550 no such user»"],
			["", "Адрес не указан"],
		])
		const rows = await viewCalls({ actor: coordinator(), municipalityCode: "tomsk" })
		expect(rows[1]).toMatchObject({
			phones: expect.arrayContaining(["+7 (999) 000-00-01"]),
			roles: expect.stringContaining("педагог"),
		})
		expect(await view("withoutForm")).toMatchObject({ recipients: 0, unreachable: 2 })
		await prisma.person.update({ where: { id }, data: { email: "zoya@demo.example" } })
	})
})

test("the page of deadlines is only for operators, and names every rule", async () => {
	await sendTo("withForm")
	const { rules, last, clock } = await viewDeadlines({ actor: of(people, "operator"), now })
	expect(rules.find(({ name }) => name === "reminder-by-hand")).toMatchObject({ count: 1 })
	expect(last).toMatchObject([{ title: "Уведомление от координатора", who: "Примерова Мария Ивановна" }])
	expect(clock).toBeNull()
	await expect(viewDeadlines({ actor: coordinator(), now })).rejects.toMatchObject({ code: "not-found" })
})

describe("a reminder by hand that is no longer needed", () => {
	test("is not written when the teacher has submitted before the letters are", async () => {
		expect(await sendTo("withoutForm")).toBe(2)
		await bring(people, { teacher: "vera", until: "submitted" })
		expect(await deliverMailings(now)).toBe(1)
		expect(await written()).toEqual(["zoya@demo.example"])
		expect(await deliverMailings(tomorrow)).toBe(0)
		expect(await prisma.notice.count({ where: { letterId: "" } })).toBe(1)
	})

	test("is not sent when the teacher has submitted while it waited for the mail server", async () => {
		expect(await sendTo("withoutForm")).toBe(1)
		expect(await deliverMailings(now)).toBe(1)
		const letter = await prisma.letter.findFirstOrThrow({ where: { kind: "not-submitted" } })
		expect(await whyNotNeeded(letter.id, now)).toBeNull()
		await bring(people, { teacher: "zoya", until: "submitted" })
		expect(await whyNotNeeded(letter.id, now)).toBe("То, о чём напоминает письмо, уже сделано")
	})
})
