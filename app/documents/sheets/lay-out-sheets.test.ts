import PizZip from "pizzip"
import { describe, expect, it } from "vitest"
import type { DocumentForm } from "#templates/form.ts"
import { type DocumentFormId, documentForms } from "../forms.ts"
import { renderDocument } from "../render.server.ts"
import { carriesCode } from "../sheet-code/sheet-code.ts"
import { layOutSheets } from "./lay-out-sheets.ts"
import type { Sheet, SheetBlock, SheetParagraph } from "./sheet.ts"

async function sheetsOf(id: DocumentFormId, variant: number): Promise<Sheet[]> {
	const form: DocumentForm = documentForms[id]
	const data = Object.values(form.samples)[variant]
	const code = carriesCode(id) ? ({ paperId: "0BRAZEC0", kind: id, version: 1, hash: "000" } as const) : null
	const { bytes } = await renderDocument(form, data ?? {}, { code })
	return layOutSheets({ bytes, code })
}
const paragraphsOf = (blocks: readonly SheetBlock[]): SheetParagraph[] =>
	blocks.flatMap((block) =>
		block.kind === "paragraph"
			? [block]
			: block.rows.flatMap(({ cells }) => cells.flatMap(({ paragraphs }) => paragraphs)),
	)
const piecesOf = (sheet: Sheet) =>
	paragraphsOf([...sheet.blocks, ...sheet.foot]).flatMap(({ pieces }) => pieces)
const textOf = (sheet: Sheet) =>
	piecesOf(sheet)
		.map((piece) => (piece.kind === "text" ? piece.text : ""))
		.join("\n")

/** Teachers with a category in force or a former one, two awards and two courses. */
const USUAL = Object.entries(documentForms.application.samples)
	.filter(([variant]) => !/длинн/.test(variant))
	.map(([, data]) => ({
		...data,
		awards:
			"Благодарность Департамента общего образования (2023); Почётная грамота администрации города (2021)",
		training: "«Современный урок математики», 72 ч., 2024\n«Цифровые инструменты учителя», 36 ч., 2025",
	}))

describe("the pages of a filled form", () => {
	// The same numbers of pages as in LibreOffice.
	it.each<[DocumentFormId, number, number]>([
		["application", 0, 1],
		["application", 4, 2],
		["annex", 0, 3],
		["withdrawal", 0, 1],
		["withdrawal", 4, 2],
		["conclusion", 0, 2],
		["protocol", 0, 2],
		["schedule", 0, 1],
	])("are as many as Word would print: %s, sample %i", async (id, variant, pages) => {
		expect(await sheetsOf(id, variant)).toHaveLength(pages)
	})

	it("of the usual application are one, with fifteen millimetres to spare", async () => {
		const code = { paperId: "0BRAZEC0", kind: "application", version: 1, hash: "000" } as const
		for (const data of USUAL) {
			const { bytes } = await renderDocument(documentForms.application, data, { code })
			const zip = new PizZip(bytes)
			const xml = zip.file("word/document.xml")?.asText() ?? ""
			const gap =
				'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="850" w:lineRule="exact"/></w:pPr></w:p>'
			zip.file("word/document.xml", xml.replace("<w:body>", `<w:body>${gap}`))
			expect(layOutSheets({ bytes: zip.generate({ type: "nodebuffer" }), code })).toHaveLength(1)
		}
	})

	it("never show signatures without words above them", async () => {
		const sample = Object.values(documentForms["withdrawals-journal"].samples)[0]
		const like = sample?.rows[0]
		if (!sample || !like) throw new Error("the journal has no sample")
		for (let count = 5; count < 20; count++) {
			const rows = Array.from({ length: count }, (_, index) => ({
				...like,
				number: `${index + 1}`,
			}))
			const { bytes } = await renderDocument(documentForms["withdrawals-journal"], { ...sample, rows })
			const last = layOutSheets({ bytes, code: null }).at(-1)
			expect(last && textOf(last), `${count} rows`).toMatch(/Журнал регистрации отозванных заявлений/)
		}
	})

	it("carry the square and the number of the page each, and each signature line its own square", async () => {
		const sheets = await sheetsOf("conclusion", 0)
		for (const [index, sheet] of sheets.entries()) {
			expect(piecesOf(sheet).filter(({ kind }) => kind === "square")).toHaveLength(1)
			const bars = piecesOf(sheet).flatMap((piece) => (piece.kind === "bars" ? [piece] : []))
			expect(bars.map(({ text }) => text)).toEqual([`*${index + 1}-${sheets.length}*`])
			// Five bars in each of the five characters.
			expect(bars[0]?.path.match(/M/g)).toHaveLength(25)
			expect(textOf(sheet)).not.toContain("*")
			expect(textOf(sheet)).toContain("Итоговое заключение 0BRA-ZEC0 · версия 1 · ")
			expect(textOf(sheet)).toContain(`стр. ${index + 1} из ${sheets.length}`)
		}
		const lines = sheets
			.flatMap(piecesOf)
			.flatMap((piece) => (piece.kind === "signature" ? [piece.path] : []))
		expect(new Set(lines).size).toBe(3)
	})

	it("repeat the head of a table that goes on, and lose no row", async () => {
		const sheets = await sheetsOf("consolidated-schedule", 0)
		const tables = sheets.flatMap(({ blocks }) =>
			blocks.flatMap((block) => (block.kind === "table" ? [block] : [])),
		)
		expect(tables.length).toBeGreaterThan(1)
		expect(tables[0]?.rows[0]?.head).toBe(true)
		expect(tables[1]?.rows[0]?.head).toBe(true)
		const all = sheets.map(textOf).join("\n")
		for (let row = 1; row <= 12; row++) expect(all).toMatch(new RegExp(`(^|\\n)${row}\\n`))
	})

	it("split a long reason between two pages without losing a word, and never leave the signature alone", async () => {
		const [first, second] = await sheetsOf("withdrawal", 4)
		if (!first || !second) throw new Error("one page is missing")
		const reason = (Object.values(documentForms.withdrawal.samples)[4]?.reason ?? "").replace(/\s+/g, " ")
		const both = `${textOf(first)}\n${textOf(second)}`.replace(/\s+/g, " ")
		expect(
			both.replace(/стр\. 1 из 2|\*1-2\*|Отзыв заявления \S+ · версия 1 · /g, "").replace(/\s+/g, ""),
		).toContain(reason.replace(/\s+/g, ""))
		expect(textOf(second).replace(/стр\..*|\*.*\*/g, "").length).toBeGreaterThan(120)
	})

	it("of a document that is no Word file are none", () => {
		expect(() => layOutSheets({ bytes: Buffer.from("no"), code: null })).toThrow()
	})
})
