import PizZip from "pizzip"
import { describe, expect, test } from "vitest"
import { documentForms } from "../forms.ts"
import { readTemplate, renderDocument } from "../render.server.ts"
import { lostPlaces } from "./lost-places.ts"
import { PAPER_KINDS, type PaperKind } from "./sheet-code.ts"

/** The program's own template with one part changed, as an operator would upload it from Word. */
async function changed(id: PaperKind, part: string, change: (xml: string) => string): Promise<Buffer> {
	const zip = new PizZip(await readTemplate(id))
	const before = zip.file(part)?.asText() ?? ""
	const after = change(before)
	if (after === before) throw new Error(`nothing to change in ${part}`)
	zip.file(part, after)
	return zip.generate({ type: "nodebuffer" })
}
const lost = async (id: PaperKind, part: string, change: (xml: string) => string) =>
	lostPlaces(await changed(id, part, change), await readTemplate(id))

const FOOT = "word/footer1.xml"
const BODY = "word/document.xml"
const BARS = /<w:r>(?:(?!<\/w:r>).)*SheetBars(?:(?!<\/w:r>).)*<\/w:r>/gs
const BACK = "скопируйте нижний колонтитул целиком из исходного шаблона"

describe("the template of a paper that people sign and hand in", () => {
	test.each(
		Object.keys(PAPER_KINDS) as PaperKind[],
	)("has every place for codes as it came with the program: %s", async (id) => {
		expect(lostPlaces(await readTemplate(id), await readTemplate(id))).toEqual([])
	})

	test.each<[string, (xml: string) => string, string]>([
		["the square", (xml) => xml.replace(/<w:drawing>.*<\/w:drawing>/s, ""), "рисунок «Код листа»"],
		["the page number in bars", (xml) => xml.replace(BARS, ""), "номер страницы штрихами"],
		["how many pages there are", (xml) => xml.replace(" NUMPAGES ", " "), "номер страницы штрихами"],
		["the code in words", (xml) => xml.replace(/<w:sdt>.*<\/w:sdt>/s, ""), "код словами"],
	])("without %s is reported, with the way to restore it", async (_what, change, named) => {
		expect(await lost("withdrawal", FOOT, change)).toEqual([
			expect.stringMatching(new RegExp(`^на листах нет кода \\(не хватает: ${named}\\).*${BACK}$`)),
		])
	})

	test("with an empty footer lacks all three", async () => {
		const [fault] = await lost("consent", FOOT, (xml) => xml.replace(/<w:p>.*<\/w:p>/s, "<w:p/>"))
		expect(fault).toContain("рисунок «Код листа», номер страницы штрихами, код словами")
	})

	test("with a separate footer without the code on first or even pages is reported with the pages", async () => {
		const first = await lost("application", BODY, (xml) => xml.replace("<w:cols", "<w:titlePg/><w:cols"))
		expect(first).toEqual([expect.stringMatching(/^на первом листе нет кода/)])
		const even = await lost("application", "word/settings.xml", (xml) =>
			xml.replace(/(<w:settings\b[^>]*>)/, "$1<w:evenAndOddHeaders/>"),
		)
		expect(even).toEqual([expect.stringMatching(/^на чётных листах нет кода/)])
		const off = await lost("application", BODY, (xml) =>
			xml.replace("<w:cols", '<w:titlePg w:val="0"/><w:cols'),
		)
		expect(off).toEqual([])
	})

	test("with a new section has the code there too, because a section inherits the footer", async () => {
		const section =
			'<w:p><w:pPr><w:sectPr><w:footerReference w:type="default" r:id="rId4"/></w:sectPr></w:pPr></w:p>'
		expect(await lost("withdrawal", BODY, (xml) => xml.replace("<w:body>", `<w:body>${section}`))).toEqual([])
	})

	test("with fewer signature lines than before is reported with the number that is left", async () => {
		const faults = await lost("conclusion", BODY, (xml) =>
			xml.replace(/<w:drawing>(?:(?!<\/w:drawing>).)*<\/w:drawing>/s, ""),
		)
		expect(faults).toEqual([
			expect.stringMatching(/^мест подписи 1 вместо 2, .*«Место подписи» из исходного/),
		])
	})
})

test("a template still prints the bars after Word has renamed its styles", async () => {
	const zip = new PizZip(await readTemplate("consent"))
	for (const part of [FOOT, "word/styles.xml"])
		zip.file(part, (zip.file(part)?.asText() ?? "").replaceAll('"SheetBars"', '"ad"'))
	const template = zip.generate({ type: "nodebuffer" })
	expect(lostPlaces(template, await readTemplate("consent"))).toEqual([])
	const [sample] = Object.values(documentForms.consent.samples)
	if (!sample) throw new Error("a form without samples")
	const print = async (code: Parameters<typeof renderDocument>[2]) =>
		new PizZip((await renderDocument(documentForms.consent, sample, { ...code, template })).bytes)
	const coded = await print({ code: { paperId: "A7K39QXB", kind: "consent", version: 1, hash: "7F2" } })
	expect(Object.keys(coded.files)).toContain("word/fonts/code.odttf")
	expect((await print({})).file(FOOT)?.asText()).not.toContain('w:val="ad"')
})
