import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { bring, giveRole, NOW, newWithdrawal, of, openRegion, send, teachers } from "#tests/factories.ts"
import { viewBatch } from "../../batch/batch.view.server.ts"
import { keepBatch } from "../../batch/keep-batch.server.ts"
import { agreeTo } from "../../batch/test-batch.ts"
import { viewExcluded, viewExclusion } from "../../withdrawal/exclusion.view.server.ts"
import { viewWithdrawals } from "../../withdrawal/municipality-withdrawals.view.server.ts"
import { renderWithdrawalsJournal } from "../../withdrawal/withdrawals-journal.server.ts"
import { viewForOperator } from "../operator-application.view.server.ts"
import { viewMunicipalityHome } from "../overview/municipality-home.view.server.ts"
import { viewNotSubmitted } from "../overview/municipality-not-submitted.view.server.ts"
import { examineUnexamined } from "./findings.server.ts"
import { viewForCoordinator } from "./municipality-application.view.server.ts"
import { planRegistration, planRejection } from "./plan-registration.server.ts"
import { viewRegistration } from "./registration.view.server.ts"
import { renderRegistrationJournal } from "./registration-journal.server.ts"
import { RegistrationQuerySchema } from "./registration-query.ts"

const NAMES = ["anna", "boris", "vera", "galina", "darya", "elena", "zoya", "irina"]
const TOMSK = { code: "tomsk", name: "Город Томск" }
const here = { municipalityCode: TOMSK.code, now: NOW }

let people: Record<string, Actor>
let coordinator: Actor
const submitted = (teacher: string, age = 6) => bring(people, { teacher, until: "submitted", age })
const list = (query: Record<string, string> = {}, actor = coordinator) =>
	viewRegistration({ ...here, actor, query: RegistrationQuerySchema.parse(query) })
const register = (actor: Actor, id: string) => send(actor, "application", id, "application.register")
const rowOf = (id: string) => prisma.application.findUniqueOrThrow({ where: { id } })
const lettersAbout = (kind: string, personId: string) => prisma.letter.count({ where: { kind, personId } })

beforeAll(async () => {
	people = await openRegion(["municipal", "municipal3", "expert1", "expert2"], teachers(NAMES))
	coordinator = of(people, "municipal")
})

describe("the registration list", () => {
	let late: string
	let soon: string
	let withdrawn: string

	beforeAll(async () => {
		soon = await submitted("boris", 27)
		late = await submitted("anna", 33)
		withdrawn = await submitted("vera", 2)
		await newWithdrawal(of(people, "vera"), withdrawn, "submitted")
	})

	test("shows overdue applications first and counts the days left of the thirty", async () => {
		const { rows, figures } = await list()
		expect(rows.map(({ id, daysLeft }) => [id, daysLeft])).toEqual([
			[late, -3],
			[soon, 3],
			[withdrawn, 28],
		])
		expect(figures).toEqual({ all: 3, overdue: 1, soon: 1, clean: 2, findings: 1 })
	})

	test("filters by each figure, by name, by claimed category and by form", async () => {
		const ids = async (query: Record<string, string>) => (await list(query)).rows.map(({ id }) => id)
		expect(await ids({ show: "overdue" })).toEqual([late])
		expect(await ids({ show: "soon" })).toEqual([soon])
		expect(await ids({ show: "findings" })).toEqual([withdrawn])
		expect(await ids({ q: "ПРИМЕРОВА" })).toHaveLength(3)
		expect(await ids({ q: "никто" })).toEqual([])
		expect(await ids({ claimed: "highest" })).toEqual([])
		expect(await ids({ form: "in_person" })).toHaveLength(3)
		expect(await ids({ show: "nonsense", page: "-1" })).toHaveLength(3)
	})

	test("says why an application with a waiting withdrawal cannot be registered", async () => {
		const { rows } = await list()
		expect(rows.at(-1)?.register).toEqual({
			possible: false,
			reasons: ["Подано заявление на отзыв: сначала зарегистрируйте его или отклоните."],
		})
		await expect(register(coordinator, withdrawn)).rejects.toThrow(/Подано заявление на отзыв/)
	})

	test("shows for each row what the check finds at this moment", async () => {
		const found = async () =>
			(await list()).rows.find(({ id }) => id === soon)?.findings.map(({ short }) => short)
		const annex = { applicationId: soon, purpose: "results_annex" }
		const blank = (warnings: string[]) => prisma.attachment.updateMany({ where: annex, data: { warnings } })
		expect(await found()).toEqual([])
		await blank(["Страница 2 пустая"])
		expect(await found()).toEqual(["Таблицы результатов: страница 2 пустая"])
		await prisma.attachment.updateMany({ where: annex, data: { removedAt: NOW } })
		expect(await found()).toEqual(["Нет таблиц результатов"])
		await prisma.attachment.updateMany({ where: annex, data: { removedAt: null, warnings: [] } })
		expect(await found()).toEqual([])
	})

	test("links a finding of the rules to its rule, on the page of the application and for operators too", async () => {
		const { form } = await prisma.application.findUniqueOrThrow({ where: { id: soon } })
		const ends = { currentCategory: "first", currentTerm: "dated", currentEndsOn: "15.11.2026" }
		await prisma.application.update({ where: { id: soon }, data: { form: { ...(form as object), ...ends } } })
		const rule = expect.stringMatching(/^\/help\/rules\?role=all&date=2026-09-04#category_ends_soon$/)
		const row = (await list()).rows.find(({ id }) => id === soon)
		expect(row?.findings).toMatchObject([{ id: "category_ends_soon", source: { to: rule } }])
		const { checks } = await viewForCoordinator({ actor: coordinator, id: soon, now: NOW })
		expect(checks[0]).toMatchObject({ id: "category_ends_soon", source: { to: rule } })
		const seen = await viewForOperator({ actor: of(people, "operator"), id: soon, now: NOW })
		expect(seen.checks).toEqual(checks)
		await prisma.application.update({ where: { id: soon }, data: { form: form as object } })
	})

	test("counts an application as clean only after a transition or the job has examined it", async () => {
		const clean = async () => (await list()).figures.clean
		expect(await clean()).toBe(2)
		await prisma.application.update({ where: { id: soon }, data: { checkFindings: null } })
		expect(await clean()).toBe(1)
		expect((await list({ show: "findings" })).rows.map(({ id }) => id)).toEqual([soon, withdrawn])
		expect(await examineUnexamined(NOW)).toBe(1)
		expect(await examineUnexamined(NOW)).toBe(0)
		expect(await clean()).toBe(2)
	})

	test("treats a typed pattern character as an ordinary letter", async () => {
		expect((await list({ q: "%" })).rows).toEqual([])
	})

	test("is empty for the coordinator of another municipality, who may not open an application either", async () => {
		const stranger = of(people, "municipal3")
		expect((await list({}, stranger)).rows.every(({ register }) => !register.possible)).toBe(true)
		await expect(viewForCoordinator({ actor: stranger, id: late, now: NOW })).rejects.toMatchObject({
			code: "not-found",
		})
		await expect(register(stranger, late)).rejects.toMatchObject({ code: "not-found" })
	})

	test("leads on from the last one to the first", async () => {
		const { neighbours } = await viewForCoordinator({ actor: coordinator, id: withdrawn, now: NOW })
		expect(neighbours).toEqual({ place: 3, total: 3, previous: soon, next: null, onward: late })
	})

	test("links every application to its neighbours", async () => {
		const { neighbours, awaits, nextNumber } = await viewForCoordinator({
			actor: coordinator,
			id: soon,
			now: NOW,
		})
		expect(neighbours).toEqual({ place: 2, total: 3, previous: late, next: withdrawn, onward: withdrawn })
		expect([awaits, nextNumber]).toEqual([true, 1])
	})

	test("counts the same as the home page", async () => {
		const { total, due } = await viewMunicipalityHome(here)
		expect(total).toBe(3)
		expect(due).toMatchObject({ pending: 3, overdue: 1, soon: 1, withdrawals: 1, withoutPeriod: 0 })
	})

	test("the home page names the period that is still open, before the 12th and after it", async () => {
		const nearestOn = async (day: string) => {
			const { due } = await viewMunicipalityHome({ ...here, now: instantOf(`${day}T09:00`) })
			return due.nearest
		}
		const [before, last, after] = await Promise.all(["2026-10-01", "2026-10-12", "2026-10-16"].map(nearestOn))
		expect(before).toEqual({ period: "ноябрь-декабрь 2026", until: "2026-10-12" })
		expect(last).toEqual(before)
		expect(after).toEqual({ period: "декабрь 2026-январь 2027", until: "2026-11-12" })
	})
})

describe("registering", () => {
	test("by two coordinators at the same moment gives one number and one letter, and the slower one is told", async () => {
		const second = await giveRole(people, "galina", "municipal_coordinator", "operator")
		const id = await submitted("darya")
		const results = await Promise.allSettled([register(coordinator, id), register(second, id)])
		expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
		const refused = results.find((one) => one.status === "rejected")
		expect(["stale", "not-allowed-now"]).toContain(refused?.reason.code)
		expect(refused?.reason.message).toMatch(/\S/)
		expect((await rowOf(id)).journalNumber).toBe(1)
		expect(await lettersAbout("application-registered", of(people, "darya").id)).toBe(1)
	})

	test("gives a rejected attempt no number, so the next number follows without a gap", async () => {
		const rejected = await submitted("elena")
		await send(coordinator, "application", rejected, "application.reject", { reasonCode: "no_signature" })
		const next = await submitted("zoya")
		await register(coordinator, next)
		expect((await rowOf(rejected)).journalNumber).toBeNull()
		expect((await rowOf(next)).journalNumber).toBe(2)
	})

	test("refuses a rejection without a reason", async () => {
		const { rows } = await list()
		const id = rows[0]?.id ?? ""
		const reject = async () => send(coordinator, "application", id, "application.reject", {})
		await expect(reject()).rejects.toThrow(/Выберите причину/)
		expect((await rowOf(id)).rejectionReason).toBeNull()
	})

	const everything = { found: RegistrationQuerySchema.parse({}) }

	test.each([
		"",
		"name",
		"-name",
		"-left",
	])("of all found takes them in the order of the list, sorted by «%s»", async (sort) => {
		const { rows } = await list({ sort })
		const which = { found: RegistrationQuerySchema.parse({ sort }) }
		const plan = await planRegistration({ ...here, actor: coordinator, which })
		expect(plan.items.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
	})

	test("of many at once names, beside each reason, the rule that the application's own page quotes", async () => {
		const { rows } = await list()
		const id = rows.find(({ findings }) => findings.length === 0)?.id ?? ""
		const { form } = await rowOf(id)
		const held = { claimedCategory: "first", currentCategory: "first", currentTerm: "indefinite" }
		await prisma.application.update({ where: { id }, data: { form: { ...(form as object), ...held } } })
		const plan = await planRegistration({ ...here, actor: coordinator, which: { ids: [id] } })
		const order = { actor: coordinator, cabinet: "municipality" as const }
		const batch = await keepBatch(plan, { ...order, back: "/municipality/registration", now: NOW })
		const { items } = await viewBatch({ ...order, id: batch, page: 9 })
		expect(items).toMatchObject([
			{
				outcome: "leftOut",
				reasons: ["Есть замечание: Категория уже установлена без срока."],
				rules: [
					{
						rule: "already_indefinite",
						date: (await rowOf(id)).receivedOn,
						words: expect.stringMatching(/^Категория уже установлена без срока, п\. 32, приказ/),
					},
				],
			},
		])
		await prisma.application.update({ where: { id }, data: { form: form as object } })
	})

	test("of many at once, after a preview, registers those without findings and names the others with the reason", async () => {
		const { rows } = await list()
		const done = await prisma.application.findFirstOrThrow({ where: { journalNumber: 1 } })
		const which = { ids: [...rows.map(({ id }) => id), done.id, "made-up"] }
		const asked = { ...here, actor: coordinator, which }
		const plan = await planRegistration(asked)
		expect(plan.words.letters).toEqual([{ label: "педагогам: «Заявление зарегистрировано»", count: 2 }])
		const outcome = await agreeTo(plan, { actor: coordinator, now: NOW, cabinet: "municipality" })
		expect(outcome.done).toHaveLength(2)
		expect(outcome.leftOut.map(({ reasons }) => reasons[0])).toEqual([
			"Есть замечание: Подано заявление на отзыв.",
			expect.stringMatching(/^Сейчас это сделать нельзя\. Заявление зарегистрировано/),
		])
		const numbers = await prisma.application.findMany({
			where: { journalNumber: { not: null } },
			orderBy: { journalNumber: "asc" },
			select: { journalNumber: true },
		})
		expect(numbers.map(({ journalNumber }) => journalNumber)).toEqual([1, 2, 3, 4])
	})

	test("everything that the filters find can be chosen at once, and in another municipality that is nothing", async () => {
		const { rows, total } = await list()
		const found = await planRegistration({ ...here, actor: coordinator, which: everything })
		expect(found.items.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
		expect(found.items).toHaveLength(total)
		const stranger = await planRegistration({ ...here, actor: of(people, "municipal3"), which: everything })
		expect(stranger.items).toEqual([])
	})

	test("one reason rejects many, and without a reason nobody is rejected", async () => {
		const asked = { ...here, actor: coordinator, which: everything }
		await expect(planRejection({ ...asked, form: { reason: " " } })).rejects.toMatchObject({
			fields: { reasonCode: "Выберите причину из списка или напишите свою." },
		})
		const { words, items } = await planRejection({ ...asked, form: { reason: "Нет второй страницы" } })
		expect(words.typed).toEqual([{ label: "Причина", value: "Нет второй страницы" }])
		expect(items[0]).toMatchObject({ event: "application.reject", input: { reason: "Нет второй страницы" } })
	})

	test("fills a journal with every decision, rejections too", async () => {
		const { bytes, fileName } = await renderRegistrationJournal({
			actor: coordinator,
			municipality: TOMSK,
			year: 2026,
			now: NOW,
		})
		expect(fileName).toBe("Журнал регистрации заявлений 2026 — Город Томск.docx")
		expect(bytes.length).toBeGreaterThan(4000)
	})
})

describe("withdrawals", () => {
	test("are listed first while they wait, stay listed when registered, and appear in their journal", async () => {
		const view = () => viewWithdrawals({ ...here, actor: coordinator, page: 1 })
		const [waiting] = (await view()).waiting
		expect(waiting).toMatchObject({
			reason: "Перехожу на другую должность",
			events: { "withdrawal.register": { possible: true } },
		})
		await send(coordinator, "withdrawal", waiting?.id ?? "", "withdrawal.register")
		const after = await view()
		expect(after.waiting).toEqual([])
		expect(after.answered).toMatchObject([{ id: waiting?.id, answer: "№ 1 от 01.10.2026" }])
		const journal = { actor: coordinator, municipality: TOMSK, year: 2026, now: NOW }
		expect((await renderWithdrawalsJournal(journal)).fileName).toContain("отозванных заявлений 2026")
	})

	test("can be made by a coordinator for a teacher, form first and then the scan, and nobody else can continue them", async () => {
		const { rows } = await viewExclusion({ municipalityCode: TOMSK.code, query: { q: "", page: 1 } })
		const id = rows[0]?.id ?? ""
		const look = (actor: Actor) => viewExcluded({ ...here, actor, applicationId: id })
		expect(await look(coordinator)).toMatchObject({ mayForm: true, underway: null })
		await newWithdrawal(coordinator, id, "formed")
		expect(await look(coordinator)).toMatchObject({
			mayForm: false,
			underway: {
				own: true,
				sent: false,
				events: { "withdrawal.submit": { possible: true }, "withdrawal.discard": { possible: true } },
			},
		})
		const other = await look(of(people, "galina"))
		expect(other).toMatchObject({ mayForm: false, underway: { own: false } })
		expect(Object.keys(other?.underway?.events ?? {})).not.toContain("withdrawal.submit")
		expect(Object.keys(other?.underway?.events ?? {})).not.toContain("withdrawal.discard")
		expect(await look(of(people, "municipal3"))).toBeNull()
	})
})

describe("the list of teachers who have not submitted", () => {
	test("has those without an application and those with a draft", async () => {
		await bring(people, { teacher: "irina", until: "formed" })
		const query = { q: "", formed: "" as const, page: 1 }
		const { rows, figures } = await viewNotSubmitted({ municipalityCode: TOMSK.code, query })
		expect(rows).toHaveLength(2)
		expect(figures).toEqual({ all: 2, formed: 1 })
		const yes = await viewNotSubmitted({ municipalityCode: TOMSK.code, query: { ...query, formed: "yes" } })
		expect(yes.rows).toMatchObject([{ email: expect.stringContaining("irina") }])
	})

	test.each(["phone", "registered"])("can be sorted by %s, both ways", async (column) => {
		const irina = of(people, "irina").id
		await prisma.person.updateMany({ data: { mobilePhone: "+79999999999" } })
		await prisma.person.update({
			where: { id: irina },
			data: { mobilePhone: "+79000000000", createdAt: new Date("2020-01-01") },
		})
		const sorted = async (sort: string) => {
			const query = { q: "", formed: "" as const, page: 1, sort }
			return (await viewNotSubmitted({ municipalityCode: TOMSK.code, query })).rows.map(({ id }) => id)
		}
		expect((await sorted(column)).at(0)).toBe(irina)
		expect((await sorted(`-${column}`)).at(-1)).toBe(irina)
	})
})
