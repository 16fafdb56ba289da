import type { z } from "zod"
import { DomainError } from "#app/utils/errors.ts"
import { WorkerLimitError, WorkerPool } from "#app/workers/pool.server.ts"
import type { DocumentForm, FieldShape } from "#templates/form.ts"
import { fillForm, openOwnTemplate, type RenderedDocument } from "./fill-form.ts"
import { documentForms } from "./forms.ts"
import { readTemplate } from "./read-template.server.ts"
import type { SheetCode } from "./sheet-code/sheet-code.ts"

export { fillTemplate, type RenderedDocument } from "./fill-form.ts"
export { readTemplate }

/** More values than this, and filling takes longer than a request that waits behind it should notice (about 30 ms). */
const MANY_VALUES = 600

/** One process for long lists and for templates that people uploaded: what it fills, nobody who asks for a page waits for. */
export const fillers = new WorkerPool({ size: 1, limitMs: 60_000, idleMs: 300_000, memoryMb: 768 })

/**
 * Fills a form. All of `data` is checked before anything is printed. With a code every sheet says whose it is and which.
 * Without `template` the one that came with the program is filled; people's papers go through `printDocument`, which knows
 * the operators' versions.
 * A long list is filled in a process of its own, so that nobody else waits for it; a template that somebody uploaded always is.
 * @throws DomainError `invalid` naming every missing or wrong field (`fields`: tag → what it is), or every fault of the template.
 */
export async function renderDocument<S extends FieldShape>(
	form: DocumentForm<S>,
	data: z.input<S>,
	{ code = null, template }: { code?: SheetCode | null; template?: Buffer } = {},
): Promise<RenderedDocument> {
	if (!isKnown(form)) return fillForm(form, data, template ?? (await readTemplate(form.id)), code)
	const own = await readTemplate(form.id)
	const bytes = template ?? own
	if (bytes === own && valuesIn(data) <= MANY_VALUES)
		return fillForm(form, data, bytes, code, openOwnTemplate)
	const filled = await fillers
		.run("form.fill", { formId: form.id, data, template: bytes, code })
		.catch((error: unknown) => {
			throw error instanceof WorkerLimitError ? tooLong(form.title) : error
		})
	if (filled.refusal) {
		const { code: why, message, fields, reasons } = filled.refusal
		throw new DomainError(why, message, { fields, reasons })
	}
	return { ...filled.document, bytes: Buffer.from(filled.document.bytes) }
}

const tooLong = (title: string) =>
	new DomainError(
		"not-allowed-now",
		`Документ «${title}» не сформирован: он слишком велик или шаблон слишком сложен. Попробуйте ещё раз, а если не получится, обратитесь к оператору.`,
	)

/** The process finds a form by its name: one that only a test has made up is filled here. */
const isKnown = (form: { id: string }) =>
	Object.values<{ id: string }>(documentForms).some((known) => known === form)

function valuesIn(data: unknown): number {
	if (data === null || typeof data !== "object") return 1
	let count = 0
	for (const inner of Object.values(data)) count += valuesIn(inner)
	return count
}
