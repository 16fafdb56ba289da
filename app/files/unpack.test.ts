import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { DOCX, JPEG, PDF } from "./file-types.ts"
import { createFileStore, type FileStore } from "./store.server.ts"
import { docx, pdf, rawZip } from "./test-files.ts"
import { unpackArchive } from "./unpack.server.ts"

let folder: string
let store: FileStore
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "unpack-"))
	store = createFileStore(`file:${folder}`)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const keep = async (content: Uint8Array) => ({
	hash: (await store.put([content])).hash,
	originalName: "документы.zip",
})
const fileCount = async () => (await readdir(folder)).filter((name) => name !== "incoming").length

describe("unpacking an archive", () => {
	it("puts every file into the store and says what each is", async () => {
		const application = await pdf(["text"])
		const table = docx()
		const archive = await keep(
			rawZip([
				{ name: "Заявление.pdf", content: application },
				{ name: "Таблицы/Таблицы.docx", content: table },
			]),
		)
		const entries = await unpackArchive(archive, [PDF, DOCX], store)
		expect(entries).toMatchObject([
			{ name: "Заявление.pdf", type: PDF, size: application.byteLength, pages: 1 },
			{ name: "Таблицы/Таблицы.docx", type: DOCX, size: table.byteLength },
		])
		expect(await readFile(await store.path(entries[1]?.hash ?? ""))).toEqual(table)
	})

	it("stores nothing when one of the files may not be kept", async () => {
		const archive = await keep(
			rawZip([
				{ name: "Заявление.pdf", content: await pdf(["text"]) },
				{ name: "Таблицы.docx", content: docx({ "word/vbaProject.bin": "x" }) },
			]),
		)
		const before = await fileCount()
		await expect(unpackArchive(archive, [PDF, DOCX], store)).rejects.toMatchObject({
			code: "invalid",
			message: expect.stringContaining("в документе «Таблицы.docx» есть макросы"),
		})
		expect(await fileCount()).toBe(before)
	})

	it("refuses a type that the form does not take, and a file that is no archive", async () => {
		const archive = await keep(rawZip([{ name: "Заявление.pdf", content: await pdf(["text"]) }]))
		await expect(unpackArchive(archive, [JPEG], store)).rejects.toThrow("это файл PDF, а принимаются JPG")
		const document = await keep(await pdf(["text"]))
		await expect(unpackArchive(document, [PDF], store)).rejects.toThrow("не архив ZIP")
	})
})
