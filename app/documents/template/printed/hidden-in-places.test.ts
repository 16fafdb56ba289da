import PizZip from "pizzip"
import { describe, expect, it } from "vitest"
import { documentForms } from "../../forms.ts"
import { inspectTemplate } from "../inspect-template.server.ts"
import { changedTemplate, inTextBox } from "../test-changed.ts"

// What hides a tag may be far from it: in the style of its table or paragraph, in a figure over it, in the margins.

const PARAGRAPH = /<w:p>(?:(?!<\/w:p>).)*от \{author\.genitive\},(?:(?!<\/w:p>).)*<\/w:p>/s

/** @param change of the paragraph with the applicant's name; `styles` are added */
async function checked(change: (paragraph: string) => string, styles = "") {
	const zip = new PizZip(await changedTemplate("withdrawal", (xml) => xml.replace(PARAGRAPH, change)))
	const sheet = zip.file("word/styles.xml")?.asText() ?? ""
	zip.file("word/styles.xml", sheet.replace("</w:styles>", `${styles}</w:styles>`))
	return inspectTemplate(documentForms.withdrawal, zip.generate({ type: "nodebuffer" }))
}
const faultsOf = async (change: (paragraph: string) => string, styles = "") =>
	(await checked(change, styles)).faults.join("\n")
const hidden = (why: string) => `на бумаге не будет имени заявителя: метка {author.genitive} стоит ${why}`

const inTable =
	(properties: string, cell = "", layout = "") =>
	(paragraph: string) =>
		`<w:tbl><w:tblPr>${properties}<w:tblW w:w="5000" w:type="dxa"/>${layout}<w:tblLook w:val="0420" w:firstRow="1"/></w:tblPr><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="5000" w:type="dxa"/>${cell}</w:tcPr>${paragraph}</w:tc></w:tr></w:tbl><w:p/>`
const styled = inTable('<w:tblStyle w:val="Own"/>')
const tableStyle = (inside: string) =>
	`<w:style w:type="table" w:styleId="Base">${inside}</w:style><w:style w:type="table" w:styleId="Own"><w:basedOn w:val="Base"/></w:style>`

describe("the style of a table", () => {
	it.each([
		['<w:rPr><w:color w:val="FFFFFF"/></w:rPr>', "белым по белому"],
		["<w:rPr><w:vanish/></w:rPr>", "в скрытом тексте"],
		['<w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>', "цветом фона"],
		[
			'<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr>',
			"белым по белому",
		],
	])("may hide the tag: %s", async (inside, why) => {
		expect(await faultsOf(styled, tableStyle(inside))).toContain(hidden(why))
	})
	it.each([
		'<w:rPr><w:color w:val="1F3864"/></w:rPr>',
		'<w:tblStylePr w:type="lastCol"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr>',
		'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr>',
	])("may also leave it readable: %s", async (inside) => {
		expect(await faultsOf(styled, tableStyle(inside))).toBe("")
	})
	it("does not count where the table itself is dark, merged or too narrow", async () => {
		const dark = inTable('<w:shd w:val="clear" w:fill="000000"/>')
		expect(await faultsOf(dark)).toContain(hidden("цветом фона"))
		expect(await faultsOf(inTable("", "<w:vMerge/>"))).toContain(hidden("в объединённой ячейке"))
		const narrow = inTable("", "", '<w:tblLayout w:type="fixed"/>')
		expect(await faultsOf((own) => narrow(own).replaceAll('w:w="5000"', 'w:w="1"'))).toContain(
			hidden("в ячейке, сжатой до линии"),
		)
	})
})

describe("the place of a paragraph", () => {
	const having = (properties: string) => (paragraph: string) =>
		paragraph.replace(/<w:pStyle\b[^>]*\/>/, (style) => `${style}${properties}`)
	it.each([
		['<w:ind w:left="15000"/>', "за краем листа"],
		['<w:framePr w:w="3000" w:hAnchor="page" w:x="-9000" w:y="1"/>', "за краем листа"],
		['<w:framePr w:w="3000" w:h="20" w:hRule="exact" w:x="1" w:y="1"/>', "в рамке, сжатой до линии"],
	])("may be off the sheet or no place at all: %s", async (properties, why) => {
		expect(await faultsOf(having(properties))).toContain(hidden(why))
	})
	it("may come from its style", async () => {
		const own = (inside: string) =>
			faultsOf(
				(paragraph) => paragraph.replace(/<w:pStyle\b[^>]*\/>/, '<w:pStyle w:val="Own"/>'),
				`<w:style w:type="paragraph" w:styleId="Own"><w:pPr>${inside}</w:pPr></w:style>`,
			)
		expect(await own('<w:spacing w:line="1" w:lineRule="exact"/>')).toContain(
			hidden("в абзаце, сжатом до линии"),
		)
		expect(await own('<w:shd w:val="clear" w:fill="000000"/>')).toContain(hidden("цветом фона"))
		expect(await own('<w:ind w:left="3000"/>')).toBe("")
	})
	it("is nowhere between margins wider than the sheet, or in an alternative for unknown programs", async () => {
		const { faults } = await inspectTemplate(
			documentForms.withdrawal,
			await changedTemplate("withdrawal", (xml) => xml.replace(/w:left="1701"/, 'w:left="11000"')),
		)
		expect(faults.join()).toContain("стоит между полями, которые шире листа")
		const alternative = (paragraph: string) =>
			`<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="unknown">${paragraph}</mc:Choice><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>`
		expect(await faultsOf(alternative)).toContain(hidden("в месте, которого Word не показывает"))
	})
	it("does not matter to letters without a fill", async () => {
		const empty = (paragraph: string) =>
			paragraph.replace(
				"<w:r>",
				'<w:r><w:rPr><w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:noFill/></w14:textFill></w:rPr>',
			)
		expect(await faultsOf(empty)).toContain(hidden("белым по белому"))
	})
})

describe("a figure over the text", () => {
	const WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
	const figure = ({ behind = "0", fill = WHITE, top = 0, inside = "" }) =>
		`<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" behindDoc="${behind}"><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>${top}</wp:posOffset></wp:positionV><wp:extent cx="4000000" cy="900000"/><wp:wrapNone/><wp:docPr id="55" name="Прямоугольник 1"/><a:graphic><a:graphicData><wps:wsp><wps:spPr>${fill}</wps:spPr>${inside}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>`
	const withFigure = (one: string) => (paragraph: string) => paragraph.replace("</w:p>", `${one}</w:p>`)

	it("hides the words under it, in the old format too", async () => {
		expect(await faultsOf(withFigure(figure({})))).toContain(hidden("под фигурой или рисунком"))
		const old =
			'<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:rect style="position:absolute;margin-left:0;margin-top:0;width:300pt;height:60pt;z-index:5" fillcolor="white"/></w:pict></w:r>'
		expect(await faultsOf(withFigure(old))).toContain(hidden("под фигурой или рисунком"))
	})
	it.each([
		{ behind: "1" },
		{ fill: "<a:noFill/>" },
	])("hides nothing behind the text or without a fill: %o", async (one) => {
		expect(await checked(withFigure(figure(one)))).toEqual({ faults: [], leftOut: [] })
	})
	it("that lies elsewhere is mentioned, because only a person sees what is under it", async () => {
		const { faults, cautions } = await checked(withFigure(figure({ top: 1_500_000 })))
		expect(faults).toEqual([])
		expect(cautions).toEqual([
			expect.stringMatching(/^поверх текста лежит фигура или рисунок «Прямоугольник 1» у слов «от \{author/),
		])
	})
	it("does not hide the words inside itself", async () => {
		const boxed = (paragraph: string) =>
			`<w:p>${figure({ inside: `<wps:txbx><w:txbxContent>${paragraph}</w:txbxContent></wps:txbx>` })}</w:p>`
		expect(await faultsOf(boxed)).toBe("")
		expect(await faultsOf((paragraph) => paragraph.replace(/<w:r>.*<\/w:r>/s, inTextBox))).toBe("")
	})
	it("of the old format may be hidden, or no larger than a dot", async () => {
		const box = (look: string) => (paragraph: string) =>
			`<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:rect style="${look}"><v:textbox><w:txbxContent>${paragraph}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>`
		expect(await faultsOf(box("width:300pt;height:60pt;visibility:hidden"))).toContain(
			hidden("в скрытой надписи"),
		)
		expect(await faultsOf(box("width:1pt;height:1pt"))).toContain(
			hidden("в надписи или рисунке, сжатом до точки"),
		)
		expect(await faultsOf(box("width:300pt;height:60pt"))).toBe("")
	})
})
