import { PDFDocument, type PDFPage, rgb, StandardFonts } from "pdf-lib"
import { prisma } from "#app/db/client.server.ts"
import type { PaperBlock, PaperParagraph } from "#app/documents/read-paper.ts"
import {
	MODULES,
	SIGNATURE_BOX,
	SIGNATURE_MODULE_MM,
	signaturePicture,
} from "#app/documents/sheet-code/pictures.ts"
import type { UploadedFile } from "#app/domain/application/application.schema.ts"
import { printAnnex } from "#app/domain/document/annex.document.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import type { ExpectedPaper } from "#app/scans/judge-scan.ts"
import { drawScan, type PaperToSign } from "./draw-scan.ts"
import { A4, drawCode, mm, sign } from "./sheet-marks.ts"

/** Stores the scan of a paper as people send it. */
export async function putPaper(name: string, paper: PaperToSign): Promise<UploadedFile> {
	return put(await drawScan(paper), `${name}.pdf`)
}

const paragraph = (style: string, ...lines: string[]): PaperParagraph => ({ kind: "paragraph", style, lines })

/** A diploma that is the ground of the simplified procedure. */
export const diplomaOf = (fullName: string, named: string): PaperBlock[] => [
	paragraph("Subtitle", "Управление образования", " ", " "),
	paragraph("Title", "ДИПЛОМ"),
	paragraph("Subtitle", "победителя областного конкурса", "профессионального мастерства", " "),
	paragraph("Subtitle", "награждается", " "),
	paragraph("Title", fullName),
	paragraph("Subtitle", " ", named, " ", " "),
	{
		kind: "table",
		rows: [
			{
				head: false,
				cells: ["Председатель жюри", "(подпись)", "«___» __________ 20___ г."].map((text) => ({
					span: 1,
					paragraphs: [paragraph("Normal", text)],
				})),
			},
		],
	},
]

/** Writes into a printed conclusion what its experts add to it before they sign. */
export function completeConclusion(
	blocks: readonly PaperBlock[],
	{ verdict, visited }: { verdict: string; visited: string },
): PaperBlock[] {
	const write = (text: string) =>
		text
			.replace(/соответствуют\s*\/\s*не\s+соответствуют/, verdict)
			.replace(/подтверждён\s*\/\s*не\s+подтверждён/, "подтверждён")
			.replace(/_{30,}/, visited)
	const complete = (one: PaperParagraph) => ({ ...one, lines: one.lines.map(write) })
	return blocks
		.filter((block) => block.kind === "table" || block.style !== "Hint")
		.map((block) => {
			if (block.kind === "paragraph") return complete(block)
			const rows = block.rows.map(({ head, cells }, row) => ({
				head,
				cells: cells.map(({ span, paragraphs }, column) => ({
					span,
					paragraphs:
						paragraphs.length === 0 && column === 2
							? [paragraph("Normal", RESULTS[row % RESULTS.length] ?? "")]
							: paragraphs.map(complete),
				})),
			}))
			return { ...block, rows }
		})
}

/**
 * Makes a scan that only tests need: a name, grey lines and a blue signature, so that no two files are equal. If it is one
 * of our papers, its sheets have the codes that they would have in print.
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
