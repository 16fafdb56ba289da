import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PDFDocument } from "pdf-lib"
import { describe, expect, test } from "vitest"
import { documentForms } from "#app/documents/forms.ts"
import { readPaper } from "#app/documents/read-paper.ts"
import { renderDocument } from "#app/documents/render.server.ts"
import { readPdfText } from "#app/scans/pdf-text.server.ts"
import { annexFindings } from "./annex-findings.ts"
import { textOfSheets } from "./annex-text.ts"
import { linesOf } from "./examine-annex.server.ts"

// Real PDF files of our annex: one saved by LibreOffice, and one printed through PostScript, which does not keep the letters of its shapes.

const fixture = (name: string) => join(import.meta.dirname, "fixtures", name)
const sample = documentForms.annex.samples["первая, учитель"]
if (!sample) throw new Error("the sample has another name")
const expected = {
	number: "0BRA-ZEC0",
	fullName: sample.teacher.name,
	surname: "Иванова",
	indicators: 4,
	blank: linesOf(readPaper((await renderDocument(documentForms.annex, sample)).bytes)),
}
const judge = (sheets: string[][], changed = {}) => {
	const text = textOfSheets(sheets, expected.blank)
	return text && annexFindings(text.lines, { ...expected, complete: text.complete, ...changed })
}

describe("the text of a returned annex that is a PDF", () => {
	test("made by LibreOffice is read: filled in, the teacher's own, nothing to say", async () => {
		const sheets = await readPdfText(fixture("filled.libreoffice.pdf"))
		expect(sheets).toHaveLength(4)
		expect(judge(sheets)).toEqual([])
		expect(judge(sheets, { number: "9999-ZZZZ" })).toEqual([
			"Таблицы из другого заявления: внизу листа № 0BRA-ZEC0, а у этого заявления № 9999-ZZZZ",
		])
		expect(judge(sheets, { fullName: "Петрова Анна Львовна" })).toEqual([
			"В таблицах назван другой человек: «Иванова Мария Ивановна»",
		])
	})

	test("printed by a program that forgets its letters is not judged, and nobody is told that tables are missing", async () => {
		const sheets = await readPdfText(fixture("letters-without-names.pdf"))
		expect(sheets.flat().join("").length).toBeGreaterThan(1_000)
		expect(judge(sheets)).toBeNull()
	})

	test("that is a scan is not judged by its text", async () => {
		const folder = await mkdtemp(join(tmpdir(), "annex-"))
		try {
			const pdf = await PDFDocument.create({ updateMetadata: false })
			pdf.addPage()
			await writeFile(join(folder, "scan.pdf"), await pdf.save())
			expect(judge(await readPdfText(join(folder, "scan.pdf")))).toBeNull()
		} finally {
			await rm(folder, { recursive: true, force: true })
		}
	})

	test("with one scanned sheet among typed ones says nothing of what may stand on that sheet", async () => {
		const sheets = await readPdfText(fixture("filled.libreoffice.pdf"))
		const mixed = sheets.map((lines, index) => (index === 1 || index === 2 ? [""] : lines))
		expect(judge(mixed)).toEqual([])
	})

	test("joins words of the form that were broken between lines, and no others", () => {
		const blank = ["Успеваемость, % научно исследовательской"]
		const letters = "показатели ".repeat(30)
		const text = textOfSheets([[letters, "Успе-", "ваемость, %", "олим-", "пиада"]], blank)
		expect(text?.lines.slice(1)).toEqual(["Успеваемость, %", "олим-", "пиада"])
	})
})
