import type { z } from "zod"
import type { DocumentForm, FieldShape } from "#templates/form.ts"
import { type RenderedDocument, renderDocument } from "./render.server.ts"
import type { SheetCode } from "./sheet-code/sheet-code.ts"
import { templateInForce } from "./template-in-force.server.ts"

/**
 * Renders a form for people, with the template that operators have put in force.
 *
 * @param formedAt when the paper became final (the approval of a schedule, a commission's decision): it is printed with the
 * template of that moment, however often it is downloaded later. A paper that is not final uses the current template.
 * @param code the code on every sheet of a paper that people sign
 */
export async function printDocument<S extends FieldShape>(
	form: DocumentForm<S>,
	data: z.input<S>,
	{ formedAt = null, code = null }: { formedAt?: Date | null; code?: SheetCode | null } = {},
): Promise<RenderedDocument> {
	const { template } = await templateInForce(form.id, formedAt)
	return renderDocument(form, data, { template, code })
}
