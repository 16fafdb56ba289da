import { PDFDocument, type PDFPage, rgb } from "pdf-lib"
import PizZip from "pizzip"
import { barsOfText } from "#app/documents/sheet-code/code-font.ts"
import type { Paper } from "./papers.ts"

const A4: [number, number] = [595.28, 841.89]
const SHEET_SIDE = (16.8 * 72) / 25.4
const LINE = { width: (48.4 * 72) / 25.4, height: (11.55 * 72) / 25.4 }
/** Width of a narrow bar of the page number, printed at 24 points. */
const NARROW = 1.44
const INK = rgb(0.13, 0.25, 0.56)

/**
 * A scan of the downloaded Word form: printed, signed on its last page, with its own code on every sheet.
 * @param pages the sheets that were scanned
 * @param of how many were printed
 */
export async function scanOf(
	word: Buffer,
	name: string,
	pages: readonly number[],
	of: number,
): Promise<Paper> {
	const zip = new PizZip(word)
	const picture = (file: string) => {
		const bytes = zip.file(`word/media/${file}`)?.asUint8Array()
		if (!bytes) throw new Error(`the form has no ${file}`)
		return bytes
	}
	const document = await PDFDocument.create()
	const square = (place: string) => document.embedPng(picture(`code-sheet-${place}.png`))
	const squares = { first: await square("first"), even: await square("even"), odd: await square("odd") }
	const line = await document.embedPng(picture("code-signature-1.png"))
	for (const number of pages) {
		const page = document.addPage(A4)
		for (let row = 0; row < 20; row += 1)
			page.drawRectangle({
				x: 85,
				y: 740 - row * 24,
				width: row % 4 === 3 ? 240 : 440,
				height: 5,
				color: INK,
			})
		page.drawImage(squares[number === 1 ? "first" : number % 2 === 0 ? "even" : "odd"], {
			x: 85,
			y: 23,
			width: SHEET_SIDE,
			height: SHEET_SIDE,
		})
		drawBars(page, `*${number}-${of}*`)
		if (number !== of) continue
		page.drawImage(line, { x: 300, y: 150, ...LINE })
		page.drawSvgPath("M0 0c6-22 14-26 12-8s2 8 8-2 8-6 6 2 8-8 14-10 10 4 18-6", {
			x: 350,
			y: 164,
			borderColor: INK,
			borderWidth: 2,
		})
	}
	return { name, mimeType: "application/pdf", buffer: Buffer.from(await document.save()) }
}

function drawBars(page: PDFPage, text: string) {
	for (const [index, bars] of barsOfText(text).entries())
		for (const { left, right } of bars)
			page.drawRectangle({
				x: 142 + (index * 16 + left) * NARROW,
				y: 23,
				width: (right - left) * NARROW,
				height: 15,
				color: rgb(0, 0, 0),
			})
}
