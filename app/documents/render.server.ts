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

/** With more values than this, filling takes longer than another request should wait (about 30 ms). */
const MANY_VALUES = 600

/** One process for long lists and uploaded templates, so that nobody who requests a page waits for them. */
export const fillers = new WorkerPool({ size: 1, limitMs: 60_000, idleMs: 300_000, memoryMb: 768 })

/**
 * Fills a form. All of `data` is checked before anything is printed. With a code, every sheet says whose it is and which
 * sheet it is. Without `template` the program's own template is filled; people's papers use `printDocument`, which knows
 * the operators' versions. A long list is filled in a separate process, so that nobody else waits for it, and so is an
 * uploaded template.
 * @throws DomainError `invalid` naming every missing or wrong field (`fields`: tag → description), or every fault of the
 * template.
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

/** The worker finds a form by its name. A form that exists only in a test is filled here. */
const isKnown = (form: { id: string }) =>
	Object.values<{ id: string }>(documentForms).some((known) => known === form)

function valuesIn(data: unknown): number {
	if (data === null || typeof data !== "object") return 1
	let count = 0
	for (const inner of Object.values(data)) count += valuesIn(inner)
	return count
}
