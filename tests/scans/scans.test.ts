import { create } from "qrcode"
import sharp from "sharp"
import { describe, expect, test } from "vitest"
import { readScan } from "#app/scans/read-scan.server.ts"
import { makeScan, rollSheets } from "./make-scan.ts"
import { pdfOf } from "./pdf-of.ts"
import { Dice } from "./random.ts"
import { type Tally, tallyScan } from "./score.ts"
import { OWN, PAGES, printSheet } from "./sheets.ts"

// A part of the three hundred scans of `npm run bench -- scans`: the same dice with other seeds.

const SCANS = 6
const FIRST_SEED = 9001

describe("scans as devices make them", () => {
	const tally: Tally[] = []

	test.each(
		Array.from({ length: SCANS }, (_, index) => FIRST_SEED + index),
	)("include scan %i, none of whose pages is mistaken for another", async (seed) => {
		const made = await makeScan(rollSheets(seed), seed, seed % 3 !== 0)
		const result = tallyScan(made, await readScan(made.bytes, 1))
		tally.push(result)
		expect(result.wrong).toBe(0)
		expect(result.signatures.wrong).toBe(0)
	})

	test("let nearly every page be identified", () => {
		const pages = tally.reduce((sum, one) => sum + one.pages, 0)
		const read = tally.reduce((sum, one) => sum + one.read, 0)
		expect(pages).toBeGreaterThan(SCANS * 3)
		expect(read / pages).toBeGreaterThanOrEqual(0.98)
	})
})

const white = (svg: string) =>
	sharp({ create: { width: 1240, height: 1754, channels: 3, background: "white" } })
		.composite([{ input: Buffer.from(svg), left: 200, top: 1400 }])
		.png()
		.toBuffer()

const NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'

function squareWithText(text: string): string {
	const { modules } = create(text, { errorCorrectionLevel: "M" })
	let path = ""
	for (let row = 0; row < modules.size; row++)
		for (let column = 0; column < modules.size; column++)
			if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`
	const side = modules.size * 6
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${modules.size} ${modules.size}"><path d="${path}"/></svg>`
}

describe("a file that is not one of our scans", () => {
	test("causes an error if it is a damaged PDF, and not a wrong answer", async () => {
		const whole = await pdfOf(await white(NOTHING))
		await expect(readScan(whole.subarray(0, 40), 1)).rejects.toThrow()
		await expect(readScan(Buffer.from("no PDF at all"), 1)).rejects.toThrow()
	})

	test("is reported as foreign if it has the code of a shop", async () => {
		const [page] = await readScan(
			await pdfOf(await white(squareWithText("https://example.org/sale?id=7"))),
			1,
		)
		expect(page).toMatchObject({ sheets: [], strange: true, blank: false })
	})

	test("has no code if it is a page of plain text", async () => {
		const lines = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="200">${[40, 80, 120]
			.map((y) => `<rect x="0" y="${y}" width="700" height="12"/>`)
			.join("")}</svg>`
		const [page] = await readScan(await pdfOf(await white(lines)), 1)
		expect(page).toMatchObject({ sheets: [], strange: false, blank: false })
	})

	test("is blank if it is an empty sheet", async () => {
		const [page] = await readScan(await pdfOf(await white(NOTHING)), 1)
		expect(page?.blank).toBe(true)
	})

	test("is read to its last page, even if it has fifty", async () => {
		const dice = new Dice(1)
		const sheet = await printSheet("own-4", { dpi: 100, signed: true, dice })
		const picture = await sharp(sheet.data, {
			raw: { width: sheet.width, height: sheet.height, channels: 1 },
		})
			.png()
			.toBuffer()
		const fifty = await pdfOf(...Array<Uint8Array>(50).fill(picture))
		const readings = await readScan(fifty, 1)
		expect(readings).toHaveLength(50)
		expect(readings.at(-1)).toMatchObject({ sheets: [{ code: OWN, number: { page: 4, of: PAGES } }] })
	})
})
