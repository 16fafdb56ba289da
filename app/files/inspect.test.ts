import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { DOC, DOCX, FILE_TYPES, JPEG, PDF, PNG, TIFF } from "./file-types.ts"
import { pictures } from "./hostile/pictures.ts"
import { compound, docx, emptySheet, pdf, rawZip, scan, tiff } from "./hostile/test-files.ts"
import { inspectFile } from "./inspect.server.ts"

// The refusals are in hostile-uploads.test.ts.

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

describe("an accepted file", () => {
	it("is recognised by its content, whatever its name says", async () => {
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

	it("may be the TIFF of an office scanner, whose pages are counted", async () => {
		expect(await inspect(await tiff(3), "скан.tif")).toMatchObject({ type: TIFF, pages: 3, blankPages: [] })
		expect(await inspect(await tiff(2, { compression: "ccittfax4" }))).toMatchObject({ pages: 2 })
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

	it("may be an image of an empty sheet, which is reported", async () => {
		expect(await inspect(await emptySheet("jpeg"))).toMatchObject({ ok: true, blankPages: [1] })
		expect(await inspect(await emptySheet("png"))).toMatchObject({ ok: true, blankPages: [1] })
	})
})

describe("a file is refused, with what happened and what to do", () => {
	it("when it is empty", async () => {
		expect(await inspect(Buffer.alloc(0), "скан.pdf")).toEqual({
			ok: false,
			code: "empty",
			reason:
				"Файл «скан.pdf» пуст. Откройте его на своём компьютере, убедитесь, что в нём есть содержимое, и приложите снова.",
		})
	})

	it("when it is a photo with more points than can be read at once, and the setting of the camera is named", async () => {
		const [, picture] = pictures.find(([name]) => name.startsWith("100 megapixels in passes")) ?? []
		const found = await inspect((await picture?.()) ?? Buffer.alloc(0), "IMG_20260901.jpg")
		expect(found).toMatchObject(refused("в нём 100 Мп, а система обрабатывает такие до 60 Мп"))
		expect(found).toMatchObject(
			refused("в настройках камеры телефона выберите обычный размер снимка (12 Мп)"),
		)
	})

	it("when a Word document has a type of its own, which Word never writes", async () => {
		const odd = docx({ "word/document.xml": "<!DOCTYPE a><a/>" })
		expect(await inspect(odd, "справка.docx")).toMatchObject(refused("стоит объявление DOCTYPE"))
		expect(await inspect(odd, "справка.docx")).toMatchObject(
			refused("сохраните заново как документ Word (DOCX) и приложите снова"),
		)
	})

	it("when it is of another type, which is named", async () => {
		const zip = rawZip([{ name: "a.pdf", content: await pdf(["text"]) }])
		const refusal = refused("это файл ZIP, а принимаются PDF, JPG")
		expect(await inspect(zip, "a.pdf", [PDF, JPEG])).toMatchObject(refusal)
		const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0heicmif1", "latin1")
		expect(await inspect(heic)).toMatchObject(refused("фотография HEIC"))
		expect(await inspect(heic)).toMatchObject(refused("выберите «Наиболее совместимые»"))
		expect(await inspect(Buffer.from("просто текст"))).toMatchObject(refused("это текстовый файл"))
		expect(await inspect(Buffer.from("<!doctype html><p>x"))).toMatchObject(refused("это веб-страница"))
		expect(await inspect(await scan("jpeg"), "скан.pdf", [PDF])).toMatchObject(refused("это файл JPG"))
		expect(await inspect(Buffer.from("{\\rtf1 text}"))).toMatchObject(refused("документ RTF"))
		expect(await inspect(compound(["Workbook"]))).toMatchObject(refused("таблица Excel"))
		expect(await inspect(compound(["PowerPoint Document"]))).toMatchObject(refused("презентация PowerPoint"))
		const sheet = docx({}, "application/vnd…spreadsheetml.sheet.main+xml")
		expect(await inspect(sheet)).toMatchObject(refused("таблица Excel"))
		const odt = rawZip([
			{ name: "mimetype", content: "application/vnd.oasis.opendocument.text", method: 0 },
			{ name: "content.xml", content: "<x/>" },
		])
		expect(await inspect(odt)).toMatchObject(refused("OpenDocument"))
	})
})
