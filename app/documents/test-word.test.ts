import PizZip from "pizzip"
import { describe, expect, it } from "vitest"
import { readTemplate } from "./render.server.ts"
import {
	bodyFaults,
	orderFaults,
	packageFaults,
	readWord,
	rowFaults,
	signatureFaults,
	styleFaults,
} from "./test-word.ts"
import { contentFaults, relationKindFaults, styleSheetFaults } from "./test-word-content.ts"
import { parseXml } from "./test-xml.ts"

/** A correct form with one part damaged. */
async function spoilt(part: string, from: string | RegExp, to: string, formId = "schedule") {
	const zip = new PizZip(await readTemplate(formId))
	const text = zip.file(part)?.asText() ?? ""
	const changed = text.replace(from, to)
	if (changed === text) throw new Error(`${part} has no ${from}`)
	zip.file(part, changed)
	return readWord(zip.generate({ type: "nodebuffer" }))
}

const BODY = "word/document.xml"
const RELS = "word/_rels/document.xml.rels"
const FOOTER = "word/footer1.xml"
const SHEET = "word/styles.xml"

describe("a spoilt form is told by the readers that the tests of forms rely on", () => {
	it.each([
		["a part without a type", "[Content_Types].xml", /<Override PartName="\/word\/footer1.xml"[^>]*>/, ""],
		["a type without a part", "[Content_Types].xml", "/word/footer1.xml", "/word/footer9.xml"],
		["a relation without a part", RELS, "footer1.xml", "footer9.xml"],
		["a relation twice", RELS, 'Id="rId4"', 'Id="rId1"'],
		["a reference to nothing", BODY, 'r:id="rId4"', 'r:id="rId40"'],
	])("%s", async (_what, part, from, to) => {
		expect(packageFaults(await spoilt(part, from, to))).not.toEqual([])
	})
	it("bookmarks of one number", async () => {
		const mark = '<w:bookmarkStart w:id="1" w:name="_"/><w:bookmarkEnd w:id="1"/>'
		const file = await spoilt(BODY, "<w:body>", `<w:body>${mark}${mark}`)
		expect(packageFaults(file)).toEqual([`${BODY}: bookmark 1 twice`, `${BODY}: bookmark «_» twice`])
	})
	it.each([
		["properties out of order", /(<w:tblStyle[^>]*>)(<w:tblW[^>]*>)/, "$2$1"],
		["an element that is not of the schema", "<w:cantSplit/>", "<w:cantSplit/><w:tc/><w:magic/>"],
		["the page before its footer", /(<w:footerReference[^>]*>)(<w:pgSz[^>]*>)/, "$2$1"],
	])("%s", async (_what, from, to) => {
		const file = await spoilt(BODY, from, to)
		expect([...orderFaults(file), ...styleFaults(file)]).not.toEqual([])
	})
	it.each([
		["a cell without a paragraph", /<w:p><w:pPr><w:pStyle w:val="TableHead"\/>.*?<\/w:p>/s, ""],
		["a cell as wide as no column", /<w:tcW w:w="\d+"/, '<w:tcW w:w="99"'],
		["a row with a cell too few", /<w:tc>.*?<\/w:tc>/s, ""],
		["two tables without a paragraph between", /(<w:tbl>.*<\/w:tbl>)/s, "$1$1"],
		[
			"text after the section",
			/(<w:sectPr>.*<\/w:sectPr>)/s,
			'$1<w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr></w:p>',
		],
	])("%s", async (_what, from, to) => {
		expect(bodyFaults(await spoilt(BODY, from, to))).not.toEqual([])
	})
	it.each([
		["a paragraph inside a paragraph", BODY, "</w:pPr><w:r>", "</w:pPr><w:p/><w:r>"],
		["a run straight in the body", BODY, "<w:body>", "<w:body><w:r><w:t>x</w:t></w:r>"],
		["text straight in a paragraph", BODY, "</w:pPr><w:r>", "</w:pPr>слово<w:r>"],
		["properties behind what they describe", BODY, /(<w:pPr>.*?<\/w:pPr>)(<w:r>.*?<\/w:r>)/s, "$2$1"],
		["a second section", BODY, /(<w:sectPr>.*<\/w:sectPr>)/s, "$1$1"],
		["a field without an end", FOOTER, /<w:fldChar w:fldCharType="end"\/>/, ""],
		["two controls of one number", FOOTER, /(<w:sdt>.*<\/w:sdt>)/s, "$1$1"],
		["a picture whose number is none", BODY, /<wp:docPr id="\d+"/, '<wp:docPr id="abc"'],
		["a word that an attribute does not know", SHEET, '<w:jc w:val="center"/>', '<w:jc w:val="middle"/>'],
		["a size below nothing", SHEET, '<w:sz w:val="24"/>', '<w:sz w:val="-24"/>'],
	])("%s", async (_what, part, from, to) => {
		expect(contentFaults(await spoilt(part, from, to, "conclusion"))).not.toEqual([])
	})
	it.each([
		["a footer that is related as a header", RELS, "relationships/footer", "relationships/header"],
		["a picture that is related as an object", RELS, "relationships/image", "relationships/oleObject"],
		[
			"a document that says it is a template",
			"[Content_Types].xml",
			"document.main+xml",
			"template.main+xml",
		],
	])("%s", async (_what, part, from, to) => {
		expect(relationKindFaults(await spoilt(part, from, to, "conclusion"))).not.toEqual([])
	})
	it("settings and styles out of order, roots as well as what is in them", async () => {
		const zoom = /(<w:zoom[^>]*>)(.*?<w:defaultTabStop[^>]*>)/s
		expect(orderFaults(await spoilt("word/settings.xml", zoom, "$2$1"))).not.toEqual([])
	})
	it("a style followed by none, and two defaults", async () => {
		const next = await spoilt(SHEET, '<w:next w:val="Body"/>', '<w:next w:val="Bodyy"/>')
		expect(styleSheetFaults(next)).toEqual(["style Title: there is no Bodyy"])
		const two = await spoilt(SHEET, 'w:customStyle="1" w:styleId="Body"', 'w:default="1" w:styleId="Body"')
		expect(styleSheetFaults(two)).toEqual(["two default paragraph styles"])
	})
	it("signatures that may stand on a sheet alone", async () => {
		const loose = await spoilt(
			BODY,
			/<w:pStyle w:val="BodyKeep"\/>/g,
			'<w:pStyle w:val="Body"/>',
			"application",
		)
		expect(signatureFaults(loose)).not.toEqual([])
	})
	it.each([
		["a size set by hand", "<w:r><w:t", '<w:r><w:rPr><w:sz w:val="40"/></w:rPr><w:t'],
		["an indent set by hand", '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Title"/><w:jc w:val="center"/>'],
		["a style that does not exist", '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Titel"/>'],
		["a paragraph without a style", '<w:pPr><w:pStyle w:val="Title"/></w:pPr>', ""],
	])("%s", async (_what, from, to) => {
		expect(styleFaults(await spoilt(BODY, from, to))).not.toEqual([])
	})
	it.each([
		["a head that does not repeat", "<w:tblHeader/>", ""],
		["a row that may split", "<w:cantSplit/>", ""],
	])("%s", async (_what, from, to) => {
		expect(rowFaults(await spoilt(BODY, from, to))).not.toEqual([])
	})
})

describe("XML is read as strictly as Word reads it", () => {
	it.each([
		["<a><b></a>", "</a> closes <b>"],
		["<a>", "<a> is not closed"],
		["<a/><b/>", "a second root"],
		["<a>x < y</a>", "a stray <"],
		["<a>&nbsp;</a>", "the unknown entity &nbsp"],
		["<a>R&D</a>", "the unknown entity &D"],
		["<a b='1' b='2'/>", "attribute b twice"],
		["<a b=1/>", "attributes that cannot be read"],
		["<w:a/>", "the prefix of w:a is not declared"],
		["<a>\u0001</a>", "a character that XML cannot hold"],
	])("%s is refused", (text, reason) => {
		expect(() => parseXml(text)).toThrow(reason)
	})
	it("entities, numbers and CDATA-free text come out as they are meant", () => {
		const root = parseXml('<?xml version="1.0"?><a n="&quot;&#1103;">&lt;&#x44F;<!-- no --><b/></a>')
		expect(root.attributes.get("n")).toBe('"я')
		expect(root.children).toEqual(["<я", { name: "b", attributes: new Map(), children: [] }])
	})
})
