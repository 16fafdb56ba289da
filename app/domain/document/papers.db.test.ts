import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { RenderedDocument } from "#app/documents/render.server.ts"
import { paperIdOf, readablePaperId } from "#app/documents/sheet-code/sheet-code.ts"
import { paragraphsOf, readWord } from "#app/documents/test-word.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { seedCommission } from "#prisma/demo/commission.ts"
import {
	bring,
	CALENDAR,
	type Cast,
	NOW,
	ORDER,
	of,
	openRegion,
	scheduleOf,
	send,
	teachers,
} from "#tests/factories.ts"
import { agreeTo } from "../batch/test-batch.ts"
import { renderExpertContract } from "../expert/contract.document.server.ts"
import { renderConsent } from "../person/consent.document.server.ts"
import { consentInForce } from "../person/consent.server.ts"
import { renderHelpSheet } from "../person/help-sheet.document.server.ts"
import { loadOffice, saveOffice } from "../reference/office.server.ts"
import { consolidatedTable, renderConsolidatedSchedule } from "../schedule/consolidated.document.server.ts"
import { planDecisions } from "../sitting/plan-decisions.server.ts"
import { renderProtocol } from "../sitting/protocol.document.server.ts"
import { renderAgenda, renderOrder } from "../sitting/sitting.document.server.ts"
import { createSittingFromForm } from "../sitting/sitting-form.server.ts"
import { callRoll, number } from "../sitting/test-sitting.ts"
import { renderExtract } from "./extract.document.server.ts"
import { renderNotice, renderRejectionNotice } from "./notice.document.server.ts"

let people: Cast
let assigned: string
let submitted: string
let granted: string
let refused: string

const read = async (printing: Promise<RenderedDocument>) =>
	paragraphsOf(readWord((await printing).bytes).body)
		.join("\n")
		.replaceAll("\u00a0", " ")
const asked = (username: string, id: string) => ({ actor: of(people, username), id, now: NOW })

beforeAll(async () => {
	people = await openRegion(
		["municipal", "municipal3", "school", "school3", "expert1", "expert2", "expert3"],
		[
			...teachers(["anna"], { surname: "Алиева", name: "Алия", patronymic: "Рашидовна" }),
			...teachers(["filed", "granted", "refused", "nothing"]),
		],
	)
	assigned = await bring(people, { teacher: "anna", until: "assigned", period: "open", experts: 2 })
	submitted = await bring(people, { teacher: "filed", until: "submitted" })
	granted = await bring(people, { teacher: "granted", simplified: true, until: "admitted", age: 9 })
	refused = await bring(people, {
		teacher: "refused",
		simplified: true,
		until: "admitted",
		age: 9,
		claimed: "highest",
	})
})

describe("the notice of the period", () => {
	test("addresses the teacher in the dative, and while the period may still change says so and names no expert", async () => {
		const text = await read(renderNotice(asked("anna", assigned)))
		expect(text).toMatch(/^Алиевой Алие Рашидовне,\nучителю математики,/)
		expect(text).toContain("Уважаемая Алия Рашидовна!")
		expect(text).toMatch(/зарегистрировано \d\d\.\d\d\.\d{4} под № \d+\./)
		expect(text).toContain("Период предварительный")
		expect(text).toMatch(/«___» _+ 20___ г\.\n№ ________/)
		expect(text).not.toMatch(/^— /m)
	})
	test("names the simplified form, and no schedule", async () => {
		expect(await read(renderNotice(asked("municipal", granted)))).toContain("по упрощённой форме")
	})
	test("is refused before a period is assigned, and not found by a stranger", async () => {
		await expect(renderNotice(asked("filed", submitted))).rejects.toMatchObject({ code: "not-allowed-now" })
		await expect(renderNotice(asked("granted", assigned))).rejects.toMatchObject({ code: "not-found" })
		await expect(renderNotice(asked("municipal3", assigned))).rejects.toMatchObject({ code: "not-found" })
	})
})

describe("the notice of a rejection", () => {
	test("gives the typical reason, the coordinator's own words next to it, and what to do", async () => {
		const id = await bring(people, { teacher: "nothing", until: "submitted" })
		await expect(renderRejectionNotice(asked("nothing", id))).rejects.toMatchObject({
			code: "not-allowed-now",
		})
		await send(of(people, "municipal"), "application", id, "application.reject", {
			reasonCode: "no_signature",
			reason: "Подпись не видна на второй странице",
		})
		const text = await read(renderRejectionNotice(asked("nothing", id)))
		expect(text).toContain("отклонено 01.10.2026 в связи с отсутствием подписи.")
		expect(text).toContain("Причина: Подпись не видна на второй странице")
		expect(text).toContain("следует распечатать заявление, подписать его, отсканировать и прикрепить скан.")
		expect(text).toMatch(/«01» октября 2026 г\.\n№ \d+\n/)
		// The teacher corrects the application, and days later a new coordinator looks for the notice.
		await send(of(people, "nothing"), "application", id, "application.revise")
		const later = { ...asked("nothing", id), now: instantOf("2026-10-20") }
		expect(await read(renderRejectionNotice(later))).toBe(text)
		await expect(renderRejectionNotice(asked("filed", id))).rejects.toMatchObject({ code: "not-found" })
	})
})

describe("the consolidated schedule", () => {
	const consolidated = (username = "operator") =>
		renderConsolidatedSchedule({ actor: of(people, username), periodId: CALENDAR.open })

	/** The rows of the table of Excel, each by the heads of its columns. */
	async function tableRows() {
		const { heads, rows } = await consolidatedTable({
			actor: of(people, "operator"),
			periodId: CALENDAR.open,
		})
		const lines = []
		for await (const row of rows()) lines.push(Object.fromEntries(heads.map((head, at) => [head, row[at]])))
		return lines
	}

	test("is marked as not approved until every municipality with teachers is approved, and then names the order", async () => {
		const draft = await consolidated()
		const { margins } = readWord(draft.bytes)
		expect(margins.flatMap(paragraphsOf)).toContain("Не утверждён")
		expect(await tableRows()).toMatchObject([{ График: "не утверждён" }])
		const schedule = await scheduleOf("tomsk", CALENDAR.open)
		await send(of(people, "municipal"), "schedule", schedule, "schedule.close")
		await send(of(people, "operator"), "schedule", schedule, "schedule.approve", ORDER)
		const text = await read(consolidated())
		expect(text).toContain("от 15.10.2026 № 902-р")
		expect(text).toContain("Алиева Алия Рашидовна")
		expect(await tableRows()).toMatchObject([
			{
				"№": 1,
				"Фамилия, имя, отчество": "Алиева Алия Рашидовна",
				График: "утверждён распоряжением № 902-р от 15.10.2026",
			},
		])
		expect(text.split("\n").slice(-7).join(" ").trim()).toMatch(/^Всего .* 1$/)
		const notice = await read(renderNotice(asked("anna", assigned)))
		expect(notice).toContain("от 15.10.2026 № 902-р.")
		expect(notice).toMatch(/«01» октября 2026 г\.\n№ \d+\n/)
	})
	test("is followed by notices whose numbers have no gap, and which stay as they were issued", async () => {
		const numbers = () =>
			prisma.issuedNotice.findMany({ orderBy: { number: "asc" }, select: { id: true, number: true } })
		const before = await numbers()
		expect(before.map(({ number }) => number)).toEqual(before.map((_, index) => index + 1))
		const issued = await prisma.issuedNotice.findFirstOrThrow({ where: { applicationId: assigned } })
		const text = await read(renderNotice(asked("anna", assigned)))
		const expert = of(people, "expert3").id
		await send(of(people, "operator"), "application", assigned, "expert.replace", {
			...{ seat: "2", expert, reason: "Болезнь", colleagueReason: "Другого специалиста нет" },
		})
		expect(await numbers()).toHaveLength(before.length + 1)
		const anew = await read(renderNotice(asked("anna", assigned)))
		expect(anew).not.toBe(text)
		const first = { ...asked("anna", assigned), issuedId: issued.id }
		expect(await read(renderNotice(first))).toBe(text)
		await expect(renderNotice({ ...asked("granted", granted), issuedId: issued.id })).rejects.toMatchObject({
			code: "not-found",
		})
		await expect(
			prisma.issuedNotice.update({ where: { id: issued.id }, data: { number: 99 } }),
		).rejects.toThrow("final")
	})
	test("is not found by anybody but an operator", async () => {
		await expect(consolidated("municipal")).rejects.toMatchObject({ code: "not-found" })
		await expect(
			consolidatedTable({ actor: of(people, "municipal"), periodId: CALENDAR.open }),
		).rejects.toMatchObject({ code: "not-found" })
	})
})

describe("the papers of a sitting", () => {
	let sitting: string
	const day = (
		printing: (what: ReturnType<typeof asked>) => Promise<RenderedDocument>,
		username = "operator",
	) => printing(asked(username, sitting))

	test("are, before it, an agenda of the waiting applications and a protocol with room to write, but no order and no extract", async () => {
		const form = { heldOn: "28.09.2026", startsAt: "10:00", place: "г. Томск, ул. Примерная, д. 1" }
		sitting = (await createSittingFromForm({ actor: of(people, "operator"), form, now: NOW })).id
		expect(await read(day(renderAgenda))).toContain("2. Заявления по упрощённой форме: 2 педагога")
		const protocol = await read(day(renderProtocol))
		expect(protocol).toContain("ПРОТОКОЛ № ________")
		expect(protocol.match(/^Примерова Мария Ивановна$/gm)).toHaveLength(2)
		expect(protocol).toContain("Место проведения: г. Томск, ул. Примерная, д. 1")
		expect(protocol.match(/^Член комиссии$/gm)).toHaveLength(4)
		await seedCommission(of(people, "operator"), "2026-01-01", NOW)
		expect(await read(day(renderProtocol))).toContain("Состав комиссии (против каждого отметить присутствие")
		expect(await read(day(renderAgenda))).toContain("Время: 10:00. Место: г. Томск, ул. Примерная, д. 1")
		await expect(day(renderOrder)).rejects.toMatchObject({ code: "not-allowed-now" })
		await expect(renderExtract(asked("granted", granted))).rejects.toMatchObject({ code: "not-allowed-now" })
	})
	test("are, after it, a protocol with the decisions, an order that names who was granted and who was refused, and an extract for each teacher", async () => {
		const actor = of(people, "operator")
		await callRoll(actor, sitting, 2)
		await number(actor, sitting)
		const decisions = new Map([
			[granted, "granted"],
			[refused, "refused"],
		] as const)
		await agreeTo(await planDecisions({ actor, sittingId: sitting, decisions, now: NOW }), {
			actor,
			now: NOW,
		})
		const protocol = await read(day(renderProtocol))
		expect(protocol).toContain("Членов комиссии: 9, присутствовали: 7. Кворум имеется.")
		expect(protocol.match(/^(установить|отказать)$/gm)?.sort()).toEqual(["отказать", "установить"])
		expect(protocol).toContain("г. Томск\nНачало: 10:00")
		expect(protocol).toContain(
			"— Образцов Андрей Викторович, заместитель начальника Департамента образования (председатель);",
		)
		expect(protocol).toMatch(/— Лазарев [^\n]+\(член комиссии\)\.\nОтсутствовали:/)
		expect(protocol).toMatch(/— Шевелёва [^\n]+: болезнь\.\n/)
		expect(protocol).toMatch(/Отсутствовали:\n— Ооржак [^\n]+\(член комиссии\): болезнь;\n— Шевелёва/)
		expect(protocol).toContain("первая\n7\n0\n0\nустановить")
		expect(protocol).toContain("высшая\n0\n7\n0\nотказать")
		// Only those who were present sign: chair, deputy, secretary and four members.
		expect(protocol.match(/^Член комиссии$/gm)).toHaveLength(4)
		expect(protocol).toContain("А. В. Образцов")
		const order = await read(day(renderOrder))
		expect(order).toContain("(протокол от 28.09.2026 № 3):")
		expect(order).toContain("1. Установить с «28» сентября 2026 г. первую квалификационную категорию")
		expect(order).not.toContain("высшую")
		expect(order).toMatch(
			/2\. Отказать в установлении высшей квалификационной категории [^\n]+\n[^1]+\n1\nПримерова/,
		)
		expect(order).toContain("3. Разместить пункт 1 настоящего распоряжения на официальном сайте.")
		expect(order).toContain("г. Томск")
		const extract = await read(renderExtract(asked("granted", granted)))
		expect(extract).toContain("Результаты голосования: «за» — 7, «против» — 0, «воздержались» — 0.")
		expect(extract).toContain("Присутствовали: А. В. Образцов (председатель), ")
		expect(extract).toContain("Отсутствовали: Ч. К. Ооржак (болезнь), Л. П. Шевелёва (болезнь).")
		expect(extract).toContain(
			"Установить Примеровой Марии Ивановне первую квалификационную категорию по должности «учитель» с «28» сентября 2026 г.",
		)
		const refusal = await read(renderExtract(asked("refused", refused)))
		expect(refusal).toContain(
			"Отказать Примеровой Марии Ивановне в установлении высшей квалификационной категории",
		)
		// The order named in the extract is the one that names the teacher.
		expect(refusal).toMatch(/Распоряжение [^\n]+ от 30\.09\.2026 № 903-р\./)
		expect(order).toContain("№ 903-р")
	})
	test("are found only by an operator, and the extract by everyone who may read the application", async () => {
		await expect(day(renderAgenda, "municipal")).rejects.toMatchObject({ code: "not-found" })
		await expect(day(renderOrder, "expert1")).rejects.toMatchObject({ code: "not-found" })
		await expect(renderExtract(asked("refused", granted))).rejects.toMatchObject({ code: "not-found" })
	})
})

describe("the papers of people", () => {
	const contract = (username: string, expert = "expert1") =>
		renderExpertContract({
			actor: of(people, username),
			expertId: of(people, expert).id,
			halfYear: { year: 2026, half: 2 },
		})

	test("include a contract sheet that lists the assignments of approved schedules in that half-year", async () => {
		const text = await read(contract("municipal"))
		expect(text).toContain("на второе полугодие 2026 года")
		expect(text).toContain("2026/2027")
		expect(text).toContain("3. Назначения на это полугодие: 1 педагог")
		expect(text).toContain("Алиева Алия Рашидовна")
	})
	test("include no contract for another municipality's expert, nor for a person who is no expert", async () => {
		await expect(contract("municipal3")).rejects.toMatchObject({ code: "not-found" })
		await expect(contract("municipal", "anna")).rejects.toMatchObject({ code: "not-found" })
		await expect(contract("operator")).rejects.toMatchObject({ code: "not-found" })
	})
	test("include a help sheet with login, remaining steps and contacts, which only the teacher's own school can print", async () => {
		const sheet = (username: string) =>
			renderHelpSheet({ actor: of(people, username), teacherId: of(people, "filed").id, now: NOW })
		const text = await read(sheet("school"))
		expect(text).toContain("Имя пользователя:\nfiled\n")
		expect(text).toMatch(/Кто поможет\n— Координатор в Вашей организации: /)
		const person = await prisma.person.findUniqueOrThrow({ where: { id: of(people, "filed").id } })
		expect(text).not.toContain(person.passwordHash ?? "nothing")
		await expect(sheet("school3")).rejects.toMatchObject({ code: "not-found" })
	})
	test("include the consent in the words that the person accepted in the system", async () => {
		const text = await read(renderConsent({ actor: of(people, "anna") }))
		expect(text).toContain("Я, Алиева Алия Рашидовна, учитель математики, ")
		expect(text).toMatch(/Согласие дано в электронной системе «\d\d» \p{L}+ \d{4} г\.$/mu)
	})
	test("include in the consent the operator of personal data with its address, or lines to fill in by hand", async () => {
		const consent = () => read(renderConsent({ actor: of(people, "anna") }))
		const office = await loadOffice(prisma)
		expect(await consent()).toMatch(
			new RegExp(`Оператор персональных данных, .*: ${office.centreName}, адрес: _{40}\\.`),
		)
		expect(await consentInForce()).toContain(
			`Оператор персональных данных, который получает согласие: ${office.centreName}.`,
		)
		await saveOffice(prisma, {
			...office,
			dataOperatorName: "Учреждение «Пример»",
			dataOperatorAddress: "000000, г. Томск, ул. Примерная, д. 1",
		})
		const named = "Учреждение «Пример», адрес: 000000, г. Томск, ул. Примерная, д. 1."
		expect(await consent()).toContain(named)
		expect((await consentInForce()).join(" ")).toContain(named)
		await saveOffice(prisma, office)
	})
	test("carry a code of the application, and no name, on every sheet that a person signs", async () => {
		const sheets = async (printing: Promise<RenderedDocument>) =>
			readWord((await printing).bytes)
				.margins.flatMap(paragraphsOf)
				.join(" ")
		const codeOf = async (username: string) => {
			const { paperKey } = await prisma.person.findUniqueOrThrow({ where: { id: of(people, username).id } })
			return readablePaperId(paperIdOf(paperKey))
		}
		const consent = await sheets(renderConsent({ actor: of(people, "anna") }))
		expect(consent).toContain(`Согласие ${await codeOf("anna")} · версия 2 · `)
		expect(consent).not.toContain("Алиева")
		expect(await sheets(contract("municipal"))).toContain(
			`Данные для договора ${await codeOf("expert1")} · версия 14 · `,
		)
		expect(await codeOf("anna")).not.toBe(await codeOf("filed"))
	})
})
