import { readFile } from "node:fs/promises"
import { PDFDocument } from "pdf-lib"
import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import type { ExpectedPaper } from "#app/scans/judge-scan.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { putScan } from "#prisma/demo/papers.ts"
import { approveSchedule, bring, type Cast, of, openRegion, send, teachers } from "#tests/factories.ts"
import { expectedApplication, expectedConclusion } from "../../document/expected-paper.server.ts"
import type { UploadedFile } from "../application.schema.ts"

const DURING = instantOf("2026-11-03T10:00")

let people: Cast
let id: string
let other: string

const keyOf = (application: string) =>
	prisma.application.findUniqueOrThrow({ where: { id: application }, select: { id: true, paperKey: true } })

async function applicationOf(application: string): Promise<ExpectedPaper> {
	const paper = await expectedApplication(await keyOf(application))
	if (!paper) throw new Error("the application is not formed")
	return paper
}

const conclusionOf = async (application: string, signed = false) =>
	expectedConclusion(await keyOf(application), signed)

/** The first pages of a scan as a separate file. */
async function firstPages(file: UploadedFile, count: number): Promise<UploadedFile> {
	const whole = await PDFDocument.load(await readFile(await fileStore().path(file.hash)))
	const part = await PDFDocument.create({ updateMetadata: false })
	for (const page of await part.copyPages(whole, [...Array(count).keys()])) part.addPage(page)
	const { hash, size } = await fileStore().put([await part.save()])
	return { field: "file", originalName: "часть.pdf", hash, size }
}

const attach = (username: string, file: UploadedFile, change: object = {}) =>
	send(
		of(people, username),
		"application",
		id,
		"conclusion.attach",
		{ verdict: "meets", complete: "on", files: [file], ...change },
		DURING,
	)

const sign = (username: string, file: UploadedFile, change: object = {}) =>
	send(of(people, username), "application", id, "conclusion.sign", { files: [file], ...change }, DURING)

const report = async () =>
	(await prisma.conclusion.findFirstOrThrow({ where: { applicationId: id, voidedAt: null } })).scanReport

beforeAll(async () => {
	people = await openRegion(
		["municipal", "school", "expert1", "expert2"],
		teachers(["teacher-a", "teacher-b"]),
	)
	id = await bring(people, { teacher: "teacher-a", period: "open", until: "assigned" })
	await approveSchedule(people)
	other = await bring(people, { teacher: "teacher-b", until: "formed" })
})

describe("a conclusion that an expert attaches", () => {
	test("is refused when it is the scan of the teacher's own application, even if the sender is sure", async () => {
		const scan = await putScan("own application", 2, await applicationOf(id))
		for (const change of [{}, { asIs: "on" }])
			await expect(attach("expert1", scan, change)).rejects.toMatchObject({
				code: "invalid",
				fields: {
					file: "Это скан другого документа, а нужен скан итогового заключения. Выберите скан этого документа.",
				},
			})
	})

	test("is refused when it is the application or the conclusion of another teacher", async () => {
		for (const paper of [await applicationOf(other), await conclusionOf(other)]) {
			const scan = await putScan(`stranger ${paper.kind}`, 2, paper)
			await expect(attach("expert1", scan, { asIs: "on" })).rejects.toMatchObject({
				fields: { file: expect.stringContaining("Это скан другого документа") },
			})
		}
	})
})

test("page 1 of 2 of a conclusion is refused whoever attaches it, and the missing page is named", async () => {
	const half = await firstPages(await putScan("half", 2, await conclusionOf(id)), 1)
	for (const username of ["expert1", "municipal", "operator"])
		await expect(attach(username, half)).rejects.toMatchObject({
			fields: {
				file: "Не хватает страницы 2 из 2.",
				asIs: expect.stringContaining("координатор увидит замечания"),
			},
		})
})

describe("a conclusion", () => {
	test("is taken as it is once the sender has read the finding, and the finding stays with it", async () => {
		const whole = await putScan("half", 2, await conclusionOf(id))
		await attach("expert1", await firstPages(whole, 1), { asIs: "on" })
		expect(await report()).toMatchObject({ findings: [{ code: "missing" }] })
	})

	test("without any code is taken, and its report says that people must check it", async () => {
		await send(
			of(people, "expert1"),
			"application",
			id,
			"conclusion.replace",
			{ verdict: "meets", complete: "on", files: [await putScan("written by hand", 1)] },
			DURING,
		)
		expect(await report()).toMatchObject({ findings: [{ code: "unread", certain: false }] })
	})
})

describe.each(["teacher-a", "school"])("a signed conclusion that %s attaches", (username) => {
	test("is refused when it is another paper or another teacher's conclusion", async () => {
		for (const paper of [await applicationOf(id), await conclusionOf(other, true)]) {
			const scan = await putScan(`signed ${paper.kind} ${username}`, 2, paper)
			await expect(sign(username, scan, { asIs: "on" })).rejects.toMatchObject({
				fields: { file: expect.stringContaining("Это скан другого документа") },
			})
		}
	})
})

test("a signed conclusion with all pages and signatures is taken without a finding", async () => {
	await sign("teacher-a", await putScan("signed", 2, await conclusionOf(id, true)))
	const { scanReport } = await prisma.attachment.findFirstOrThrow({
		where: { applicationId: id, purpose: "signed_conclusion", removedAt: null },
	})
	expect(scanReport).toMatchObject({ findings: [] })
})
