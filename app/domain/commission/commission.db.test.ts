import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { ROLES } from "#app/policies/policy.ts"
import { holdSitting } from "#prisma/demo/commission.ts"
import { type Cast, NOW, of, openRegion } from "#tests/factories.ts"
import { viewCommission } from "./commission.view.server.ts"
import { keepCommissionFromForm } from "./commission-form.server.ts"
import { membersOn } from "./members-on.server.ts"

let people: Cast
beforeAll(async () => {
	people = await openRegion(["municipal", "expert1"])
})

const CHAIR = {
	...{ surname: "Образцов", name: "Андрей", patronymic: "Викторович", office: "chair" },
	...{ post: "начальник управления", from: "01.01.2026", until: "", order: "№ 880-р", username: "" },
}
const send = (form: Record<string, string>, who = "operator") =>
	keepCommissionFromForm({ actor: of(people, who), form, now: NOW })
const add = (change: Partial<typeof CHAIR> = {}, who?: string) =>
	send({ intent: "add", ...CHAIR, ...change }, who)
const idOf = async (surname: string) =>
	(await prisma.commissionMember.findFirstOrThrow({ where: { surname, replacedById: null, until: null } })).id
const on = async (day: string) =>
	(await membersOn(prisma, day)).map(({ surname, office }) => `${surname} ${office}`)
const fieldsOf = (sent: Promise<unknown>) =>
	sent.then(
		() => ({}),
		(error) => error.fields,
	)

describe("the roster of the commission", () => {
	test("lists members by office and term", async () => {
		await add({ surname: "Яковлева", name: "Анна", patronymic: "", office: "member" })
		await add({ surname: "Белова", name: "Инна", office: "secretary" })
		await add()
		await add({ surname: "Азаров", office: "member", from: "01.11.2026" })
		expect(await on("2025-12-31")).toEqual([])
		expect(await on("2026-10-01")).toEqual(["Образцов chair", "Белова secretary", "Яковлева member"])
		const view = await viewCommission({ actor: of(people, "operator"), chosen: "", now: NOW })
		expect(view).toMatchObject({ quorum: 2, vacant: [] })
		expect(view.future.map(({ name }) => name)).toEqual(["Азаров Андрей Викторович"])
	})

	test("asks for name, post, office and first day, each at its field", async () => {
		const empty = { surname: "", name: "", post: " ", office: "guest", from: "" }
		expect(await fieldsOf(add(empty))).toEqual({
			surname: "Укажите фамилию.",
			name: "Укажите имя.",
			post: expect.stringContaining("Укажите должность и место работы"),
			office: "Выберите, кем человек входит в комиссию.",
			from: "Укажите первый день срока.",
		})
		expect(await fieldsOf(add({ from: "01.10.2027", until: "01.10.2026" }))).toEqual({
			until: expect.stringContaining("раньше, чем начинается"),
		})
		// The roster is asked too while other fields are still wrong.
		expect(await fieldsOf(add({ post: " ", username: "nobody-here" }))).toMatchObject({
			post: expect.stringContaining("Укажите должность"),
			username: expect.stringContaining("«nobody-here» нет"),
		})
		expect(await fieldsOf(add({ surname: "Новый", office: "member", username: "nobody-here" }))).toEqual({
			username: expect.stringContaining("«nobody-here» нет"),
		})
	})

	test("has one chair and one secretary at a time, and nobody twice", async () => {
		expect(await fieldsOf(add({ surname: "Второй", from: "01.06.2026" }))).toEqual({
			office: expect.stringContaining("Образцов Андрей Викторович, с 01.01.2026"),
		})
		expect(await fieldsOf(add({ office: "member" }))).toEqual({
			surname: expect.stringContaining("уже в составе"),
		})
	})

	test("is changed from a day on, and the days before stay as they were", async () => {
		const memberId = await idOf("Яковлева")
		const change = { ...CHAIR, surname: "Яковлева", name: "Анна", patronymic: "", office: "deputy" }
		expect(await send({ intent: "change", memberId, ...change, from: "15.09.2026" })).toContain(
			"прежний срок закрыт",
		)
		expect(await on("2026-09-14")).toContain("Яковлева member")
		expect(await on("2026-09-15")).toContain("Яковлева deputy")
	})

	test("is corrected by a row that replaces the wrong one, which is kept", async () => {
		const memberId = await idOf("Белова")
		const change = { ...CHAIR, surname: "Белая", name: "Инна", office: "secretary" }
		expect(await send({ intent: "change", memberId, ...change })).toBe("Запись исправлена")
		expect(await on("2026-10-01")).toContain("Белая secretary")
		const known = await prisma.commissionMember.findUniqueOrThrow({ where: { id: memberId } })
		expect(known).toMatchObject({ surname: "Белова", replacedById: expect.any(String) })
		await expect(send({ intent: "end", memberId, until: "01.12.2026" })).rejects.toMatchObject({
			code: "stale",
		})
	})

	test("cannot be rewritten or deleted even in the database", async () => {
		const id = await idOf("Образцов")
		await expect(prisma.commissionMember.update({ where: { id }, data: { post: "другая" } })).rejects.toThrow(
			"history",
		)
		await expect(prisma.commissionMember.delete({ where: { id } })).rejects.toThrow("history")
	})

	test("never changes a sitting that was held: it keeps its own copy, and no term ends before it", async () => {
		const sitting = await holdSitting({
			...{ actor: of(people, "operator"), heldOn: "2026-09-28", orderDate: "2026-09-30" },
			...{ planned: NOW, now: NOW },
		})
		const rollOf = () =>
			prisma.sittingMember.findMany({ where: { sittingId: sitting }, orderBy: { number: "asc" } })
		const before = await rollOf()
		const memberId = await idOf("Образцов")
		await send({ intent: "change", memberId, ...CHAIR, surname: "Образцовский" })
		expect(await rollOf()).toEqual(before)
		expect(before[0]).toMatchObject({ surname: "Образцов", office: "chair" })
		expect(
			await fieldsOf(send({ intent: "end", memberId: await idOf("Яковлева"), until: "20.09.2026" })),
		).toEqual({
			until: expect.stringContaining("отмечен в заседании 28.09.2026"),
		})
	})

	test("is recorded in the audit with what it was and what it is", async () => {
		const entries = await prisma.accessLog.findMany({
			where: { what: "commission-changed" },
			orderBy: { id: "asc" },
		})
		expect(entries[0]).toMatchObject({
			actorId: of(people, "operator").id,
			detail: { added: { name: "Яковлева Анна", office: "член комиссии", term: "с 01.01.2026" } },
		})
		expect(entries.map(({ detail }) => Object.keys(detail as object)[0])).toContain("corrected")
	})

	test.each(ROLES.filter((role) => role !== "operator"))("is closed to a %s", async (role) => {
		const grants = [{ role, municipalityCode: "tomsk", organisationId: null, subjectId: null }]
		const actor = { ...of(people, "municipal"), grants }
		await expect(viewCommission({ actor, chosen: "", now: NOW })).rejects.toMatchObject({ code: "not-found" })
		await expect(
			keepCommissionFromForm({ actor, form: { intent: "add", ...CHAIR }, now: NOW }),
		).rejects.toMatchObject({ code: "not-found" })
	})
})
