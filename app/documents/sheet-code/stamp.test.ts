import PizZip from "pizzip"
import { describe, expect, test } from "vitest"
import type { DocumentForm } from "#templates/form.ts"
import { documentForms } from "../forms.ts"
import { readTemplate, renderDocument } from "../render.server.ts"
import { CODE_FONT, makeCodeFont } from "./code-font.ts"
import { carriesCode, type PaperKind, type SheetCode } from "./sheet-code.ts"
import { SHEET_PICTURE, SIGNATURE_PICTURE } from "./stamp.ts"

const LINES: Readonly<Record<PaperKind, number>> = {
	application: 1,
	annex: 1,
	withdrawal: 1,
	conclusion: 3,
	consent: 1,
	"expert-contract": 1,
}
const kinds = Object.keys(LINES) as PaperKind[]

const codeOf = (kind: PaperKind): SheetCode => ({ paperId: "A7K39QXB", kind, version: 2, hash: "7F2" })

async function print(kind: PaperKind, code: SheetCode | null) {
	const form: DocumentForm = documentForms[kind]
	const [sample] = Object.values(form.samples)
	return renderDocument(form, sample ?? {}, { code })
}

const open = async (kind: PaperKind, code: SheetCode | null) => {
	const zip = new PizZip((await print(kind, code)).bytes)
	return {
		names: Object.keys(zip.files).filter((name) => !name.endsWith("/")),
		text: (part: string) => zip.file(part)?.asText() ?? "",
		bytes: (part: string) => zip.file(part)?.asNodeBuffer() ?? Buffer.alloc(0),
	}
}

describe.each(kinds)("a sheet of the %s", (kind) => {
	test("has its code as a picture, the page number in bars, and both in words", async () => {
		const { text, names } = await open(kind, codeOf(kind))
		const footer = text("word/footer1.xml")
		for (const place of ["first", "even", "odd"])
			expect(names).toContain(`word/media/code-sheet-${place}.png`)
		expect(text("word/_rels/footer1.xml.rels")).toContain('Target="media/code-sheet-odd.png"')
		expect(footer).toMatch(/A7K3-9QXB · версия 2 · /)
		const bars = [...footer.matchAll(/<w:r>(?:(?!<\/w:r>).)*SheetBars(?:(?!<\/w:r>).)*<\/w:r>/gs)]
		const words = bars
			.map(([run]) => /<w:(?:t|instrText)[^>]*>([^<]*)</.exec(run)?.[1]?.trim() ?? "")
			.join("")
		expect(words).toBe("*PAGE1-NUMPAGES1*")
		expect(text("word/styles.xml")).toContain(`w:ascii="${CODE_FONT}"`)
	})

	test("includes the font of the bars, obfuscated as the format requires", async () => {
		const { text, bytes } = await open(kind, codeOf(kind))
		const entry = /<w:embedRegular r:id="([^"]+)" w:fontKey="\{([^}]+)\}"\/>/.exec(text("word/fontTable.xml"))
		expect(text("word/_rels/fontTable.xml.rels")).toContain(`Id="${entry?.[1]}"`)
		expect(text("[Content_Types].xml")).toContain('Extension="odttf"')
		expect(text("word/settings.xml")).toContain("<w:embedTrueTypeFonts/>")
		const key = Buffer.from((entry?.[2] ?? "").replaceAll("-", ""), "hex").reverse()
		const font = bytes("word/fonts/code.odttf")
		for (let at = 0; at < 32; at++) font[at] = (font[at] ?? 0) ^ (key[at % 16] ?? 0)
		expect(font.equals(makeCodeFont())).toBe(true)
	})

	test("has a separate square at every signature line", async () => {
		const { text, names } = await open(kind, codeOf(kind))
		const lines = names.filter((name) => /code-signature-\d\.png$/.test(name))
		expect(lines).toHaveLength(LINES[kind])
		const body = text("word/document.xml")
		const shown = [...body.matchAll(/<a:blip r:embed="([^"]+)"/g)].map(([, id]) => id)
		expect(new Set(shown).size).toBe(LINES[kind])
	})

	test("is a valid package without unused parts and without two pictures under one id", async () => {
		for (const code of [codeOf(kind), null]) {
			const { text, names } = await open(kind, code)
			const relations = names
				.filter((name) => name.endsWith(".rels"))
				.map(text)
				.join("")
			for (const name of names.filter((one) => one.startsWith("word/media/")))
				expect(relations).toContain(`Target="${name.replace("word/", "")}"`)
			for (const part of ["word/document.xml", "word/footer1.xml"]) {
				const targets = text(part.replace("word/", "word/_rels/").concat(".rels"))
				for (const [, id] of text(part).matchAll(/r:(?:id|embed)="([^"]+)"/g))
					expect(targets).toContain(`Id="${id}"`)
			}
			const pictures = `${text("word/document.xml")}${text("word/footer1.xml")}`
			const ids = [...pictures.matchAll(/<wp:docPr id="(\d+)"/g)].map(([, id]) => id)
			expect(new Set(ids).size).toBe(ids.length)
		}
	})

	test("without a code has its signature lines and page number, but no square", async () => {
		const { text, names } = await open(kind, null)
		expect(names.filter((name) => name.includes("code-sheet"))).toEqual([])
		expect(names.filter((name) => name.includes("footer"))).toEqual([
			"word/footer1.xml",
			"word/_rels/footer1.xml.rels",
		])
		expect(names.some((name) => name.startsWith("word/fonts/"))).toBe(false)
		expect(text("word/footer1.xml")).not.toMatch(/<w:drawing>|SheetBars|версия/)
		expect(text("word/footer1.xml")).toMatch(/стр\. .* PAGE .* из .* NUMPAGES /s)
		expect(text("word/document.xml").match(/descr="Место подписи"/g)).toHaveLength(LINES[kind])
	})

	test("has the same bytes for the same code, and other bytes for another code", async () => {
		const first = await print(kind, codeOf(kind))
		expect((await print(kind, codeOf(kind))).sha256).toBe(first.sha256)
		expect((await print(kind, { ...codeOf(kind), version: 3 })).sha256).not.toBe(first.sha256)
	})
})

describe("the first, even and odd pages of a paper have separate footers", () => {
	const FORM: DocumentForm = documentForms.withdrawal
	const printed = async (change: (zip: PizZip) => void) => {
		const template = new PizZip(await readTemplate("withdrawal"))
		change(template)
		const [sample] = Object.values(FORM.samples)
		const bytes = template.generate({ type: "nodebuffer" })
		const { bytes: word } = await renderDocument(FORM, sample ?? {}, {
			code: codeOf("withdrawal"),
			template: bytes,
		})
		const zip = new PizZip(word)
		return (part: string) => zip.file(part)?.asText() ?? ""
	}
	const edit = (part: string, change: (xml: string) => string) => (zip: PizZip) => {
		const before = zip.file(part)?.asText() ?? ""
		const after = change(before)
		if (after === before) throw new Error(`nothing to change in ${part}`)
		zip.file(part, after)
	}
	/** The squares on pages of each type, by the footers that a section refers to. */
	const squares = (text: (part: string) => string, section = 0) => {
		const sections = text("word/document.xml").match(/<w:sectPr\b.*?<\/w:sectPr>/gs) ?? []
		const relations = text("word/_rels/document.xml.rels").match(/<Relationship\b[^>]*>/g) ?? []
		const references = [
			...(sections[section] ?? "").matchAll(/<w:footerReference w:type="(\w+)" r:id="([^"]+)"/g),
		]
		return Object.fromEntries(
			references.map(([, type = "", id]) => {
				const relation = relations.find((one) => one.includes(`Id="${id}"`)) ?? ""
				const part = /Target="([^"]+)"/.exec(relation)?.[1] ?? ""
				return [type, /code-sheet[-a-z]*/.exec(text(`word/_rels/${part}.rels`))?.[0]]
			}),
		)
	}
	const ALL = { default: "code-sheet-odd", first: "code-sheet-first", even: "code-sheet-even" }

	test("if the template has one footer for all", async () => {
		const text = await printed(() => undefined)
		expect(squares(text)).toEqual(ALL)
		expect(text("word/document.xml")).toContain("<w:titlePg/>")
		expect(text("word/settings.xml")).toMatch(/<w:defaultTabStop[^>]*><w:evenAndOddHeaders\/>/)
	})

	test("if an operator has switched separate ones off", async () => {
		const off = edit("word/document.xml", (xml) => xml.replace("<w:cols", '<w:titlePg w:val="0"/><w:cols'))
		const text = await printed(off)
		expect(squares(text)).toEqual(ALL)
		expect(text("word/document.xml").match(/<w:titlePg/g)).toHaveLength(1)
	})

	test("and a later section goes on counting", async () => {
		const section =
			'<w:p><w:pPr><w:sectPr><w:footerReference w:type="default" r:id="rId4"/></w:sectPr></w:pPr></w:p>'
		const text = await printed(
			edit("word/document.xml", (xml) => xml.replace("<w:body>", `<w:body>${section}`)),
		)
		expect(squares(text, 0)).toEqual(ALL)
		expect(squares(text, 1)).toEqual({ default: ALL.default, even: ALL.even })
	})

	test("but name no place if the template counts its pages from another number", async () => {
		const text = await printed(
			edit("word/document.xml", (xml) => xml.replace("<w:cols", '<w:pgNumType w:start="3"/><w:cols')),
		)
		expect(squares(text)).toEqual({ default: "code-sheet" })
	})
})

test.each(
	Object.keys(documentForms) as (keyof typeof documentForms)[],
)("the template of %s has places for codes exactly if its sheets have codes", async (id) => {
	const zip = new PizZip(await readTemplate(id))
	const xml = zip.file(/^word\/[a-z]+\d*\.xml$/).map((part) => part.asText())
	for (const place of [SHEET_PICTURE, SIGNATURE_PICTURE])
		expect(xml.some((part) => part.includes(`descr="${place}"`))).toBe(carriesCode(id))
})
