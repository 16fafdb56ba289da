import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { putAnnex, putScan } from "#prisma/demo/papers.ts"
import { bring, NOW, newWithdrawal, of, openRegion, send, teachers } from "#tests/factories.ts"
import { viewOwnWithdrawal } from "../../withdrawal/own-withdrawal.view.server.ts"
import { viewSchoolWithdrawals } from "../../withdrawal/school-withdrawals.view.server.ts"
import { schoolQuery } from "../overview/school-list.query.ts"
import { countSchool, viewSchoolList } from "../overview/school-list.view.server.ts"
import { viewTeacherHome } from "../overview/teacher-home.view.server.ts"
import { viewSchoolApplication } from "../school-application.view.server.ts"
import { viewEvidence } from "./evidence.view.server.ts"
import { viewFiling } from "./filing.view.server.ts"

const NAMES = ["anna", "boris", "vera", "galina", "darya", "elena"]

let people: Record<string, Actor>
const actor = (username: string) => of(people, username)
const now = NOW

beforeAll(async () => {
	const cast = ["municipal", "school", "school2", "expert1", "expert2"]
	people = await openRegion(cast, teachers(NAMES))
})

describe("«Подать заявление»", () => {
	let id: string
	let anna: Actor
	const look = () => viewFiling({ actor: anna, id, now })

	beforeAll(async () => {
		anna = actor("anna")
		id = await bring(people, { teacher: "anna", until: "formed" })
	})

	test("asks for two files and says which ones are missing", async () => {
		const { files, formed, events } = await look()
		expect(files?.map(({ kind, attached }) => [kind, attached])).toEqual([
			["signed_application", false],
			["results_annex", false],
		])
		expect(formed?.size).toMatch(/кБ$/)
		expect(events["application.submit"]?.possible).toBe(false)
		expect(events["application.submit"]?.reasons).toEqual([
			"Не прикреплён скан подписанного заявления (файл 1).",
			"Не прикреплены таблицы результатов (файл 2).",
		])
	})

	test("still refuses with the first file attached, and names only the second one", async () => {
		await send(anna, "application", id, "attachment.add", {
			kind: "signed_application",
			files: [await putScan("anna", 2)],
		})
		const { files, events } = await look()
		expect(files?.[0]).toMatchObject({ attached: true })
		expect(events["application.submit"]?.reasons).toEqual(["Не прикреплены таблицы результатов (файл 2)."])
		await expect(send(anna, "application", id, "application.submit")).rejects.toThrow(/таблицы результатов/)
	})

	test("does not count a scan of the paper from before a change", async () => {
		await send(anna, "application", id, "form.reopen")
		expect((await look()).files).toBeNull()
		expect((await look()).next).toBe("fill")
		await send(anna, "application", id, "form.issue")
		const [scan] = (await look()).files ?? []
		expect(scan).toMatchObject({ attached: false, documents: [{ outdated: true }] })
	})

	test("accepts both files from the school coordinator too, and the record says who submitted, even a namesake", async () => {
		const school = actor("school")
		await send(school, "application", id, "attachment.add", {
			kind: "signed_application",
			files: [await putScan("anna again", 2)],
		})
		await send(school, "application", id, "attachment.add", {
			kind: "results_annex",
			files: [await putAnnex(id, now)],
		})
		expect((await look()).events["application.submit"]?.possible).toBe(true)
		const namesake: Actor = { ...school, fullName: anna.fullName }
		await send(namesake, "application", id, "application.submit")
		const home = await viewTeacherHome({ actor: anna, wanted: id, now })
		expect(home.application?.receipt?.by).toBe(`За Вас подал(а): ${anna.fullName}`)
		expect(home.application?.happened[0]).toMatchObject({ title: "Заявление подано", note: anna.fullName })
		expect(home.application?.happened.at(-1)?.note).toBe("Вы")
		const letter = await prisma.letter.findFirstOrThrow({
			where: { personId: anna.id, kind: "application-submitted" },
		})
		expect(letter.text).toContain(`За Вас его подал(а) координатор ${anna.fullName}.`)
		const { history, filing } = await viewSchoolApplication({ actor: school, id, now })
		expect(history[0]).toMatchObject({ title: "Заявление подано", note: namesake.fullName })
		expect(filing.files).toBeNull()
	})

	test("is not found by the coordinator of another school", async () => {
		await expect(viewFiling({ actor: actor("school2"), id, now })).rejects.toMatchObject({
			code: "not-found",
		})
	})
})

describe("«Документы и материалы»", () => {
	let id: string
	let boris: Actor
	const add = (input: Record<string, unknown>, at = now) =>
		send(boris, "application", id, "attachment.add", input, at)

	beforeAll(async () => {
		boris = actor("boris")
		id = await bring(people, { teacher: "boris", until: "assigned", period: "open", remote: true })
	})

	test("groups documents by criterion and gives the files their names", async () => {
		await add({ kind: "publication", title: "Статья", files: [await putScan("article", 1)] })
		await add({
			kind: "other",
			title: "Отзыв",
			criterion: "2",
			files: [await putScan("review", 1)],
		})
		const { groups, total } = await viewEvidence({ actor: boris, id, now })
		expect(groups.map(({ number, documents }) => [number, documents.length])).toEqual([
			[1, 0],
			[2, 1],
			[3, 0],
			[4, 1],
		])
		expect(groups[3]?.documents[0]?.name).toContain("Публикация — Статья — Примерова")
		expect(total).toBe(2)
	})

	test("counts the recordings that the application names towards the two required ones", async () => {
		await add({ kind: "lesson_recording", url: "https://video.example/urok-3" })
		const { lessons, lessonsInForm } = await viewEvidence({ actor: boris, id, now })
		expect(lessons.map(({ href }) => href)).toEqual(["https://video.example/urok-3"])
		expect(lessonsInForm).toHaveLength(2)
	})

	test("refuses a document without a title where one is needed, an unknown kind and an address that would run a script", async () => {
		const files = [await putScan("nameless", 1)]
		const problem = (field: string, message: string) => ({ issues: [{ path: [field], message }] })
		await expect(add({ kind: "other", files })).rejects.toMatchObject(
			problem("title", "Напишите, что это за документ."),
		)
		await expect(add({ kind: "nothing", files })).rejects.toMatchObject({
			fields: { kind: "Выберите вид документа из списка." },
		})
		await expect(add({ kind: "material_link", url: "javascript:alert(1)" })).rejects.toMatchObject(
			problem("url", "Ссылка должна начинаться с https:// или http://."),
		)
		await expect(add({ kind: "signed_application", files })).rejects.toThrow(/только документы и материалы/)
	})

	test("tells everything that a new document or link lacks at once", async () => {
		const lacking = (fields: string[]) => ({ issues: fields.map((field) => ({ path: [field] })) })
		await expect(add({ kind: "" })).rejects.toMatchObject(lacking(["kind", "file"]))
		await expect(add({ kind: "other" })).rejects.toMatchObject(lacking(["file", "title"]))
		await expect(add({ kind: "", url: "" })).rejects.toMatchObject(lacking(["kind", "url"]))
		await expect(add({ kind: "", url: "javascript:alert(1)" })).rejects.toMatchObject(
			lacking(["kind", "url"]),
		)
	})

	test("counts down the days of the remote form, accepts documents on the first day of the period and refuses them later", async () => {
		const { schedule } = await prisma.application.findUniqueOrThrow({
			where: { id },
			select: { schedule: { select: { periodId: true } } },
		})
		const first = `${schedule?.periodId}-01`
		const on = (day: string) => viewEvidence({ actor: boris, id, now: instantOf(`${day}T23:30`) })
		expect((await viewEvidence({ actor: boris, id, now })).deadline?.text).toMatch(/остал(ось|ся) \d+\sд/)
		expect((await on(first)).deadline?.text).toContain("Сегодня последний день")
		expect((await on(first)).add.possible).toBe(true)
		const late = await on(first.replace(/01$/, "02"))
		expect(late.deadline?.tone).toBe("bad")
		expect(late.add.reasons.join()).toContain("Срок загрузки")
		await expect(
			add(
				{ kind: "publication", files: [await putScan("late", 1)] },
				instantOf(`${first.replace(/01$/, "02")}T09:00`),
			),
		).rejects.toMatchObject({ code: "not-allowed-now" })
	})
})

describe("«Отзыв заявления»", () => {
	const look = (username: string, applicationId: string) =>
		viewOwnWithdrawal({ actor: actor(username), applicationId, now })

	test("refuses a draft, and the page says why", async () => {
		const id = await bring(people, { teacher: "vera", until: "formed" })
		const { form, cannotSend } = await look("vera", id)
		expect(form.possible).toBe(false)
		expect(form.reasons.join()).toContain("только поданное заявление")
		expect(cannotSend).toBe("Подача заявления на отзыв не доступна, т.к. заявление на отзыв не сформировано")
	})

	test("is formed, sent and registered, with a status text for each", async () => {
		const id = await bring(people, { teacher: "galina", until: "submitted" })
		const galina = actor("galina")
		expect((await look("galina", id)).form.possible).toBe(true)
		const withdrawal = await newWithdrawal(galina, id, "formed")
		const formed = await look("galina", id)
		expect(formed.last?.status).toContain("Заявление на отзыв сформировано")
		expect(formed.form.reasons.join()).toContain("уже сформировано")
		await expect(send(galina, "withdrawal", withdrawal, "withdrawal.submit", { files: [] })).rejects.toThrow(
			/Выберите файл/,
		)
		await send(galina, "withdrawal", withdrawal, "withdrawal.submit", { files: [await putScan("w", 1)] })
		expect((await look("galina", id)).cannotSend).toContain("отправлено")
		await send(actor("municipal"), "withdrawal", withdrawal, "withdrawal.register")
		const over = await look("galina", id)
		expect(over.last?.status).toBe("Заявление на отзыв зарегистрировано. Вы можете вновь подать заявление")
		expect(over.mayBeginAnew).toBe(true)
	})

	test("shows the reason after a rejection and allows another one", async () => {
		const id = await bring(people, { teacher: "darya", until: "submitted" })
		const withdrawal = await newWithdrawal(actor("darya"), id, "submitted")
		await send(actor("municipal"), "withdrawal", withdrawal, "withdrawal.reject", { reason: "Нет подписи" })
		const { last, form } = await look("darya", id)
		expect(last?.status).toBe("Заявление на отзыв отклонено. Причина: Нет подписи")
		expect(form.possible).toBe(true)
		const home = await viewTeacherHome({ actor: actor("darya"), wanted: id, now })
		expect(home.application?.withdrawal).toBe(last?.status)
	})

	test("can be sent only by the school if the school formed it, and the teacher sees who formed it", async () => {
		const id = await bring(people, { teacher: "elena", until: "submitted" })
		const withdrawal = await newWithdrawal(actor("school"), id, "formed")
		const seen = await look("elena", id)
		expect(seen.last).toMatchObject({ formedBy: actor("school").fullName, formedByReader: false })
		expect((await look("school", id)).last).toMatchObject({ formedByReader: true })
		expect(seen.events["withdrawal.submit"]).toBeUndefined()
		await expect(send(actor("elena"), "withdrawal", withdrawal, "withdrawal.discard")).rejects.toMatchObject({
			code: "forbidden",
		})
		expect((await look("school", id)).events["withdrawal.submit"]?.possible).toBe(true)
		await expect(look("school2", id)).rejects.toMatchObject({ code: "not-found" })
	})
})

describe("the lists of the school coordinator", () => {
	const list = (username: string, search = "") =>
		viewSchoolList({ actor: actor(username), query: schoolQuery(new URLSearchParams(search)) })

	test("contain only applications of the coordinator's organisation", async () => {
		const { total, rows } = await list("school")
		expect(total).toBe(NAMES.length)
		expect(rows[0]).toMatchObject({ claimedCategory: "первая", position: "учитель математики" })
		expect((await list("school2")).total).toBe(0)
		expect((await list("municipal")).total).toBe(0)
	})

	test("count new and registered applications separately, and filter by either", async () => {
		const counts = await countSchool(actor("school"))
		expect(counts).toEqual({ new: 3, registered: 1 })
		expect((await list("school", "group=new")).total).toBe(3)
		expect((await list("school", "group=registered")).rows[0]?.attestationForm).toBe("дистанционно")
	})

	test("find a name regardless of case and treat wildcards as ordinary characters", async () => {
		expect((await list("school", "name=ПРИМЕР")).total).toBe(NAMES.length)
		expect((await list("school", "name=%25")).total).toBe(0)
		expect((await list("school", "group=nonsense&page=-1")).query).toMatchObject({ group: "", page: 1 })
	})

	test("leave out withdrawals of applications that can no longer be withdrawn and never were", async () => {
		const { rows } = await viewSchoolWithdrawals({
			actor: actor("school"),
			query: { name: "", sort: "", page: 1 },
		})
		expect(rows).toHaveLength(NAMES.length - 1)
		expect(rows.filter(({ withdrawal }) => withdrawal === null)).toHaveLength(2)
	})
})
