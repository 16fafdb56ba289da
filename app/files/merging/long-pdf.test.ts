import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PDFDict, PDFDocument, PDFHexString, PDFName, rgb } from "pdf-lib"
import sharp from "sharp"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { withPdf } from "#app/scans/pdf-pages.server.ts"
import { JPEG, PDF } from "../file-types.ts"
import { LongPdf } from "./long-pdf.server.ts"
import { pdfPart } from "./pdf-part.server.ts"

let folder: string
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "merge-"))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function scan(name: string, pages: number, grey: number): Promise<string> {
	const pdf = await PDFDocument.create({ updateMetadata: false })
	for (let page = 0; page < pages; page++)
		pdf
			.addPage([595, 842])
			.drawRectangle({ x: 0, y: 0, width: 595, height: 842, color: rgb(grey, grey, grey) })
	const path = join(folder, name)
	await writeFile(path, await pdf.save())
	return path
}

/** Merges files into one. */
async function merge(sources: { title: string; path: string; type?: string }[], notes: string[] = []) {
	const path = join(folder, "long.pdf")
	const long = await LongPdf.begin(path)
	for (const { title, path: source, type = PDF } of sources)
		await long.add(title, await pdfPart({ path: source, type, first: long.next }))
	await long.finish("Заявления: 2", notes)
	return readFile(path)
}

const greyOf = (bytes: Uint8Array, page: number) =>
	withPdf(bytes, async ({ draw }) => {
		const { data } = await draw(page, 20)
		return data[Math.floor(data.length / 2)] ?? -1
	})

describe("a PDF of many", () => {
	test("has an index first, then the pages of every part in their order", async () => {
		const bytes = await merge([
			{ title: "Иванова Мария Петровна", path: await scan("a.pdf", 2, 0.2) },
			{ title: "О’Ёлкин Пётр «Школа № 1»", path: await scan("b.pdf", 1, 0.8) },
		])
		await withPdf(bytes, async ({ pages, text }) => {
			expect(pages).toBe(4)
			const index = text(0)
			expect(index).toContain("Иванова Мария Петровна")
			expect(index).toMatch(/О’Ёлкин Пётр «Школа № 1» \.+ 4/)
		})
		const greys = await Promise.all([1, 2, 3].map((page) => greyOf(bytes, page)))
		expect(greys.map((grey) => Math.round(grey / 51))).toEqual([1, 1, 4])
	})

	test("has a bookmark for each, in Russian, at its first page", async () => {
		const bytes = await merge([
			{ title: "Иванова", path: await scan("a.pdf", 3, 0.5) },
			{ title: "Ёлкин", path: await scan("b.pdf", 1, 0.5) },
		])
		const pdf = await PDFDocument.load(bytes)
		const titles: [string, number][] = []
		let mark = pdf.catalog.lookup(PDFName.of("Outlines"), PDFDict).lookupMaybe(PDFName.of("First"), PDFDict)
		while (mark) {
			const [page] = String(mark.get(PDFName.of("Dest"))).match(/\d+ 0 R/) ?? []
			titles.push([
				mark.lookup(PDFName.of("Title"), PDFHexString).decodeText(),
				pdf.getPages().findIndex(({ ref }) => String(ref) === page),
			])
			mark = mark.lookupMaybe(PDFName.of("Next"), PDFDict)
		}
		expect(titles).toEqual([
			["Иванова", 1],
			["Ёлкин", 4],
		])
	})

	test("takes a photograph as a page, and says at the end of the index what it has not taken", async () => {
		const photo = join(folder, "photo.jpg")
		await writeFile(
			photo,
			await sharp({ create: { width: 400, height: 300, channels: 3, background: "black" } })
				.jpeg()
				.toBuffer(),
		)
		const bytes = await merge(
			[{ title: "Фото", path: photo, type: JPEG }],
			["Не вошло: Петров, файл повреждён"],
		)
		expect(await greyOf(bytes, 1)).toBeLessThan(20)
		await withPdf(bytes, async ({ text }) => expect(text(0)).toContain("Не вошло: Петров, файл повреждён"))
	})

	test("of nothing is an index that says so", async () => {
		await withPdf(await merge([]), async ({ pages }) => expect(pages).toBe(1))
	})

	test("grows on the disk and not in memory", async () => {
		const noise = join(folder, "noise.jpg")
		const pixels = Buffer.from(Array.from({ length: 1200 * 1200 * 3 }, (_, at) => (at * 7919) % 251))
		const image = await sharp(pixels, { raw: { width: 1200, height: 1200, channels: 3 } })
			.jpeg({ quality: 95 })
			.toBuffer()
		await writeFile(noise, image)
		const part = await pdfPart({ path: noise, type: JPEG, first: 6 })
		const path = join(folder, "long.pdf")
		const long = await LongPdf.begin(path)
		const before = process.memoryUsage().rss
		// The same bytes are used for many files, because only the writer is measured.
		for (let count = 0; count < 300; count++) await long.add(`Педагог ${count}`, part)
		await long.finish("Заявления: 300", [])
		expect((await stat(path)).size).toBeGreaterThan(300 * image.length)
		expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
	})
})
