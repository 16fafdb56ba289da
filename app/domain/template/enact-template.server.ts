import { inTransaction } from "#app/db/transaction.server.ts"
import { checkTemplate } from "#app/documents/template/check-template.server.ts"
import { templateInForce } from "#app/documents/template-in-force.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { findTemplate } from "./find-template.server.ts"
import { changeableForm } from "./template.ts"

interface TemplateQuery {
	actor: Actor
	formId: string
	version: string
	now: Date
}

/**
 * Puts a version in force: from now on the form is printed with it. The same act restores an older version, because all
 * versions are kept. Papers formed earlier keep the template of their day.
 */
export async function enactTemplate({
	actor,
	formId,
	version,
	now,
}: TemplateQuery): Promise<{ title: string }> {
	const form = changeableForm(actor, formId)
	const { number, template } = await findTemplate(formId, version)
	const inForce = await templateInForce(formId)
	if (inForce.number === number) throw new DomainError("stale", "Этот шаблон уже действует.")
	// An old version may not fit the fields that today's program fills in.
	const { faults } = await checkTemplate(form, template)
	if (faults.length > 0)
		throw new DomainError(
			"not-allowed-now",
			"Этот шаблон нельзя ввести в действие: исправьте его в Word и загрузите снова.",
			{
				reasons: faults,
			},
		)
	await inTransaction((tx) => tx.templateUse.create({ data: { formId, number, byId: actor.id, at: now } }))
	return { title: form.title }
}
