import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { deflateSync } from "node:zlib"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { DOC, DOCX, FILE_TYPES, JPEG, PDF, PNG, ZIP } from "./file-types.ts"
import { inspectFile } from "./inspect.server.ts"
import {
	compound,
	docx,
	emptySheet,
	launch,
	markEncrypted,
	pdf,
	pdfBomb,
	type RawEntry,
	rawZip,
	scan,
} from "./test-files.ts"

let folder: string
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "inspect-"))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function inspect(content: Uint8Array, name = "файл.pdf", accepts: readonly string[] = FILE_TYPES) {
	const path = join(folder, "file")
	await writeFile(path, content)
	return inspectFile(path, name, accepts)
}
const refused = (reason: string) => ({ ok: false, reason: expect.stringContaining(reason) })
const MEBIBYTE = 1024 * 1024

describe("a file that may be kept", () => {
	it("is told by its content, whatever its name says", async () => {
		expect(await inspect(await pdf(["text"]), "фото.jpg")).toMatchObject({
			ok: true,
			type: PDF,
			extension: "pdf",
		})
		expect(await inspect(await scan("jpeg"))).toMatchObject({ type: JPEG, extension: "jpg", pages: 1 })
		expect(await inspect(await scan("png"))).toMatchObject({ type: PNG, extension: "png", blankPages: [] })
		expect(await inspect(docx())).toMatchObject({ type: DOCX, extension: "docx", pages: null })
		expect(await inspect(compound(["WordDocument", "1Table"]))).toMatchObject({ type: DOC, extension: "doc" })
	})

	it("has its pages counted and its blank pages named, scans of an empty sheet included", async () => {
		const found = await inspect(await pdf(["text", "blank", "scan", "blank scan"]))
		expect(found).toMatchObject({ pages: 4, blankPages: [2, 4] })
	})

	it("does not call a page blank that has only a stamp or a form field on it", async () => {
		const annotated = await pdf(["blank"], (document) => {
			document.getForm().createTextField("подпись").addToPage(document.getPage(0))
		})
		expect(await inspect(annotated)).toMatchObject({ pages: 1, blankPages: [] })
	})

	it("may be an image of an empty sheet, and that is said", async () => {
		expect(await inspect(await emptySheet("jpeg"))).toMatchObject({ ok: true, blankPages: [1] })
		expect(await inspect(await emptySheet("png"))).toMatchObject({ ok: true, blankPages: [1] })
	})

	it("may be a PDF with a few bytes of a scanner before its header", async () => {
		const content = Buffer.concat([Buffer.from("\r\n\0\0"), await pdf(["text"])])
		expect(await inspect(content)).toMatchObject({ ok: true, type: PDF, pages: 1 })
	})

	it("may be an archive, and every file in it is looked at", async () => {
		const content = rawZip([
			{ name: "Материалы/", content: "" },
			{ name: "Материалы/Заявление.pdf", content: await pdf(["text", "blank"]) },
			{ name: "__MACOSX/._Заявление.pdf", content: "junk" },
			{ name: "Таблицы.docx", content: docx(), method: 0 },
		])
		expect(await inspect(content, "всё.zip")).toMatchObject({
			ok: true,
			type: ZIP,
			pages: null,
			entries: [
				{ name: "Материалы/Заявление.pdf", type: PDF, pages: 2, blankPages: [2] },
				{ name: "Таблицы.docx", type: DOCX, pages: null },
			],
		})
	})

	it("may be an archive made by Windows, with names in its old code page, or by macOS, in unmarked UTF-8", async () => {
		const dos = Buffer.from([0x87, 0xa0, 0xef, 0xa2, 0xab, 0xa5, 0xad, 0xa8, 0xa5])
		const content = rawZip([
			{ name: Buffer.concat([dos, Buffer.from(".pdf")]), content: await pdf(["text"]), flags: 0 },
			{ name: "Отчёт.pdf".normalize("NFD"), content: await pdf(["text"]), flags: 0 },
		])
		expect(await inspect(content)).toMatchObject({
			entries: [{ name: "Заявление.pdf" }, { name: "Отчёт.pdf" }],
		})
	})

	it("leaves nothing in the temporary folder", async () => {
		await inspect(rawZip([{ name: "a.pdf", content: "" }]))
		expect((await readdir(tmpdir())).filter((name) => name.startsWith("attestation-unpack-"))).toEqual([])
	})
})

describe("a file is refused, with what happened and what to do", () => {
	it("when it is empty", async () => {
		expect(await inspect(Buffer.alloc(0), "скан.pdf")).toEqual({
			ok: false,
			reason:
				"Файл «скан.pdf» пуст. Откройте его на своём компьютере, убедитесь, что в нём есть содержимое, и приложите снова.",
		})
	})

	it("when it is larger than 20 MB", async () => {
		expect(await inspect(Buffer.alloc(20 * MEBIBYTE + 1))).toEqual(refused("больше 20 МБ"))
	})

	it("when it is of another type, which is named", async () => {
		const zip = rawZip([{ name: "a.pdf", content: await pdf(["text"]) }])
		expect(await inspect(zip, "a.pdf", [PDF, JPEG])).toEqual(refused("это файл ZIP, а принимаются PDF, JPG"))
		expect(await inspect(Buffer.from("просто текст"))).toEqual(refused("Не удалось узнать"))
		expect(await inspect(Buffer.from("Rar!\x1a\x07\x01\0", "latin1"))).toEqual(refused("это архив RAR"))
		expect(await inspect(Buffer.from("{\\rtf1 text}"))).toEqual(refused("документ RTF"))
		expect(await inspect(Buffer.from("MZ".padEnd(200, "\0")), "скан.pdf")).toEqual(refused("файл EXE"))
		const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0heicmif1", "latin1")
		expect(await inspect(heic)).toEqual(refused("фотография HEIC"))
		expect(await inspect(compound(["Workbook"]))).toEqual(refused("таблица Excel"))
		expect(await inspect(compound(["PowerPoint Document"]))).toEqual(refused("презентация PowerPoint"))
		expect(await inspect(docx({}, "application/vnd…spreadsheetml.sheet.main+xml"))).toEqual(
			refused("таблица Excel"),
		)
		const odt = rawZip([
			{ name: "mimetype", content: "application/vnd.oasis.opendocument.text", method: 0 },
			{ name: "content.xml", content: "<x/>" },
		])
		expect(await inspect(odt)).toEqual(refused("OpenDocument"))
	})

	it("when it is a PDF, an archive or a document under a password", async () => {
		expect(await inspect(await pdf(["text"], markEncrypted))).toEqual(refused("защищён паролем"))
		const zip = rawZip([{ name: "a.pdf", content: await pdf(["text"]), flags: 0x801 }])
		expect(await inspect(zip)).toEqual(refused("защищён паролем"))
		expect(await inspect(compound(["EncryptionInfo", "EncryptedPackage"]))).toEqual(
			refused("защищён паролем"),
		)
		expect(await inspect(compound(["WordDocument"], 0x0100))).toEqual(refused("защищён паролем"))
	})

	it("when it has macros, whether they are named, hidden behind another name or in an old document", async () => {
		const macroType = "application/vnd.ms-word.document.macroEnabled.main+xml"
		expect(await inspect(docx({}, macroType), "а.docx")).toEqual(refused("есть макросы"))
		expect(await inspect(docx({ "word/vbaProject.bin": "x" }))).toEqual(refused("есть макросы"))
		const renamed = `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vba&#80;roject"/></Types>`
		expect(await inspect(docx({ "[Content_Types].xml": renamed }))).toEqual(refused("есть макросы"))
		expect(await inspect(compound(["WordDocument", "Macros", "VBA"]))).toEqual(refused("есть макросы"))
	})

	it("when it fetches its template, and with it macros, from another computer", async () => {
		const relation = (target: string) =>
			docx({
				"word/_rels/settings.xml.rels": `<Relationships><Relationship Type="http://x/attachedTemplate" Target="${target}" TargetMode="External"/></Relationships>`,
			})
		expect(await inspect(relation("https://example.org/a.dotm"))).toEqual(refused("шаблон из сети"))
		expect(await inspect(relation("file:///C:/Users/Normal.dotm"))).toMatchObject({ ok: true })
	})

	it("when it is a PDF with a script or a program to start, hidden spellings included", async () => {
		const script = await pdf(["text"], (document) => document.addJavaScript("a", "app.alert(1)"))
		expect(await inspect(script)).toEqual(refused("встроенные программы"))
		expect(await inspect(await pdf(["text"], launch))).toEqual(refused("встроенные программы"))
		const hidden = Buffer.from(
			"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction<</#53/J#61vaScrip#74/JS(x)>>>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF",
		)
		expect(await inspect(hidden)).toEqual(refused("встроенные программы"))
	})

	it("when it is broken", async () => {
		const whole = await pdf(["text"])
		expect(await inspect(whole.subarray(0, 60))).toEqual(refused("повреждён"))
		expect(await inspect((await scan("jpeg")).subarray(0, 2000))).toEqual(refused("повреждён"))
		expect(await inspect((await scan("png")).subarray(0, 300))).toEqual(refused("повреждён"))
		expect(await inspect(docx().subarray(0, 200))).toEqual(refused("повреждён"))
		expect(await inspect(compound(["WordDocument"]).subarray(0, 700))).toEqual(refused("повреждён"))
		const damaged = rawZip([{ name: "a.pdf", content: await pdf(["text"]), claimedCrc: 1 }])
		expect(await inspect(damaged)).toEqual(refused("повреждён"))
	})

	it("when it is an image of more points than any scanner makes", async () => {
		const huge = await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: "white" } })
			.png()
			.toBuffer()
		expect(await inspect(huge)).toEqual(refused("слишком велико"))
	})

	it("when it is a PDF of which a small stream unpacks to hundreds of megabytes, also under a hidden name", async () => {
		const packed = deflateSync(Buffer.alloc(100 * MEBIBYTE))
		expect(packed.byteLength).toBeLessThan(200_000)
		expect(await inspect(pdfBomb(packed, "ObjStm"))).toEqual(refused("повреждён"))
		expect(await inspect(pdfBomb(packed, "Obj#53tm"))).toEqual(refused("повреждён"))
		expect(await inspect(pdfBomb(packed, "XRef"))).toEqual(refused("повреждён"))
	})

	it("when it is a PDF whose pages lead back into themselves", async () => {
		const circle = Buffer.from(
			"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF",
		)
		expect(await inspect(circle)).toEqual(refused("повреждён"))
	})
})

describe("an archive is refused", () => {
	const inZip = (...entries: RawEntry[]) => inspect(rawZip(entries), "документы.zip")

	it("when 64 kB of it unpack to 64 MB", async () => {
		const bomb = rawZip([{ name: "a.pdf", content: Buffer.alloc(64 * MEBIBYTE) }])
		expect(bomb.byteLength).toBeLessThan(70_000)
		expect(await inspect(bomb, "б.zip")).toEqual(refused("В архиве «б.zip»: файл «a.pdf» больше 20 МБ"))
	})

	it("when a Word document unpacks to more than 200 MB, whatever its directory says", async () => {
		const zeros = Buffer.alloc(201 * MEBIBYTE)
		const bomb = rawZip([
			{
				name: "[Content_Types].xml",
				content:
					'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
			},
			{ name: "word/document.xml", content: zeros, claimedSize: 1000 },
		])
		expect(bomb.byteLength).toBeLessThan(300_000)
		expect(await inspect(bomb, "т.docx")).toEqual(refused("при распаковке занимает больше 200 МБ"))
	})

	it("when its files are small enough but together unpack to more than 200 MB", async () => {
		const padded = Buffer.concat([compound(["WordDocument"]), Buffer.alloc(19 * MEBIBYTE)])
		const entries = Array.from({ length: 11 }, (_, index) => ({ name: `${index}.doc`, content: padded }))
		expect(await inZip(...entries)).toEqual(refused("больше 200 МБ"))
	})

	it("when its directory lies about the sizes", async () => {
		expect(await inZip({ name: "a.pdf", content: await pdf(["text"]), claimedSize: 10 })).toEqual(
			refused("повреждён"),
		)
	})

	it("when it has more than 1,000 entries", async () => {
		const entries = Array.from({ length: 1001 }, (_, index) => ({
			name: `${index}.pdf`,
			content: "x",
			method: 0,
		}))
		expect(await inZip(...entries)).toEqual(refused("больше 1\u00a0000 файлов"))
	})

	it.each([
		"../../etc/cron.d/x.pdf",
		"/etc/x.pdf",
		"C:\\Windows\\x.pdf",
		"a/../../x.pdf",
		"..\\x.pdf",
	])("when an entry would leave its folder: %s", async (name) => {
		expect(await inZip({ name, content: "x" })).toEqual(refused("за пределы своей папки"))
	})

	it("when an entry is a symbolic link", async () => {
		expect(await inZip({ name: "a.pdf", content: "/etc/passwd", unixMode: 0o120777 })).toEqual(
			refused("ссылки на другие файлы"),
		)
	})

	it("when there is another archive in it", async () => {
		const inner = rawZip([{ name: "a.pdf", content: await pdf(["text"]) }])
		expect(await inZip({ name: "ещё.zip", content: inner })).toEqual(
			refused("лежит ещё один архив «ещё.zip»"),
		)
		const rar = Buffer.from("Rar!\x1a\x07\x01\0", "latin1")
		expect(await inZip({ name: "скан.pdf", content: rar })).toEqual(
			refused("лежит ещё один архив «скан.pdf»"),
		)
	})

	it("when something in it would be refused by itself, and says what", async () => {
		expect(await inZip({ name: "a/б.docx", content: docx({ "word/vbaProject.bin": "x" }) })).toEqual(
			refused("В архиве «документы.zip»: в документе «б.docx» есть макросы"),
		)
		expect(await inZip({ name: "скан.pdf", content: "" })).toEqual(refused("файл «скан.pdf» пуст"))
	})

	it("when it is empty, or packed in a way few programs read", async () => {
		expect(await inZip({ name: "папка/", content: "" })).toEqual(refused("нет файлов"))
		expect(await inZip({ name: "a.pdf", content: "x", method: 14 })).toEqual(refused("не читает"))
	})
})
