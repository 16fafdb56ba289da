import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { putAnnex, putScan } from "#prisma/demo/papers.ts"
import { actorNamed, bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { expectedApplication } from "../../document/expected-paper.server.ts"
import { viewRegistration } from "../registration/registration.view.server.ts"
import { RegistrationQuerySchema } from "../registration/registration-query.ts"
import { enterApplication } from "./enter-application.server.ts"
import { readEntry } from "./entry.draft.server.ts"
import { EntrySchema } from "./entry.schema.ts"
import { viewEntries, viewEntry } from "./entry.view.server.ts"
import { createTakeOverLink, readTakeOver, takeOverAsNew } from "./take-over.server.ts"
import { newAccount as account, typedEntry } from "./test-entry.ts"

let people: Cast
let organisationId: string

beforeAll(async () => {
	people = await openRegion(
		["municipal", "municipal3", "operator"],
		[
			...teachers(["anna", "boris"], { surname: "Бумажная", name: "Анна", patronymic: "Петровна" }),
			...teachers(["vera"], { surname: "Кабинетова", name: "Анна", patronymic: "Петровна" }),
		],
	)
	const school = await prisma.organisation.findFirstOrThrow({ where: { municipalityCode: "tomsk" } })
	organisationId = school.id
})

const coordinator = () => of(people, "municipal")
const typed = (changes: Record<string, string> = {}) => typedEntry({ organisationId, ...changes })
const enter = (
	changes: Record<string, string> = {},
	actor: Actor = coordinator(),
	municipalityCode = "tomsk",
) =>
	enterApplication({
		actor,
		municipalityCode,
		form: parseForm(EntrySchema, typed(changes)),
		isAnother: true,
		now: NOW,
	})

const fieldsOf = (work: Promise<unknown>) =>
	work.then(
		() => ({}),
		(error) => error.fields,
	)

test("a paper and a take-over are told everything in one round", async () => {
	const wrong = typed({ surname: "", positionCode: "uchitel", procedure: "simplified" })
	expect(await fieldsOf(readEntry(wrong, "tomsk"))).toEqual({
		surname: "Укажите фамилию.",
		subjectId: "К должности «учитель» выберите предмет.",
		groundCode: "Выберите основание упрощённой формы.",
	})
	const account = { username: "anna", password: "password123", mobilePhone: "", email: "a@school.example" }
	expect(
		Object.keys(await fieldsOf(readTakeOver({ ...account, emailAgain: "b@school.example" }, "10.0.9.1"))),
	).toEqual(["username", "password", "mobilePhone", "emailAgain", "consent"])
})

async function attachFiles(id: string, scan?: Awaited<ReturnType<typeof putScan>>) {
	const actor = coordinator()
	await send(actor, "application", id, "attachment.add", {
		kind: "signed_application",
		files: [scan ?? (await putScan(id, 2))],
	})
	await send(actor, "application", id, "attachment.add", {
		kind: "results_annex",
		files: [await putAnnex(id, NOW)],
	})
}
const receive = (id: string, receivedOn = "15.09.2026", actor = coordinator(), more = {}) =>
	send(actor, "application", id, "application.receive", { source: "paper", receivedOn, ...more })

const tokenOf = ({ url }: { url: string }) => url.split("/").at(-1) ?? ""
const link = async (id: string) => tokenOf(await createTakeOverLink({ actor: coordinator(), id, now: NOW }))
describe("an application that came on paper", () => {
	test("is entered by its coordinator, and waits for its files", async () => {
		const { id } = await enter()
		const entry = await viewEntry({ actor: coordinator(), id, now: NOW })
		expect(entry).toMatchObject({ fullName: "Бумажная Анна Петровна", draft: true, takenOver: false })
		expect(entry.events["application.receive"]?.possible).toBe(false)
		await expect(receive(id)).rejects.toThrow(/скан подписанного заявления/)
		const { rows } = await viewEntries({ municipalityCode: "tomsk" })
		expect(rows).toMatchObject([{ id, source: "на бумаге", takenOver: false }])
		expect((await viewEntries({ municipalityCode: "kolpashevsky" })).rows).toEqual([])
	})

	test("is not entered a second time without a word: the page names the first, and the coordinator may go on", async () => {
		const again = (changes: Record<string, string> = {}, isAnother = false) => {
			const form = parseForm(EntrySchema, typed({ surname: "Дважды-Внесённая", ...changes }))
			return enterApplication({ actor: coordinator(), municipalityCode: "tomsk", form, isAnother, now: NOW })
		}
		const { id } = await again()
		const entered = "Заявление «Дважды-Внесённая Анна Петровна, воспитатель» уже внесено 01.10.2026."
		// Spelled with «е» and in capitals, it is the same name.
		for (const surname of ["Дважды-Внесённая", "ДВАЖДЫ-ВНЕСЕННАЯ"])
			await expect(again({ surname })).rejects.toMatchObject({
				code: "invalid",
				message: entered,
				fields: { another: expect.stringContaining("поставьте отметку") },
				see: { to: `/municipality/entry/${id}` },
			})
		const second = await again({}, true)
		await again({ positionCode: "pedagog_psiholog" })
		await again({ name: "Инна" })
		for (const one of [id, second.id]) await send(coordinator(), "application", one, "form.discard")
		await again()
	})

	test("is not entered without a word beside an application that its teacher fills in in the cabinet", async () => {
		const teacher = { surname: "Кабинетова", name: "Анна", patronymic: "Петровна" }
		const { engagement, ...application } = await prisma.application.findUniqueOrThrow({
			where: { id: await bring(people, { teacher: "vera", until: "submitted" }) },
			include: { engagement: true },
		})
		const form = parseForm(
			EntrySchema,
			typed({
				...teacher,
				organisationId: application.organisationId,
				positionCode: application.positionCode,
				subjectId: engagement?.subjectId ?? "",
			}),
		)
		await expect(
			enterApplication({ actor: coordinator(), municipalityCode: "tomsk", form, now: NOW }),
		).rejects.toMatchObject({
			code: "invalid",
			message: expect.stringMatching(
				/^У педагога «Кабинетова Анна Петровна, .+» уже есть заявление, заполненное в личном кабинете: подано\.$/,
			),
			see: { to: `/municipality/applications/${application.id}` },
		})
	})

	test("shows that its sheets bear the codes of an application that is there already", async () => {
		const { id } = await enter()
		const other = await prisma.application.findFirstOrThrow({
			where: { source: "online", state: "submitted" },
		})
		await attachFiles(id, await putScan(other.id, 2, await expectedApplication(other)))
		await receive(id)
		const query = RegistrationQuerySchema.parse({})
		const { rows } = await viewRegistration({
			actor: coordinator(),
			municipalityCode: "tomsk",
			query,
			now: NOW,
		})
		expect(rows.find((row) => row.id === id)?.findings).toContainEqual(
			expect.objectContaining({
				tone: "no",
				short: "Скан: на листах коды другого заявления, которое уже есть в системе",
			}),
		)
	})

	test("belongs to an account of its own, although a teacher with the same name is registered", async () => {
		const { id } = await enter()
		const { teacherId } = await prisma.application.findUniqueOrThrow({ where: { id } })
		expect(teacherId).not.toBe(of(people, "anna").id)
		expect(await prisma.person.findUniqueOrThrow({ where: { id: teacherId } })).toMatchObject({
			passwordHash: null,
			genitive: "Бумажной Анны Петровны",
		})
	})

	test("asks about a day of receipt whose thirty days have passed, and refuses one of another year", async () => {
		const { id } = await enter()
		await attachFiles(id)
		expect(await fieldsOf(receive(id, "30.09.2025"))).toEqual({
			receivedOn: "Эта дата больше года назад. Проверьте год.",
		})
		expect(await fieldsOf(receive(id, "31.08.2026"))).toEqual({
			late: "Срок рассмотрения этого заявления истёк 30.09.2026. Исправьте дату или подтвердите её отметкой.",
		})
		await receive(id, "31.08.2026", coordinator(), { late: "on" })
		const { id: inTime } = await enter()
		await attachFiles(inTime)
		await receive(inTime, "01.09.2026")
	})

	test("goes to the registration with its day of receipt, from which the thirty days count", async () => {
		const { id } = await enter()
		await attachFiles(id)
		await receive(id)
		expect(await prisma.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
			state: "submitted",
			receivedOn: "2026-09-15",
			reviewDueOn: "2026-10-15",
			claimedCategory: "highest",
			currentEndsOn: "2026-12-01",
		})
		const query = RegistrationQuerySchema.parse({})
		const list = await viewRegistration({ actor: coordinator(), municipalityCode: "tomsk", query, now: NOW })
		expect(list.rows.find((row) => row.id === id)).toMatchObject({
			fullName: "Бумажная Анна Петровна",
			daysLeft: 14,
		})
		await send(coordinator(), "application", id, "application.register")
		const steps = await prisma.journal.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } })
		const { teacherId } = await prisma.application.findUniqueOrThrow({ where: { id } })
		expect(new Set(steps.map(({ actorId }) => actorId))).toEqual(new Set([coordinator().id]))
		expect(new Set(steps.map(({ onBehalfOf }) => onBehalfOf))).toEqual(new Set([teacherId]))
		// The paper gave no address, so nobody is written to.
		expect(await prisma.letter.count({ where: { to: "" } })).toBe(0)
	})

	test("is not received on a day that is still ahead", async () => {
		const { id } = await enter()
		await attachFiles(id)
		await expect(receive(id, "02.10.2026")).rejects.toMatchObject({
			fields: { receivedOn: expect.stringContaining("ещё не наступила") },
		})
	})

	test("is corrected by its coordinator until it is registered, with the account and the workplace", async () => {
		const { id } = await enter()
		await attachFiles(id)
		const corrected = (changes: Record<string, string>, actor = coordinator()) =>
			send(actor, "application", id, "entry.correct", typed(changes))
		await corrected({
			surname: "Правильная",
			positionCode: "pedagog_psiholog",
			currentCategory: "none",
			currentEndsOn: "",
		})
		expect(await viewEntry({ actor: coordinator(), id, now: NOW })).toMatchObject({
			fullName: "Правильная Анна Петровна",
			currentCategory: "не имею",
			entered: { surname: "Правильная", positionCode: "pedagog_psiholog", currentEndsOn: "" },
		})
		await receive(id)
		await corrected({
			surname: "Правильная",
			claimedCategory: "first",
			source: "gosuslugi",
			email: "pravilnaya@example.org",
		})
		const stored = await prisma.application.findUniqueOrThrow({
			where: { id },
			select: {
				state: true,
				source: true,
				claimedCategory: true,
				receivedOn: true,
				positionCode: true,
				teacher: { select: { surname: true, genitive: true, email: true } },
				engagement: { select: { positionCode: true } },
			},
		})
		expect(stored).toEqual({
			state: "submitted",
			source: "gosuslugi",
			claimedCategory: "first",
			receivedOn: "2026-09-15",
			positionCode: "vospitatel",
			teacher: {
				surname: "Правильная",
				genitive: "Правильной Анны Петровны",
				email: "pravilnaya@example.org",
			},
			engagement: { positionCode: "vospitatel" },
		})
		await expect(corrected({}, of(people, "municipal3"))).rejects.toMatchObject({ code: "not-found" })
		await expect(corrected({ organisationId: "elsewhere" })).rejects.toMatchObject({
			fields: { organisationId: expect.any(String) },
		})
		await send(coordinator(), "application", id, "application.register")
		await expect(corrected({})).rejects.toMatchObject({ code: "not-allowed-now" })
	})

	test("that was entered by mistake is discarded with its files, and comes back whole", async () => {
		const { id } = await enter()
		await attachFiles(id)
		await send(coordinator(), "application", id, "form.discard")
		const gone = await viewEntry({ actor: coordinator(), id, now: NOW })
		expect(gone).toMatchObject({ state: "discarded", lists: null })
		expect(gone.events["form.restore"]?.possible).toBe(true)
		await send(coordinator(), "application", id, "form.restore")
		await receive(id)
		await expect(send(coordinator(), "application", id, "form.discard")).rejects.toMatchObject({
			code: "not-allowed-now",
		})
	})

	test("is the teacher's own as soon as the teacher has taken it over", async () => {
		const { id } = await enter({ surname: "Принявшая" })
		await takeOverAsNew({
			token: await link(id),
			form: account("prinjavshaja"),
			address: "203.0.113.9",
			now: NOW,
		})
		for (const event of ["entry.correct", "form.discard"])
			await expect(send(coordinator(), "application", id, event, typed())).rejects.toMatchObject({
				code: "forbidden",
			})
		const entry = await viewEntry({ actor: coordinator(), id, now: NOW })
		expect(entry).toMatchObject({ takenOver: true, lists: null })
		await send(await actorNamed("prinjavshaja"), "application", id, "form.discard")
	})

	test("is not entered, seen or handed over by the coordinator of another municipality", async () => {
		const other = of(people, "municipal3")
		await expect(enter({}, other)).rejects.toMatchObject({ code: "forbidden" })
		await expect(enter({}, other, "kolpashevsky")).rejects.toMatchObject({ code: "invalid" })
		const { id } = await enter()
		await expect(viewEntry({ actor: other, id, now: NOW })).rejects.toMatchObject({ code: "not-found" })
		await expect(createTakeOverLink({ actor: other, id, now: NOW })).rejects.toMatchObject({
			code: "not-found",
		})
		await expect(receive(id, "15.09.2026", other)).rejects.toMatchObject({ code: "not-found" })
	})

	test.each([
		[{ source: "pigeon" }, "source"],
		[{ surname: "" }, "surname"],
		[{ positionCode: "" }, "positionCode"],
		[{ currentEndsOn: "32.13.2026" }, "currentEndsOn"],
		[{ claimedCategory: "" }, "claimedCategory"],
		[{ procedure: "simplified" }, "groundCode"],
		[{ email: "нет" }, "email"],
		[{ mobilePhone: "12" }, "mobilePhone"],
	])("with %j is refused at its field", (changes, field) => {
		expect(() => parseForm(EntrySchema, typed(changes))).toThrow(
			expect.objectContaining({ fields: expect.objectContaining({ [field]: expect.any(String) }) }),
		)
	})
})
