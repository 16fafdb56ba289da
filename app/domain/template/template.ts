import { formNamed } from "#app/documents/forms.ts"
import type { Actor } from "#app/policies/policy.ts"
import { templatePolicy } from "#app/policies/template.policy.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import type { DocumentForm } from "#templates/form.ts"

/** The maximal number of characters in «Что изменено». */
export const MAX_NOTE = 500

/** The form with this name, for people who may see its templates. @throws DomainError `not-found` */
export function readableForm(actor: Actor, formId: string): DocumentForm {
	const form = formNamed(formId)
	if (!form || !templatePolicy.read(actor, null, null)) throw notFound()
	return form
}

/**
 * The same for people who may change them.
 * @throws DomainError `not-found` for a stranger or an unknown form; `forbidden` for people who may only read
 */
export function changeableForm(actor: Actor, formId: string): DocumentForm {
	const form = readableForm(actor, formId)
	if (!templatePolicy.change(actor, null, null))
		throw new DomainError("forbidden", "Шаблоны документов изменяет оператор.")
	return form
}
