import PizZip from "pizzip"
import { describe, expect, it } from "vitest"
import { documentForms } from "../forms.ts"
import { readPaper } from "../read-paper.ts"
import { readTemplate, renderDocument } from "../render.server.ts"
import { inspectTemplate } from "./inspect-template.server.ts"
import { acceptRevisions } from "./revisions.ts"
import { BODY, changedTemplate } from "./test-changed.ts"

const BY = 'w:author="Ольга" w:date="2026-11-01T00:00:00Z"'
const inserted = (text: string) => `<w:ins w:id="901" ${BY}><w:r><w:t>${text}</w:t></w:r></w:ins>`
const deleted = (text: string) => `<w:del w:id="902" ${BY}><w:r><w:delText>${text}</w:delText></w:r></w:del>`
const mark = (kind: "ins" | "del") =>
	`<w:pPr><w:pStyle w:val="Body"/><w:rPr><w:${kind} w:id="903" ${BY}/></w:rPr></w:pPr>`
const paragraph = (inside: string) => `<w:p>${inside}</w:p>`

const { withdrawal } = documentForms
/** Inserts a change in front of the line with the reason. */
const withChange = (change: string) =>
	changedTemplate("withdrawal", (xml) => xml.replace(/(<w:r>)(<w:t[^>]*>Причина отзыва)/, `${change}$1$2`))
const withParagraphs = (added: string) =>
	changedTemplate("withdrawal", (xml) => xml.replace("<w:tbl>", `${added}<w:tbl>`))

async function withComment(words: string): Promise<Buffer> {
	const zip = new PizZip(
		await withChange(
			'<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
		),
	)
	zip.file(
		"word/comments.xml",
		`<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" ${BY}><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>${words}</w:t></w:r></w:p></w:comment></w:comments>`,
	)
	const put = (part: string, before: string, text: string) =>
		zip.file(part, (zip.file(part)?.asText() ?? "").replace(before, `${text}${before}`))
	put(
		"[Content_Types].xml",
		"</Types>",
		'<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>',
	)
	put(
		"word/_rels/document.xml.rels",
		"</Relationships>",
		'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>',
	)
	return zip.generate({ type: "nodebuffer" })
}

const [sample] = Object.values(withdrawal.samples)
if (!sample) throw new Error("a form without samples")
const says = async (template: Buffer) =>
	readPaper((await renderDocument(withdrawal, sample, { template })).bytes)
		.flatMap((block) => (block.kind === "paragraph" ? block.lines : []))
		.join("\n")
const bodyOf = (template: Buffer) => new PizZip(template).file(BODY)?.asText() ?? ""

describe("a template under review", () => {
	it.each<[string, () => Promise<Buffer>, string]>([
		[
			"an insertion",
			() => withChange(inserted("Главная п")),
			"исправления: вставлено «Главная п» (рядом: «Главная п",
		],
		["a deletion", () => withChange(deleted("Старая ")), "исправления: удалено «Старая»"],
		[
			"an inserted paragraph mark",
			() => withParagraphs(paragraph(mark("ins"))),
			"вставленных и удалённых абзацев и строк: 1",
		],
		[
			"a changed look",
			() =>
				withChange(
					`<w:r><w:rPr><w:b/><w:rPrChange w:id="9" ${BY}><w:rPr/></w:rPrChange></w:rPr><w:t>!</w:t></w:r>`,
				),
			"изменений оформления: 1",
		],
		["a comment", () => withComment("Проверить пункт"), "примечания: «Проверить пункт»"],
	])("is refused with %s, which is named with its words", async (_what, make, named) => {
		const { faults, reviewed } = await inspectTemplate(withdrawal, await make())
		expect(faults).toEqual([expect.stringContaining(named)])
		expect(reviewed).toBe(true)
	})

	it("is not ready to be accepted while something else is wrong, and both are named", async () => {
		const { faults, reviewed } = await inspectTemplate(withdrawal, await withChange(inserted("{reasn} ")))
		expect(faults.join("\n")).toMatch(/исправления: вставлено «\{reasn\}»[\s\S]*ближайшая метка — \{reason\}/)
		expect(reviewed).toBeUndefined()
	})

	it("names the first of many changes and counts the others", async () => {
		const many = Array.from({ length: 40 }, (_, index) => inserted(`слово${index} `)).join("")
		const { faults } = await inspectTemplate(withdrawal, await withChange(many))
		expect(faults[0]).toMatch(/«слово0».*«слово3».*, и ещё 36$/)
	})
})

describe("a copy with everything accepted", () => {
	it("keeps what was inserted, loses what was deleted, and passes", async () => {
		const copy = acceptRevisions(await withChange(`${deleted("Старая ")}${inserted("Главная. ")}`))
		expect(await says(copy)).toContain("Главная. Причина отзыва:")
		expect(await inspectTemplate(withdrawal, copy)).toEqual({ faults: [], leftOut: [] })
	})

	it("joins paragraphs whose mark was deleted, however many follow each other, and drops empty ones", async () => {
		const gone = paragraph(`${mark("del")}${deleted("Совсем лишнее.")}`)
		const first = paragraph(`${mark("del")}<w:r><w:t>Начало, </w:t></w:r>`)
		const second = paragraph(`${mark("del")}<w:r><w:t>середина, </w:t></w:r>`)
		const last = paragraph("<w:r><w:t>конец.</w:t></w:r>")
		const text = await says(acceptRevisions(await withParagraphs(`${gone}${first}${second}${last}`)))
		expect(text.split("\n")).toContain("Начало, середина, конец.")
		expect(text).not.toContain("лишнее")
	})

	it("loses deleted rows and cells, and keeps inserted rows", async () => {
		const cell = (text: string, mark = "") =>
			`<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>${mark}</w:tcPr>${paragraph(`<w:r><w:t>${text}</w:t></w:r>`)}</w:tc>`
		const row = (kind: string, cells: string) =>
			`<w:tr>${kind ? `<w:trPr><w:${kind} w:id="9" ${BY}/></w:trPr>` : ""}${cells}</w:tr>`
		const table = `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>${row("del", cell("первая"))}${row("ins", cell("вторая"))}${row("", cell("третья") + cell("четвёртая", `<w:cellDel w:id="8" ${BY}/>`))}</w:tbl>`
		const body = bodyOf(acceptRevisions(await withParagraphs(`${table}${paragraph("")}`)))
		for (const word of ["вторая", "третья"]) expect(body).toContain(word)
		for (const word of ["первая", "четвёртая", "w:ins", "w:cellDel", "w:del "])
			expect(body).not.toContain(word)
	})

	it("has no comments, no parts for them and no relation to them", async () => {
		const copy = acceptRevisions(await withComment("Проверить пункт"))
		const zip = new PizZip(copy)
		expect(Object.keys(zip.files).filter((name) => /comment/.test(name))).toEqual([])
		for (const part of ["[Content_Types].xml", "word/_rels/document.xml.rels", BODY])
			expect(zip.file(part)?.asText()).not.toMatch(/comment/i)
		expect(await inspectTemplate(withdrawal, copy)).toEqual({ faults: [], leftOut: [] })
	})

	it("of a template without changes prints the same paper", async () => {
		const own = await readTemplate("withdrawal")
		expect(await says(acceptRevisions(own))).toBe(await says(own))
	})
})
