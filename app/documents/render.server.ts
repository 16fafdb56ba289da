import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import type { z } from "zod"
import { DomainError } from "#app/utils/errors.ts"
import { WorkerPool } from "#app/workers/pool.server.ts"
import { fillForm, type RenderedDocument } from "./fill-form.ts"
import type { DocumentForm, FieldShape } from "./form.ts"
import { documentForms } from "./forms.ts"
import type { SheetCode } from "./sheet-code/sheet-code.ts"

/** The built server lies deeper than this file: the templates are looked for upwards from wherever the code runs. */
function templatesFolder() {
	let folder = dirname(fileURLToPath(import.meta.url))
	while (!existsSync(join(folder, "templates", "documents"))) {
		const parent = dirname(folder)
		if (parent === folder) throw new Error("The folder templates/documents is not above the running code")
		folder = parent
	}
	return join(folder, "templates", "documents")
}

export { fillTemplate, type RenderedDocument } from "./fill-form.ts"

const templates = new Map<string, Promise<Buffer>>()

/** Bytes of a form's template, read once for the life of the process. */
export function readTemplate(formId: string): Promise<Buffer> {
	const known = templates.get(formId)
	if (known) return known
	const reading = readFile(join(templatesFolder(), formId, `${formId}.docx`))
	templates.set(formId, reading)
	// A failed reading is not remembered, or a file put in its place later would never be seen.
	reading.catch(() => templates.delete(formId))
	return reading
}

/** More values than this, and filling takes longer than a request that waits behind it should notice (about 30 ms). */
const MANY_VALUES = 600

/** One thread: while it fills a long list, the other processor answers requests. */
const fillers = new WorkerPool({ size: 1, timeoutMs: 60_000, idleMs: 300_000 })

/**
 * Fills a form. All of `data` is checked before anything is printed. With a code every sheet says whose it is and which.
 * Without `template` the one that came with the program is filled; people's papers go through `printDocument`, which knows
 * the operators' versions.
 * A long list is filled in a thread of its own, so that nobody else waits for it.
 * @throws DomainError `invalid` naming every missing or wrong field (`fields`: tag → what it is), or every fault of the template.
 */
export async function renderDocument<S extends FieldShape>(
	form: DocumentForm<S>,
	data: z.input<S>,
	{ code = null, template }: { code?: SheetCode | null; template?: Buffer } = {},
): Promise<RenderedDocument> {
	const bytes = template ?? (await readTemplate(form.id))
	if (!isKnown(form) || valuesIn(data) <= MANY_VALUES) return fillForm(form, data, bytes, code)
	const filled = await fillers.run("form.fill", { formId: form.id, data, template: bytes, code })
	if (filled.refusal) {
		const { code: why, message, fields, reasons } = filled.refusal
		throw new DomainError(why, message, { fields, reasons })
	}
	return { ...filled.document, bytes: Buffer.from(filled.document.bytes) }
}

/** The thread finds a form by its name: one that only a test has made up is filled here. */
const isKnown = (form: { id: string }) =>
	Object.values<{ id: string }>(documentForms).some((known) => known === form)

function valuesIn(data: unknown): number {
	if (data === null || typeof data !== "object") return 1
	let count = 0
	for (const inner of Object.values(data)) count += valuesIn(inner)
	return count
}
