import { PDFDocument, type PDFPage, rgb, StandardFonts } from "pdf-lib"
import { prisma } from "#app/db/client.server.ts"
import { barsOfText } from "#app/documents/sheet-code/code-font.ts"
import {
	MODULES,
	SHEET_MODULE_MM,
	SIGNATURE_BOX,
	SIGNATURE_MODULE_MM,
	sheetPicture,
	signaturePicture,
} from "#app/documents/sheet-code/pictures.ts"
import type { UploadedFile } from "#app/domain/application/application.schema.ts"
import { printAnnex } from "#app/domain/document/annex.document.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import type { ExpectedPaper } from "#app/scans/judge-scan.ts"

const A4: [number, number] = [595.28, 841.89]

/**
 * Makes a scan of grey lines, a blue signature and a name, so that no two files are equal. If it is one of our papers, its
 * sheets have the codes that they would have in print.
 */
export async function putScan(
	name: string,
	pages: number,
	paper: ExpectedPaper | null = null,
): Promise<UploadedFile> {
	const document = await PDFDocument.create()
	// A fixed date gives the same bytes each time; files are identified by their hash.
	document.setCreationDate(new Date(0))
	document.setModificationDate(new Date(0))
	const font = await document.embedFont(StandardFonts.TimesRoman)
	for (let number = 1; number <= pages; number += 1) {
		const page = document.addPage(A4)
		page.drawText(`${name}, page ${number} of ${pages} (demo)`, { x: 60, y: 780, size: 12, font })
		for (let line = 0; line < 22; line += 1)
			page.drawRectangle({
				x: 60,
				y: 740 - line * 24,
				width: line % 5 === 4 ? 240 : 470,
				height: 5,
				color: rgb(0.72, 0.74, 0.75),
			})
		if (paper) await drawCode(page, paper, number, pages)
		if (paper && number === pages) await drawLines(page, paper)
		if (!paper) sign(page, 380, 120)
	}
	return put(await document.save(), `${name}.pdf`)
}

const mm = (length: number) => (length * 72) / 25.4

const sign = (page: PDFPage, x: number, y: number) =>
	page.drawSvgPath("M0 0c6-22 14-26 12-8s2 8 8-2 8-6 6 2 8-8 14-10 10 4 18-6", {
		x,
		y,
		borderColor: rgb(0.13, 0.25, 0.56),
		borderWidth: 2,
	})

/** Draws the code at the foot of the sheet as the templates do: the square, and to the right of it the page number as a bar code. */
async function drawCode(page: PDFPage, paper: ExpectedPaper, number: number, pages: number) {
	const code = { ...paper, ...(paper.edition ?? { version: 1, hash: "000" }) }
	const square = await page.doc.embedPng(
		sheetPicture(code, number === 1 ? "first" : number % 2 === 0 ? "even" : "odd"),
	)
	const side = mm(MODULES * SHEET_MODULE_MM)
	const [left, foot] = [mm(30), mm(8)]
	page.drawImage(square, { x: left, y: foot, width: side, height: side })
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

/** Draws a signed line for every signature of the paper, one above the other. */
async function drawLines(page: PDFPage, { paperId, kind, signatures }: ExpectedPaper) {
	const module = mm(SIGNATURE_MODULE_MM)
	for (const line of Object.keys(signatures).map(Number)) {
		const picture = await page.doc.embedPng(signaturePicture({ paperId, kind, line }))
		const y = 190 - line * 40
		page.drawImage(picture, { x: 300, y, width: SIGNATURE_BOX.right * module, height: MODULES * module })
		sign(page, 300 + SIGNATURE_BOX.left * module + 12, y + 14)
	}
}

/** What a made-up teacher writes about each показатель. */
const RESULTS = [
	"За три года качество знаний выросло с 58 до 66 %, неуспевающих нет.",
	"Все выпускники сдали экзамен, средний балл выше среднего по району.",
	"Обучающиеся ежегодно становятся призёрами муниципального этапа олимпиады.",
	"Провожу открытые занятия, печатаюсь в сборниках, прошла курсы повышения квалификации.",
	"Руковожу методическим объединением, вхожу в жюри конкурсов.",
]

/** Stores the tables of results with something in each of them. */
export async function putAnnex(id: string, now: Date): Promise<UploadedFile> {
	const row = await prisma.application.findUniqueOrThrow({ where: { id } })
	const { bytes } = await printAnnex(row, now, RESULTS)
	return put(bytes, "Таблицы результатов.docx")
}

async function put(bytes: Uint8Array, originalName: string): Promise<UploadedFile> {
	const { hash, size } = await fileStore().put([bytes])
	return { field: "file", originalName, hash, size }
}
