import { BlendMode, type PDFPage, rgb } from "pdf-lib"
import { barsOfText } from "#app/documents/sheet-code/code-font.ts"
import { MODULES, SHEET_MODULE_MM, sheetPicture } from "#app/documents/sheet-code/pictures.ts"
import type { ExpectedPaper } from "#app/scans/judge-scan.ts"

export const A4: [number, number] = [595.28, 841.89]

/** Millimetres in points. */
export const mm = (length: number) => (length * 72) / 25.4

/** Draws a signature in blue ink. */
export const sign = (page: PDFPage, x: number, y: number) =>
	page.drawSvgPath("M0 0c6-22 14-26 12-8s2 8 8-2 8-6 6 2 8-8 14-10 10 4 18-6", {
		x,
		y,
		borderColor: rgb(0.13, 0.25, 0.56),
		borderWidth: 2,
	})

/** Draws the code at the foot of the sheet as the templates do: the square, and to the right of it the page number as a bar code. */
export async function drawCode(page: PDFPage, paper: ExpectedPaper, number: number, pages: number) {
	const code = { ...paper, ...(paper.edition ?? { version: 1, hash: "000" }) }
	const square = await page.doc.embedPng(
		sheetPicture(code, number === 1 ? "first" : number % 2 === 0 ? "even" : "odd"),
	)
	const side = mm(MODULES * SHEET_MODULE_MM)
	const [left, foot] = [mm(30), mm(8)]
	page.drawImage(square, { x: left, y: foot, width: side, height: side, blendMode: BlendMode.Multiply })
	const narrow = (24 * 60) / 1000
	for (const [index, bars] of barsOfText(`*${number}-${pages}*`).entries())
		for (const bar of bars)
			page.drawRectangle({
				x: left + mm(20) + (index * 16 + bar.left) * narrow,
				y: foot,
				width: (bar.right - bar.left) * narrow,
				height: 15,
				color: rgb(0, 0, 0),
			})
}
