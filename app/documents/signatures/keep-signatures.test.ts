import PizZip from "pizzip"
import { describe, expect, it } from "vitest"
import { keepSignatures } from "./keep-signatures.ts"

const paragraph = (text: string, style = "Body") =>
	`<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const row = (...cells: string[]) =>
	`<w:tr>${cells.map((cell) => `<w:tc><w:tcPr/>${paragraph(cell, "Cell")}</w:tc>`).join("")}</w:tr>`
const table = (...rows: string[]) => `<w:tbl><w:tblPr/>${rows.join("")}</w:tbl>`
const SIGNATURE = table(row("Начальник", "(подпись)"))
const LONG = "Обучающиеся показывают стабильные результаты, качество выросло на 12 %."

/** The body after the act, without what stood there before. */
function kept(...blocks: string[]): string {
	const zip = new PizZip()
	zip.file("word/document.xml", `<w:document><w:body>${blocks.join("")}<w:sectPr/></w:body></w:document>`)
	keepSignatures(zip)
	return /<w:body>(.*)<w:sectPr\/>/s.exec(zip.file("word/document.xml")?.asText() ?? "")?.[1] ?? ""
}
/** The texts of the paragraphs that stay with what follows. */
const stay = (xml: string) =>
	[...xml.matchAll(/<w:p[ >](?:(?!<\/w:p>)[\s\S])*<\/w:p>/g)]
		.map(([one]) => one)
		.filter((one) => one.includes("<w:keepNext/>"))
		.map((one) => one.replace(/<[^>]*>/g, ""))

describe("what stands above a signature", () => {
	it("stays on its sheet, and nothing else is changed", () => {
		const xml = kept(paragraph("Первое."), paragraph(LONG), SIGNATURE)
		expect(stay(xml)).toEqual([LONG])
		expect(xml.replace("<w:keepNext/>", "")).toBe(paragraph("Первое.") + paragraph(LONG) + SIGNATURE)
	})
	it("is more than a heading or an empty line", () => {
		expect(
			stay(kept(paragraph("Первое."), paragraph(LONG), paragraph("Специалисты"), "<w:p/>", SIGNATURE)),
		).toEqual([LONG, "Специалисты", ""])
	})
	it("may be the last row of a table, also under a short line", () => {
		const journal = table(row("1", "Иванова"), row("2", "Шмидт"))
		expect(stay(kept(journal, paragraph("По состоянию на 01.10.2026"), SIGNATURE))).toEqual([
			"2",
			"Шмидт",
			"По состоянию на 01.10.2026",
		])
	})
	it("is found for each of several signatures, in a table or in a line of text", () => {
		const line = paragraph("Секретарь ________ (подпись)")
		expect(stay(kept(paragraph(LONG), SIGNATURE, paragraph(`Ниже: ${LONG}`), line))).toEqual([
			LONG,
			`Ниже: ${LONG}`,
		])
	})
})

describe("a long text above a signature", () => {
	const text = Array.from({ length: 40 }, (_, index) => `Предложение ${index} &amp; &lt;код&gt;.`).join(" ")

	it("is parted: its last lines stay, the others may go over to the next sheet, and no word is lost", () => {
		const xml = kept(paragraph(text, "BodyKeep"), SIGNATURE)
		const [tail = ""] = stay(xml)
		expect(tail).toMatch(/^Предложение \d+ &amp; /)
		expect(tail.length).toBeLessThan(600)
		expect(xml).toContain('<w:keepNext w:val="0"/><w:keepLines w:val="0"/>')
		expect(xml.replace(/<[^>]*>/g, "")).toBe(`${text}Начальник(подпись)`)
	})
	it("of many lines is parted between two of them", () => {
		const lines = Array.from({ length: 30 }, (_, index) => `<w:r><w:t>Строка ${index}</w:t></w:r>`)
		const xml = kept(`<w:p>${lines.join("<w:r><w:br/></w:r>")}</w:p>`, SIGNATURE)
		expect(stay(xml)).toHaveLength(1)
		expect(stay(xml)[0]).toMatch(/Строка 29$/)
		expect(xml.match(/<w:br\/>/g)).toHaveLength(29)
	})
	it("without a sentence goes on without an indent", () => {
		expect(kept(paragraph("слово ".repeat(200)), SIGNATURE)).toContain('<w:ind w:firstLine="0"/>')
	})
	it("stays whole if it holds more than text", () => {
		const drawn = paragraph(text).replace("</w:p>", "<w:r><w:drawing/></w:r></w:p>")
		expect(kept(drawn, SIGNATURE).match(/<w:p[ >]/g)).toHaveLength(3)
	})
})

it("a document without a signature is left as it is", () => {
	expect(kept(paragraph(LONG))).toBe(paragraph(LONG))
})
