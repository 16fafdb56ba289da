import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { DOC, DOCX, JPEG, PDF } from "./file-types.ts"
import { docx, pdf, type RawEntry, rawZip } from "./hostile/test-files.ts"
import { createFileStore, type FileStore } from "./store.server.ts"
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
const fileCount = async () => (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)).length

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

	it("stores nothing when one of the files is refused", async () => {
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

/** An encoder for old code pages, which Node does not have: each character is looked up among all bytes. */
function encoded(label: string, text: string): Buffer {
	if (label === "utf-8") return Buffer.from(text)
	const decoder = new TextDecoder(label)
	const table = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
	return Buffer.from([...text].map((sign) => table.get(sign) ?? 0x3f))
}

describe("the names in an archive", () => {
	const namesOf = async (...names: { name: Uint8Array; flags?: number }[]) => {
		const content = await pdf(["text"])
		const archive = await keep(
			rawZip(names.map(({ name, flags = 0 }) => ({ name: Buffer.from(name), content, flags }))),
		)
		return (await unpackArchive(archive, [PDF], store)).map(({ name }) => name)
	}
	const SAMPLES = ["Заявление Лаптевой.pdf", "май.pdf", "Отчёт/Ёлка № 5.pdf", "СПРАВКА.pdf", "урок.pdf"]

	it.each(["ibm866", "windows-1251", "utf-8"])("are Russian when they are written in %s", async (label) => {
		expect(await namesOf(...SAMPLES.map((name) => ({ name: encoded(label, name) })))).toEqual(SAMPLES)
	})

	it.each(["ibm866", "windows-1251"])("are Russian when each is judged alone, in %s", async (label) => {
		for (const name of ["Диплом.pdf", "май.pdf", "фото.pdf"])
			expect(await namesOf({ name: encoded(label, name) })).toEqual([name])
	})

	it("are right with the mark of UTF-8, with a wrong one, and decomposed as macOS writes them", async () => {
		expect(await namesOf({ name: Buffer.from("Отчёт.pdf"), flags: 0x800 })).toEqual(["Отчёт.pdf"])
		expect(await namesOf({ name: encoded("ibm866", "Отчет.pdf"), flags: 0x800 })).toEqual(["Отчет.pdf"])
		expect(await namesOf({ name: Buffer.from("Отчёт.pdf".normalize("NFD")) })).toEqual(["Отчёт.pdf"])
	})

	it("lose invisible characters", async () => {
		expect(await namesOf({ name: Buffer.from("скан\u202efdp.\u200bpdf\u0007.pdf") })).toEqual([
			"сканfdp.pdf.pdf",
		])
	})
})

describe("an archive is refused", () => {
	const inZip = async (...entries: RawEntry[]) => {
		const archive = await keep(rawZip(entries))
		return unpackArchive(archive, [PDF, DOCX, DOC], store).then(
			() => "taken",
			(error: Error) => error.message,
		)
	}
	const MEBIBYTE = 1024 * 1024

	it("when a file in it is too large once it is unpacked", async () => {
		const bomb = { name: "a.pdf", content: Buffer.alloc(64 * MEBIBYTE) }
		expect(await inZip(bomb)).toContain("файл «a.pdf» больше 20 МБ")
	})

	it("when its files are small enough but together unpack to too much", async () => {
		const content = Buffer.alloc(19 * MEBIBYTE)
		const entries = Array.from({ length: 6 }, (_, index) => ({ name: `${index}.doc`, content }))
		expect(await inZip(...entries)).toContain("при распаковке занимает больше 100 МБ")
	})

	it("when it has more files than one person looks at, up to 65 thousand", async () => {
		const files = (count: number) =>
			Array.from({ length: count }, (_, index) => ({ name: `${index}.pdf`, content: "x", method: 0 }))
		expect(await inZip(...files(51))).toContain("больше 50 файлов")
		expect(await inZip(...files(65_000))).toContain("больше 50 файлов")
	})

	it.each([
		"../../etc/cron.d/x.pdf",
		"/etc/x.pdf",
		"C:\\Windows\\x.pdf",
		"a/../../x.pdf",
		"..\\x.pdf",
		".\u200b./x.pdf",
	])("when an entry would leave its folder: %s", async (name) => {
		expect(await inZip({ name, content: "x" })).toContain("за пределы своей папки")
	})

	it("when an entry is a symbolic link", async () => {
		const link = { name: "a.pdf", content: "/etc/passwd", unixMode: 0o120777 }
		expect(await inZip(link)).toContain("ссылки на другие файлы")
	})

	it("when there is another archive in it, whatever it is called", async () => {
		const inner = rawZip([{ name: "a.pdf", content: await pdf(["text"]) }])
		expect(await inZip({ name: "скан.pdf", content: inner })).toContain("лежит ещё один архив «скан.pdf»")
		const rar = Buffer.from("Rar!\x1a\x07\x01\0", "latin1")
		expect(await inZip({ name: "скан.pdf", content: rar })).toContain("лежит ещё один архив «скан.pdf»")
	})

	it("when something in it would be refused by itself, and says what", async () => {
		expect(await inZip({ name: "скан.pdf", content: "" })).toContain("файл «скан.pdf» пуст")
		const batch = Buffer.concat([Buffer.from("@echo off\r\n"), await pdf(["text"])])
		for (const name of ["annex.bat", "annex.hta", "annex.js", "annex.exe", "annex.pdf"])
			expect(await inZip({ name, content: batch })).toContain(`файл «${name}» устроен как два разных файла`)
	})

	it("when it makes false claims about sizes, checksums, names or the bytes between entries", async () => {
		const content = await pdf(["text"])
		expect(await inZip({ name: "a.pdf", content, claimedSize: 10 })).toContain("повреждён")
		expect(await inZip({ name: "a.pdf", content, claimedCrc: 1 })).toContain("повреждён")
		expect(await inZip({ name: "a.pdf", content, localName: "a.exe" })).toContain("два разных файла")
		expect(await inZip({ name: "a.pdf", content, before: Buffer.from("MZ") })).not.toBe("taken")
		const twice = [
			{ name: "a.pdf", content },
			{ name: "A.pdf", content },
		]
		expect(await inZip(...twice)).toContain("два файла с одним именем")
	})

	it("when it is empty, encrypted, or packed in a way few programs read", async () => {
		expect(await inZip({ name: "папка/", content: "" })).toContain("нет файлов")
		expect(await inZip({ name: "a.pdf", content: "x", method: 14 })).toContain("не читает")
		expect(await inZip({ name: "a.pdf", content: "x", flags: 0x801 })).toContain("защищён паролем")
	})
})

it("a file from an archive has the extension of its real type", async () => {
	const archive = await keep(rawZip([{ name: "annex.bat", content: await pdf(["text"]) }]))
	expect(await unpackArchive(archive, [PDF], store)).toMatchObject([{ type: PDF, extension: "pdf" }])
})
