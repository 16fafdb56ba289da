import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import sharp from "sharp"
import { describe, expect, test } from "vitest"
import type { PaperKind } from "#app/documents/sheet-code/sheet-code.ts"
import { judgeScan, objections } from "#app/scans/judge-scan.ts"
import { readScan } from "#app/scans/read-scan.server.ts"
import type { PageReading } from "#app/scans/reading.ts"
import { pdfOf } from "./pdf-of.ts"

// Our forms as printed by a word processor that ignores embedded fonts: instead of the page number's bar code it prints
// «*1-2*» in some other font. LibreOffice laid them out and poppler drew them. Nobody signed them.

const sheet = (name: string) => readFile(fileURLToPath(new URL(`./sheets/bare-${name}.png`, import.meta.url)))
const white = { background: "white" } as const

/** Drawing and reading a sheet takes a second; what is read on it is the same in every test. */
const known = new Map<string, Promise<PageReading[]>>()
const read = async (picture: Buffer) => readScan(await pdfOf(picture), 1)

function readingOf(picture: string | Buffer): Promise<PageReading[]> {
	if (typeof picture !== "string") return read(picture)
	const reading = known.get(picture) ?? sheet(picture).then(read)
	known.set(picture, reading)
	return reading
}

const judged = async (kind: PaperKind, ...pictures: (string | Buffer)[]) => {
	const readings: PageReading[] = []
	for (const picture of pictures) readings.push(...(await readingOf(picture)))
	const edition = { version: 2, hash: "7F2" }
	return judgeScan(readings, { paperId: "A7K39QXB", kind, edition, signatures: { 1: "педагога" } })
}
const said = async (...of: Parameters<typeof judged>) =>
	(await judged(...of)).findings.map(({ text }) => text)

const UNSIGNED = "Подпись не найдена: строка для неё пуста"

describe("sheets whose page number was printed in another font", () => {
	test("are recognised, and the unsigned line is named, on one page and on several", async () => {
		expect(await said("withdrawal", "withdrawal-1")).toEqual([UNSIGNED])
		expect(await said("application", "application-1", "application-2")).toEqual([UNSIGNED])
		expect(await said("annex", "annex-1", "annex-2", "annex-3")).toEqual([UNSIGNED])
	})

	test("are put in their order", async () => {
		const report = await judged("annex", "annex-3", "annex-1", "annex-2")
		expect(report.order.map(({ page }) => page)).toEqual([1, 2, 0])
		expect(report.findings.map(({ text }) => text)).toEqual([UNSIGNED])
	})

	test("show which page is missing", async () => {
		expect(await said("application", "application-2")).toEqual(["Не хватает страницы 1", UNSIGNED])
		expect(await said("annex", "annex-1", "annex-3")).toEqual(["Не хватает страницы 2", UNSIGNED])
		expect((await said("application", "application-1"))[0]).toContain("строка для неё не найдена")
	})

	test("show which paper they belong to", async () => {
		expect(await said("application", "application-1", "application-2", "annex-3")).toEqual([
			"Страница 3 — не из заявления, а из приложения к заявлению",
			UNSIGNED,
		])
	})
})

/** The sheet with its foot cut off, as when a phone is held too high. */
const footless = async (name: string) =>
	sharp(await sheet(name))
		.extract({ left: 0, top: 0, width: 1654, height: 2030 })
		.png()
		.toBuffer()

const sideBySide = async (first: string, second: string) =>
	sharp({ create: { width: 3400, height: 2500, channels: 3, background: "#333" } })
		.composite([
			{ input: await sheet(first), left: 30, top: 80 },
			{ input: await sheet(second), left: 1714, top: 60 },
		])
		.jpeg()
		.toBuffer()

describe("a picture", () => {
	test("without the foot of the sheet still shows whose it is and that nobody signed it", async () => {
		const found = await said("withdrawal", await footless("withdrawal-1"))
		expect(found).toEqual([
			"На странице 1 не виден код внизу листа: возможно, край отрезан. Проверьте, что весь текст виден",
			UNSIGNED,
		])
		expect(await said("application", await footless("withdrawal-1"))).toEqual([
			"Это скан другого документа, а нужен скан заявления",
		])
	})

	test("of two sheets needs a person's check, and no page of it is called missing", async () => {
		const report = await judged("application", await sideBySide("application-1", "application-2"))
		expect(report.findings.map(({ text }) => text)).toEqual([
			"На снимке 1 два листа (страницы 1 и 2). Каждый виден целиком? Если нет, снимите каждый лист отдельно",
			UNSIGNED,
		])
		expect(objections(report).map(({ code }) => code)).toEqual(["unsigned"])
	})

	test("that is too dark, blurred or cut is reported with its fault", async () => {
		const page = await sheet("application-1")
		const grey = sharp(page).greyscale()
		const dark = await grey.clone().linear(0.12, 6).blur(8).jpeg().toBuffer()
		const blurred = await grey.clone().blur(9).jpeg().toBuffer()
		const cut = await grey
			.clone()
			.extract({ left: 330, top: 300, width: 1000, height: 1500 })
			.extend({ top: 40, bottom: 40, background: "#222" })
			.jpeg()
			.toBuffer()
		expect((await said("application", dark))[0]).toContain("снимок тёмный. Снимите при дневном свете")
		expect((await said("application", blurred))[0]).toContain("снимок смазан. Протрите объектив")
		expect((await said("application", cut))[0]).toContain("край листа отрезан. Снимите лист целиком")
	})

	test("of a complete sharp sheet of a foreign paper is reported without a fault", async () => {
		const plain = await sharp(await sheet("application-1"))
			.composite([
				{ input: { create: { width: 900, height: 500, channels: 3, ...white } }, left: 150, top: 1900 },
			])
			.png()
			.toBuffer()
		expect(await said("application", plain)).toEqual([
			"Не удалось прочитать код в скане: проверьте сами, что все страницы и подпись на месте",
		])
	})
})
