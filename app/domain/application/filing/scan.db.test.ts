import { readFile } from "node:fs/promises"
import { PDFDocument } from "pdf-lib"
import PizZip from "pizzip"
import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { codeHash, paperIdOf, readablePaperId } from "#app/documents/sheet-code/sheet-code.ts"
import { fileStore } from "#app/files/store.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { putAnnex, putScan } from "#prisma/demo/papers.ts"
import { bring, NOW, newWithdrawal, of, openRegion, send, teachers } from "#tests/factories.ts"
import { expectedApplication, expectedWithdrawal } from "../../document/expected-paper.server.ts"
import { viewExcluded } from "../../withdrawal/exclusion.view.server.ts"
import { viewWithdrawals } from "../../withdrawal/municipality-withdrawals.view.server.ts"
import type { UploadedFile } from "../application.schema.ts"
import { viewForCoordinator } from "../registration/municipality-application.view.server.ts"
import { viewFiling } from "./filing.view.server.ts"

let people: Record<string, Actor>
const actor = (username: string) => of(people, username)
const now = NOW

beforeAll(async () => {
	people = await openRegion(
		["municipal", "school", "expert1", "expert2"],
		teachers(["anna", "boris", "vera"]),
	)
})

/** Makes one file of single pages from several scans. */
async function pagesOf(...chosen: [file: UploadedFile, page: number][]): Promise<UploadedFile> {
	const together = await PDFDocument.create({ updateMetadata: false })
	for (const [{ hash }, page] of chosen) {
		const from = await PDFDocument.load(await readFile(await fileStore().path(hash)))
		const [copy] = await together.copyPages(from, [page - 1])
		if (copy) together.addPage(copy)
	}
	const { hash, size } = await fileStore().put([await together.save()])
	return { field: "file", originalName: "скан.pdf", hash, size }
}

const keyOf = (id: string) =>
	prisma.application.findUniqueOrThrow({ where: { id }, select: { id: true, paperKey: true } })

async function scanOf(id: string, name: string, pages = 3): Promise<UploadedFile> {
	const paper = await expectedApplication(await keyOf(id))
	if (!paper) throw new Error("the application is not formed")
	return putScan(name, pages, paper)
}

describe("the signed scan of an application", () => {
	let id: string
	let anna: Actor
	const attach = (file: UploadedFile) =>
		send(anna, "application", id, "attachment.add", { kind: "signed_application", files: [file] })
	const scan = async () => (await viewFiling({ actor: anna, id, now })).files?.[0]?.documents.at(-1)
	const said = async () => (await scan())?.scan?.findings.map(({ text }) => text)

	beforeAll(async () => {
		anna = actor("anna")
		id = await bring(people, { teacher: "anna", until: "formed" })
	})

	test("is checked against the code that the downloaded form carries", async () => {
		const { paperKey } = await keyOf(id)
		const revision = await prisma.formRevision.findFirstOrThrow({ where: { applicationId: id } })
		const form = new PizZip(await readFile(await fileStore().path(revision.fileHash)))
		const paperId = paperIdOf(paperKey)
		expect(form.file("word/footer1.xml")?.asText()).toContain(
			`Заявление ${readablePaperId(paperId)} · версия 1 · `,
		)
		expect(revision.contentHash).toMatch(/^[0-9a-f]{64}$/)
		expect(await expectedApplication({ id, paperKey })).toMatchObject({
			paperId,
			edition: { version: 1, hash: codeHash(revision.contentHash) },
		})
	})

	test("is called empty when nothing is on it, to the teacher and to the coordinator", async () => {
		const empty = await PDFDocument.create({ updateMetadata: false })
		empty.addPage([595, 842])
		const { hash, size } = await fileStore().put([await empty.save()])
		await attach({ field: "file", originalName: "заявление.pdf", hash, size })
		const found = (await scan())?.scan?.findings
		expect(found).toEqual([
			{ code: "blank", certain: true, text: expect.stringMatching(/^Страница пустая: на ней нет ни текста/) },
		])
	})

	test("causes no finding when it is complete and signed", async () => {
		await attach(await scanOf(id, "whole"))
		expect(await said()).toEqual([])
		expect((await scan())?.scan?.arranged).toBe(false)
	})

	test("is stored in the right order when its pages came in another", async () => {
		const file = await scanOf(id, "disordered")
		const upload = await pagesOf([file, 3], [file, 1], [file, 2])
		await attach(upload)
		expect(await scan()).toMatchObject({ pages: 3, scan: { arranged: true, findings: [] } })
		const kept = await prisma.attachment.findFirstOrThrow({
			where: { applicationId: id, removedAt: null },
			orderBy: { addedAt: "desc" },
		})
		expect(kept.fileHash).not.toBe(upload.hash)
	})

	test("names a missing page, is attached all the same, and the coordinator sees the finding", async () => {
		const file = await scanOf(id, "incomplete")
		await attach(await pagesOf([file, 1], [file, 3]))
		expect(await said()).toEqual(["Не хватает страницы 2 из 3"])
		await send(anna, "application", id, "attachment.add", {
			kind: "results_annex",
			files: [await putAnnex(id, now)],
		})
		expect((await viewFiling({ actor: anna, id, now })).events["application.submit"]?.possible).toBe(true)
		const { checks } = await viewForCoordinator({ actor: actor("municipal"), id, now })
		expect(checks).toContainEqual(
			expect.objectContaining({ tone: "no", title: "Скан: не хватает страницы 2 из 3" }),
		)
	})

	test("names a page of another application and does not count it", async () => {
		const other = await bring(people, { teacher: "boris", until: "formed" })
		const [own, foreign] = [await scanOf(id, "own"), await scanOf(other, "foreign")]
		await attach(await pagesOf([own, 1], [foreign, 2], [own, 3]))
		expect(await said()).toEqual(["Страница 2 — из другого документа", "Не хватает страницы 2 из 3"])
	})

	test("is called outdated if the form was changed after printing", async () => {
		const older = await scanOf(id, "older")
		await send(anna, "application", id, "form.reopen")
		await send(anna, "application", id, "form.issue")
		await attach(older)
		expect(await said()).toEqual([
			"Скан напечатан с прежней версии заявления. Скачайте, распечатайте и подпишите текущую",
		])
	})

	test("is accepted without codes, as from another program, and left for people to check", async () => {
		await attach(await putScan("no codes", 2))
		expect(await said()).toEqual([
			"Не удалось прочитать код в скане: проверьте сами, что все страницы и подпись на месте",
		])
	})
})

describe("the signed scan of a withdrawal, which is sent at the same time as it is attached", () => {
	test("is refused once with the findings, and accepted when the sender confirms it", async () => {
		const vera = actor("vera")
		const id = await bring(people, { teacher: "vera", until: "submitted" })
		const withdrawal = await newWithdrawal(vera, id, "formed")
		const row = await prisma.withdrawal.findUniqueOrThrow({ where: { id: withdrawal } })
		const paper = expectedWithdrawal(row)
		if (!paper) throw new Error("the withdrawal has no code")
		const file = await putScan("withdrawal", 2, paper)
		const files = [await pagesOf([file, 2])]
		const refused = send(vera, "withdrawal", withdrawal, "withdrawal.submit", { files })
		await expect(refused).rejects.toMatchObject({
			code: "invalid",
			fields: { file: "Не хватает страницы 1 из 2.", asIs: expect.stringContaining("координатор увидит") },
		})
		await send(vera, "withdrawal", withdrawal, "withdrawal.submit", { files, asIs: "on" })
		const sent = await prisma.withdrawal.findUniqueOrThrow({ where: { id: withdrawal } })
		expect(sent.scanReport).toMatchObject({ findings: [{ code: "missing" }] })
		const shown = { findings: [{ certain: true, text: "Не хватает страницы 1 из 2" }], arranged: false }
		const here = { actor: actor("municipal"), municipalityCode: "tomsk", now }
		expect((await viewWithdrawals({ ...here, page: 1 })).waiting).toMatchObject([{ scan: shown }])
		expect((await viewExcluded({ ...here, applicationId: id }))?.underway?.scan).toMatchObject(shown)
	})
})
