import { readFile } from "node:fs/promises"
import { join } from "node:path"
import PizZip from "pizzip"
import { beforeAll, describe, expect, it } from "vitest"
import type { DocumentForm } from "#templates/form.ts"
import { type DocumentFormId, documentForms } from "../forms.ts"
import { type PaperBlock, readPaper } from "../read-paper.ts"
import { readTemplate, renderDocument } from "../render.server.ts"
import { carriesCode, type PaperKind } from "../sheet-code/sheet-code.ts"
import { inspectTemplate } from "./inspect-template.server.ts"
import { BODY, changedTemplate, FOOT, instead, inTextBox, savedInBrowser } from "./test-changed.ts"
import { savedByLibreOffice } from "./test-libreoffice.ts"

// A template is accepted whichever program has saved it: it passes the check, and its papers have the same text and the same codes.

const ids = Object.keys(documentForms) as DocumentFormId[]
const FINE = { faults: [], leftOut: [] }

async function print(id: DocumentFormId, template: Buffer) {
	const code = carriesCode(id)
		? ({ paperId: "A7K39QXB", kind: id as PaperKind, version: 2, hash: "7F2" } as const)
		: null
	const form: DocumentForm = documentForms[id]
	const { bytes } = await renderDocument(form, Object.values(form.samples)[0] ?? {}, { template, code })
	const zip = new PizZip(bytes)
	const pictures = Object.keys(zip.files).filter((name) => /media\/code-/.test(name))
	const foot = zip
		.file(/^word\/footer\d*\.xml$/)
		.map((part) => part.asText())
		.join("")
	return { zip, words: wordsOf(readPaper(bytes)), pictures, foot }
}

/** Page numbers are those that the program counted when it saved the file. Word counts again. */
const wordsOf = (blocks: readonly PaperBlock[]): string[] =>
	blocks.flatMap((block) =>
		block.kind === "paragraph"
			? block.lines.map((line) => line.replace(/\d+(-| из )\d+/g, "n$1n"))
			: block.rows.flatMap(({ cells }) => cells.flatMap(({ paragraphs }) => wordsOf(paragraphs))),
	)

/** It passes the check, and gives the same paper as the program's own template. */
async function expectUnderstood(id: DocumentFormId, template: Buffer) {
	expect(await inspectTemplate(documentForms[id], template)).toEqual(FINE)
	const [own, other] = [await print(id, await readTemplate(id)), await print(id, template)]
	expect(other.words).toEqual(own.words)
	expect(other.pictures.sort()).toEqual(own.pictures.sort())
	if (!carriesCode(id)) return
	expect(other.foot).toContain("A7K3-9QXB · версия 2 · ")
	expect(other.zip.file("word/fonts/code.odttf")).not.toBeNull()
	expect(other.zip.file("word/fontTable.xml")?.asText()).toContain("w:embedRegular")
}

describe("a template that LibreOffice has saved", () => {
	let saved = new Map<string, Buffer>()
	beforeAll(async () => {
		const own = await Promise.all(ids.map(async (id) => [id, await readTemplate(id)] as const))
		saved = await savedByLibreOffice(new Map(own))
	}, 150_000)

	it.each(ids)("is understood: %s", { timeout: 30_000 }, async (id) => {
		await expectUnderstood(id, saved.get(id) ?? Buffer.alloc(0))
	})

	it.each<DocumentFormId>([
		"withdrawal",
		"consent",
	])("is understood as LibreOffice 7.4 wrote it: %s", async (id) => {
		const template = await readFile(join(import.meta.dirname, "fixtures", `${id}.libreoffice.docx`))
		const { faults } = await inspectTemplate(documentForms[id], template)
		expect(faults).toEqual([])
		expect((await print(id, template)).foot).toContain("A7K3-9QXB · версия 2 · ")
	})
})

describe("a template that Word in a browser has saved", () => {
	it.each<DocumentFormId>([
		"withdrawal",
		"notice",
	])("is understood though its parts have other names: %s", async (id) => {
		await expectUnderstood(id, await savedInBrowser(id))
	})
})

describe("a tag", () => {
	it.each([
		["with spaces", "{ author.genitive }"],
		["with a space that does not break", "{\u00a0author.genitive\u00a0}"],
		["with soft hyphens and marks of no width", "{au\u00adthor.\u200bgeni\u2060tive\ufeff}"],
		[
			"split over runs, one of them a soft hyphen",
			'{auth</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:softHyphen/><w:t>or.</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:t>genitive </w:t></w:r><w:r><w:t>}',
		],
	])("is understood %s", async (_how, tag) => {
		await expectUnderstood(
			"withdrawal",
			await changedTemplate("withdrawal", instead("{author.genitive}", tag)),
		)
	})

	it("that opens or closes a part is understood with spaces too", async () => {
		const change = (xml: string) =>
			xml.replace("{#onBehalf}", "{ # onBehalf }").replace("{/onBehalf}", "{/\u00a0onBehalf}")
		await expectUnderstood("withdrawal", await changedTemplate("withdrawal", change))
	})
})

const DRAWN = /<w:r>(?:(?!<\/w:r>).)*Место подписи(?:(?!<\/w:r>).)*<\/w:r>/s

describe("a place for a signature", () => {
	it("in a text box counts once, and its paper has one square", async () => {
		const template = await changedTemplate("withdrawal", (xml) => xml.replace(DRAWN, inTextBox))
		expect(await inspectTemplate(documentForms.withdrawal, template)).toEqual(FINE)
		const { pictures, zip } = await print("withdrawal", template)
		expect(pictures.filter((name) => name.includes("signature"))).toHaveLength(1)
		const body = zip.file(BODY)?.asText() ?? ""
		expect(body.match(/descr="Место подписи"/g)).toHaveLength(1)
		const blip = /<a:blip r:embed="([^"]+)"/.exec(body)?.[1]
		expect(zip.file("word/_rels/document.xml.rels")?.asText()).toMatch(
			new RegExp(`Id="${blip}"[^>]*code-signature-1\\.png`),
		)
	})

	it("in a text box does not stand for a second one that is gone", async () => {
		const template = await changedTemplate("conclusion", (xml) => {
			const [, second = ""] = xml.match(new RegExp(DRAWN, "gs")) ?? []
			return xml.replace(second, "").replace(DRAWN, inTextBox)
		})
		const { faults } = await inspectTemplate(documentForms.conclusion, template)
		expect(faults.join()).toContain("мест подписи 1 вместо 2")
	})

	it.each([
		["by its name", (xml: string) => xml.replace('descr="Место подписи"', "")],
		[
			"by its title",
			(xml: string) =>
				xml.replaceAll(
					'name="Место подписи" descr="Место подписи"',
					'name="Рисунок 1" title="Место подписи"',
				),
		],
		[
			"by the picture itself",
			(xml: string) =>
				xml.replace(/ descr="Место подписи"/g, "").replaceAll('name="Место подписи"', 'name="image1.png"'),
		],
	])("is known %s where a program has dropped its description", async (_how, change) => {
		await expectUnderstood("withdrawal", await changedTemplate("withdrawal", change))
	})
})

describe("the place of the code in words", () => {
	it.each([
		["without the tag of its control", (xml: string) => xml.replace('<w:tag w:val="sheet-words"/>', "")],
		[
			"without the control",
			(xml: string) => xml.replace(/<w:sdt>.*<w:sdtContent>(.*)<\/w:sdtContent><\/w:sdt>/s, "$1"),
		],
		[
			"split over runs, with the words after it in the same run",
			(xml: string) =>
				xml.replace(
					/<w:sdt>.*<\/w:sdt>.*?стр\. /s,
					'<w:r><w:t>Форма · </w:t></w:r><w:r><w:t xml:space="preserve">версия · стр. ',
				),
		],
	])("is found %s", async (_how, change) => {
		await expectUnderstood("withdrawal", await changedTemplate("withdrawal", change, FOOT))
	})
})
