import type { DocumentForm } from "#app/documents/form.ts"
import type { SheetCode } from "#app/documents/sheet-code/sheet-code.ts"
import type { PageOrder } from "#app/scans/arrange-pages.server.ts"

/**
 * What a worker can be asked for. Each task loads its code when it is first wanted: whoever reads scans does not need what
 * prints, and the server's own thread, which knows only the types, loads none of it.
 */
export const tasks = {
	/** Codes of every page of a PDF, of a paper with so many lines to sign. */
	"scan.read": async ({ bytes, lines }: { bytes: Uint8Array; lines: number }) => {
		const { readScan } = await import("#app/scans/read-scan.server.ts")
		return readScan(bytes, lines)
	},
	/** The same pages in another order, upright. */
	"scan.arrange": async ({ bytes, order }: { bytes: Uint8Array; order: PageOrder }) => {
		const { arrangePages } = await import("#app/scans/arrange-pages.server.ts")
		return arrangePages(bytes, order)
	},
	/** A form with a long list. What a person has to be told comes back as data: an error loses its kind between threads. */
	"form.fill": async ({ formId, data, template, code }: FormToFill) => {
		const [{ fillForm }, { documentForms }, { DomainError }] = await Promise.all([
			import("#app/documents/fill-form.ts"),
			import("#app/documents/forms.ts"),
			import("#app/utils/errors.ts"),
		])
		const form: DocumentForm = documentForms[formId as keyof typeof documentForms]
		try {
			return { document: fillForm(form, data, Buffer.from(template), code) }
		} catch (error) {
			if (!(error instanceof DomainError)) throw error
			const { code: why, message, fields, reasons } = error
			return { refusal: { code: why, message, fields, reasons } }
		}
	},
}

interface FormToFill {
	formId: string
	data: Record<string, unknown>
	template: Uint8Array
	code: SheetCode | null
}

export type Tasks = typeof tasks
export type TaskName = keyof Tasks

/** What goes to the worker, and what comes back. */
export interface Asked {
	id: number
	task: TaskName
	input: unknown
}
export type Answered = { id: number; value: unknown } | { id: number; error: unknown }
