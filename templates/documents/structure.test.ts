import { describe, expect, it } from "vitest"
import { documentForms } from "#app/documents/forms.ts"
import { readTemplate, renderDocument } from "#app/documents/render.server.ts"
import { CODE_FONT } from "#app/documents/sheet-code/code-font.ts"
import {
	bodyFaults,
	fieldsOf,
	orderFaults,
	packageFaults,
	pageOf,
	paragraphsOf,
	readWord,
	rowFaults,
	signatureFaults,
	signatureLineFaults,
	styleFaults,
	type WordFile,
} from "#app/documents/test-word.ts"
import { contentFaults, relationKindFaults, styleSheetFaults } from "#app/documents/test-word-content.ts"
import { descendants, elements } from "#app/documents/test-xml.ts"
import type { DocumentForm } from "#templates/form.ts"
import { stressOf } from "./test-stress.ts"

/** Centimetres in twentieths of a point, which is Word's unit. */
const cm = (centimetres: number) => Math.round(centimetres * 567)
const LANDSCAPE = new Set([
	"annex",
	"schedule",
	"consolidated-schedule",
	"agenda",
	"registration-journal",
	"withdrawals-journal",
])

const forms: readonly DocumentForm[] = Object.values(documentForms)
const printed = forms.flatMap((form) =>
	Object.entries(form.samples).map(([variant, data]) => ({ form, id: form.id, variant, data })),
)

/** Runs the work when a test first needs it. Printing a hundred forms during collection would exceed the first test's timeout. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
	let done: Promise<T> | undefined
	return () => {
		done ??= work()
		return done
	}
}

const lines = ({ body, margins }: WordFile) => [body, ...margins].flatMap(paragraphsOf)

describe.each(printed)("$id, $variant", ({ form, data }) => {
	const printing = once(() => renderDocument(form, data))
	const reading = once(async () => readWord((await printing()).bytes))

	it("prints clean text without «undefined», tags, double spaces or stray commas and dots", async () => {
		const text = lines(await reading())
		expect(text.filter((line) => line.trim()).length).toBeGreaterThan(5)
		for (const line of text) {
			expect(line).not.toMatch(/undefined|null|\[object|\btrue\b|\bfalse\b|NaN|[{}]/)
			// «2026 г.», «№ 7», «12» сентября: a line break must not separate the two halves.
			expect(line).not.toMatch(/\d{4} г\.|№ \d|«\d\d?» \p{Ll}/u)
			expect(line).not.toMatch(/ {2}|,\s*[,.;:]|\(\s*\)|«\s*»|[ \u00a0][,.;:)]|^[,.;:]|:\s*[.,;]|\.\.|\s$|^ /)
		}
	})
	it("is a valid package in the order that the schema requires", async () => {
		const file = await reading()
		expect(packageFaults(file)).toEqual([])
		expect(orderFaults(file)).toEqual([])
		expect(bodyFaults(file)).toEqual([])
		expect(contentFaults(file)).toEqual([])
		expect(relationKindFaults(file)).toEqual([])
		expect(styleSheetFaults(file)).toEqual([])
	})
	it("is formatted by styles only; table heads repeat, rows do not break, and signatures never stand alone on a sheet", async () => {
		const file = await reading()
		expect(styleFaults(file)).toEqual([])
		expect(rowFaults(file)).toEqual([])
		expect(signatureFaults(file)).toEqual([])
		expect(signatureLineFaults(file)).toEqual([])
	})
	it("has the same bytes for the same data, and a file name that every system accepts", async () => {
		const { bytes, fileName } = await printing()
		expect((await renderDocument(form, data)).bytes.equals(bytes)).toBe(true)
		expect(fileName).toMatch(/^[^\\/:*?"<>|]+[^.]\.docx$/)
	})
})

describe.each(forms)("template $id", (form) => {
	const { id, samples } = form
	it("is A4 with the margins of its kind, in Times New Roman, and numbers its pages «стр. n из m»", async () => {
		const file = readWord(await readTemplate(id))
		const landscape = LANDSCAPE.has(id)
		expect(pageOf(file)).toMatchObject({
			width: landscape ? 16838 : 11906,
			height: landscape ? 11906 : 16838,
			landscape,
		})
		const [left = 0, ...others] = pageOf(file).margins
		if (landscape) expect(Math.min(left, ...others)).toBeGreaterThanOrEqual(cm(1.5))
		else
			for (const [index, wanted] of [3, 1.5, 2, 2].entries())
				expect(Math.abs((pageOf(file).margins[index] ?? 0) - cm(wanted))).toBeLessThanOrEqual(2)
		const footers = [...file.parts]
			.filter(([name]) => /^word\/footer\d*\.xml$/.test(name))
			.map(([, part]) => part)
		expect(new Set(footers.flatMap(fieldsOf))).toEqual(new Set(["PAGE", "NUMPAGES"]))
		expect(footers.flatMap(paragraphsOf).join("")).toMatch(/стр\. 1 из 1$/)
		const sheet = file.parts.get("word/styles.xml")
		const fonts = sheet
			? descendants(sheet, "w:rFonts").flatMap(({ attributes }) => [...attributes.values()])
			: []
		// A signed sheet repeats the page number as a bar code, so the printed paper embeds that font too.
		expect(new Set(fonts.filter((font) => font !== CODE_FONT))).toEqual(new Set(["Times New Roman"]))
	})
	it("keeps signatures with what they sign, whatever it is filled with", async () => {
		for (const [variant, data] of Object.entries(stressOf(form)))
			expect(signatureFaults(readWord((await renderDocument(form, data)).bytes)), variant).toEqual([])
	})
	it("has samples with the longest names too", () => {
		expect(JSON.stringify(samples)).toMatch(/Вознесенск\p{L}+-Преображенск/u)
	})
})

const LISTS: readonly [id: keyof typeof documentForms, table: number][] = [
	["schedule", 0],
	["consolidated-schedule", 0],
	["registration-journal", 0],
	["withdrawals-journal", 0],
	["agenda", 0],
	["protocol", 1],
	["order", 1],
	["expert-contract", 2],
]

describe("long lists", () => {
	it.each(LISTS)("%s prints 500 rows under one head", async (id, place) => {
		const form: DocumentForm = documentForms[id]
		const [, data] = Object.entries(form.samples).find(([variant]) => variant.includes("500")) ?? []
		const { bytes } = await renderDocument(form, data ?? {})
		const table = descendants(readWord(bytes).body, "w:tbl")[place]
		const rows = table ? elements(table, "w:tr") : []
		expect(rows.length).toBeGreaterThanOrEqual(501)
		expect(rows.filter((row) => descendants(row, "w:tblHeader").length > 0)).toHaveLength(1)
	})
})
