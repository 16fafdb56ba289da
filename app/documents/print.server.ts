import type { z } from "zod"
import type { DocumentForm, FieldShape } from "#templates/form.ts"
import { type RenderedDocument, renderDocument } from "./render.server.ts"
import type { SheetCode } from "./sheet-code/sheet-code.ts"
import { templateInForce } from "./templates/template-in-force.server.ts"

/**
 * A form filled for people, with the template that operators have put in force.
 *
 * @param formedAt when the paper became what it is (the approval of a schedule, a commission's decision): it is printed
 * with the template of that moment, however often it is downloaded later. A paper not final yet takes the present one.
 * @param code what every sheet of a paper to be signed says of itself
 */
export async function printDocument<S extends FieldShape>(
	form: DocumentForm<S>,
	data: z.input<S>,
	{ formedAt = null, code = null }: { formedAt?: Date | null; code?: SheetCode | null } = {},
): Promise<RenderedDocument> {
	const { template } = await templateInForce(form.id, formedAt)
	return renderDocument(form, data, { template, code })
}
