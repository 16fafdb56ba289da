import { checkTemplate } from "#app/documents/template/check-template.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { findTemplate } from "./find-template.server.ts"
import { changeableForm } from "./template.ts"
import { enactVersion } from "./versions.server.ts"

interface TemplateQuery {
	actor: Actor
	formId: string
	version: string
	now: Date
}

/**
 * Puts a version in force, so that the form is printed with it from now on. The same act restores an older version, because
 * all versions are kept. Papers formed earlier keep the template of their day.
 */
export async function enactTemplate({
	actor,
	formId,
	version,
	now,
}: TemplateQuery): Promise<{ title: string }> {
	const form = changeableForm(actor, formId)
	const { number, template } = await findTemplate(formId, version)
	const { faults } = await checkTemplate(form, template)
	await enactVersion({ id: formId, number, faults, byId: actor.id, now })
	return { title: form.title }
}
