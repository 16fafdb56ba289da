import { DomainError } from "#app/utils/errors.ts"
import { fillForm } from "./fill-form.ts"
import { formNamed } from "./forms.ts"
import type { SheetCode } from "./sheet-code/sheet-code.ts"

interface FormToFill {
	formId: string
	data: Record<string, unknown>
	template: Uint8Array
	code: SheetCode | null
}

/** Fills a form in a worker. Refusals for the person are returned as data, because an error loses its class between processes. */
export function fillKnownForm({ formId, data, template, code }: FormToFill) {
	const form = formNamed(formId)
	if (!form) throw new Error(`no form is called ${formId}`)
	try {
		return { document: fillForm(form, data, Buffer.from(template), code) }
	} catch (error) {
		if (!(error instanceof DomainError)) throw error
		const { code: why, message, fields, reasons } = error
		return { refusal: { code: why, message, fields, reasons } }
	}
}
