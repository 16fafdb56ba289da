import { WorkerLimitError } from "#app/workers/pool.server.ts"
import type { DocumentForm } from "#templates/form.ts"
import { fillers } from "../render.server.ts"
import type { TemplateCheck } from "./inspect-template.server.ts"

export type { TemplateCheck } from "./inspect-template.server.ts"

/** The longest form, with all its samples, takes a quarter of it on a busy machine. */
const CHECK_MS = 20_000
const TOO_COMPLEX =
	"шаблон устроен так сложно, что проверить его не удалось: уберите из него лишнее или начните с исходного шаблона"

/**
 * Checks an uploaded template against the form's fields and the places of its codes, and fills it with every sample. A
 * worker does this, because a template is an uploaded file like any other.
 */
export async function checkTemplate({ id }: DocumentForm, template: Buffer): Promise<TemplateCheck> {
	try {
		return await fillers.run("template.check", { formId: id, template }, { limitMs: CHECK_MS })
	} catch (error) {
		if (error instanceof WorkerLimitError) return { faults: [TOO_COMPLEX], leftOut: [] }
		throw error
	}
}
