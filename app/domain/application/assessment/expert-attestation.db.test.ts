import { readFile } from "node:fs/promises"
import { PDFDocument } from "pdf-lib"
import sharp from "sharp"
import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { putScan } from "#prisma/demo/papers.ts"
import {
	approveSchedule,
	bring,
	type Cast,
	giveRole,
	NOW,
	of,
	openRegion,
	send,
	teachers,
} from "#tests/factories.ts"
import { viewForExpert } from "./expert-application.view.server.ts"
import { viewExpertHome, viewExpertList } from "./expert-attestation.view.server.ts"

const BEFORE = instantOf("2026-10-20T10:00")
const DURING = instantOf("2026-11-03T10:00")

let people: Cast
let id: string

const list = (username: string) => viewExpertList({ actor: of(people, username), query: { q: "", page: 1 } })
const see = (username: string, now = DURING) => viewForExpert({ actor: of(people, username), id, now })
const attach = async (username: string, now = DURING, change: object = {}) =>
	send(
		of(people, username),
		"application",
		id,
		"conclusion.attach",
		{ verdict: "meets", complete: "on", files: [await putScan("conclusion", 3)], ...change },
		now,
	)

beforeAll(async () => {
	people = await openRegion(
		["municipal", "expert1", "expert2", "expert3", "head"],
		teachers(["teacher-a"], { surname: "Назначенная", organisation: "904" }),
	)
	id = await bring(people, { teacher: "teacher-a", period: "open", until: "assigned" })
})

describe("before the approval of the schedule", () => {
	test("an assigned expert sees no teacher and cannot act", async () => {
		expect(await list("expert1")).toMatchObject({ total: 0, rows: [] })
		await expect(see("expert1")).rejects.toMatchObject({ code: "not-found" })
		await expect(attach("expert1")).rejects.toMatchObject({ code: "not-found" })
		expect(await viewExpertHome({ actor: of(people, "expert1"), now: NOW })).toMatchObject({
			count: 0,
			periods: [],
		})
	})
})

describe("from the approval on", () => {
	beforeAll(async () => {
		await approveSchedule(people)
	})

	test("the assigned expert sees the teacher with everything that the conclusion asks for", async () => {
		const { rows } = await list("expert1")
		expect(rows).toMatchObject([
			{
				name: expect.stringContaining("Назначенная"),
				category: "первая",
				attestationForm: "очно",
				answer: null,
			},
		])
		expect(rows[0]?.appointedOn).toBe("01.09.2017")
		expect((await see("expert1")).application.results).toEqual([
			{ term: "Показатель 1", value: "Качество знаний за три года выросло с 52 до 61 процента." },
		])
		const { count, unanswered, periods } = await viewExpertHome({ actor: of(people, "expert1"), now: BEFORE })
		expect([count, unanswered]).toEqual([1, 1])
		expect(periods[0]?.steps.map(({ by }) => by)).toEqual([
			"18 октября 2026 г.",
			"1 ноября 2026 г.",
			"30 ноября 2026 г.",
			"10 декабря 2026 г.",
			"15 декабря 2026 г.",
			"30 декабря 2026 г.",
		])
	})

	test("another expert sees nothing, and cannot attach, accept or decline", async () => {
		expect((await list("expert3")).total).toBe(0)
		await expect(see("expert3")).rejects.toMatchObject({ code: "not-found" })
		await expect(attach("expert3")).rejects.toMatchObject({ code: "not-found" })
		await expect(
			send(of(people, "expert3"), "application", id, "expert.accept", {}, BEFORE),
		).rejects.toMatchObject({ code: "not-found" })
	})

	test("an expert who coordinates the municipality finds it in the coordinator's cabinet only", async () => {
		await giveRole(people, "expert3", "municipal_coordinator", "operator")
		expect((await list("expert3")).total).toBe(0)
		await expect(see("expert3")).rejects.toMatchObject({ code: "not-found" })
	})

	test("the page names who receives the paper conclusion and until when", async () => {
		const { paper } = await see("expert1")
		expect(paper).toMatchObject({ to: "руководителю предметной группы", until: "10 декабря 2026 г." })
		expect(paper?.people).toHaveLength(1)
	})

	test("«Не могу» requires a reason, and the coordinator and operators get a letter", async () => {
		await expect(
			(async () =>
				send(of(people, "expert2"), "application", id, "expert.decline", { reason: " " }, BEFORE))(),
		).rejects.toThrow("Укажите причину")
		await send(of(people, "expert2"), "application", id, "expert.decline", { reason: "Болею" }, BEFORE)
		const { mine } = await see("expert2", BEFORE)
		expect(mine).toMatchObject({ answer: "declined", reason: "Болею" })
		expect(await prisma.letter.count({ where: { kind: "expert-declined" } })).toBeGreaterThanOrEqual(2)
	})

	test("a conclusion is refused before the period begins", async () => {
		await expect(attach("expert1", BEFORE)).rejects.toMatchObject({
			code: "not-allowed-now",
			message: expect.stringContaining("ещё не начался"),
		})
	})

	test("a conclusion is refused if it is incomplete or has no file", async () => {
		await expect(attach("expert1", DURING, { complete: "" })).rejects.toThrow("Все страницы и все подписи")
		await expect(attach("expert1", DURING, { files: [] })).rejects.toMatchObject({
			issues: [{ path: ["file"], message: "Выберите файл." }],
		})
		const all = { issues: [{ path: ["verdict"] }, { path: ["file"] }] }
		await expect(attach("expert1", DURING, { verdict: "", files: [] })).rejects.toMatchObject(all)
	})

	test("a conclusion is refused with a blank page that a scanner packed without JPEG", async () => {
		const scan = await PDFDocument.load(
			await readFile(await fileStore().path((await putScan("half", 2)).hash)),
		)
		const white = sharp({ create: { width: 400, height: 566, channels: 3, background: "white" } })
		const image = await scan.embedPng(await white.png().toBuffer())
		scan.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 })
		const stored = await fileStore().put([await scan.save()])
		const files = [{ ...stored, field: "file", originalName: "заключение.pdf" }]
		await expect(attach("expert1", DURING, { files })).rejects.toMatchObject({
			fields: { file: expect.stringContaining("Страница 3 пустая") },
		})
	})

	test("a complete conclusion goes to the teacher, a dispute is marked, and a corrected one replaces it", async () => {
		await attach("expert1")
		const teacher = of(people, "teacher-a")
		const comment = "Не учтены результаты"
		await send(teacher, "application", id, "conclusion.dispute", { comment }, DURING)
		expect((await viewExpertHome({ actor: of(people, "expert1"), now: DURING })).disputed).toBe(1)
		expect((await see("expert2")).application.disputeComment).toBe(comment)
		await send(
			of(people, "expert1"),
			"application",
			id,
			"conclusion.replace",
			{ verdict: "meets", complete: "on", signedByTeacher: "on", files: [await putScan("mended", 3)] },
			DURING,
		)
		const { application } = await see("expert1")
		expect(application.disputeComment).toBeNull()
		const conclusions = application.papers.filter(({ name }) => name.includes("заключение"))
		expect(
			conclusions.map(({ note }) => note?.endsWith("Больше не действует, хранится для истории")),
		).toEqual([false, true])
	})

	test("the expert's counter leaves out assessed applications, and decided ones are no longer visible", async () => {
		const operator = of(people, "operator")
		const input = { verdict: "meets", complete: "on" }
		await send(operator, "application", id, "conclusion.assess", input, DURING)
		expect((await viewExpertHome({ actor: of(people, "expert1"), now: DURING })).count).toBe(0)
		expect((await list("expert1")).total).toBe(1)
		const sitting = await prisma.sitting.create({
			data: {
				heldOn: "2026-11-02",
				protocolNumber: "4",
				members: 3,
				present: 2,
				orderNumber: "905-р",
				orderDate: "2026-11-03",
				createdAt: DURING,
			},
		})
		const decision = { sitting: sitting.id, decision: "granted" }
		await send(operator, "application", id, "application.decide", decision, DURING)
		expect((await list("expert1")).total).toBe(0)
		await expect(see("expert1")).rejects.toMatchObject({ code: "not-found" })
	})
})
