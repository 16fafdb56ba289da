import { fillers } from "#app/documents/render.server.ts"
import { checkTemplate } from "#app/documents/template/check-template.server.ts"
import { DOCX } from "#app/files/file-types.ts"
import { fileStore } from "#app/files/store.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { findTemplate } from "./find-template.server.ts"
import { changeableForm, MAX_NOTE } from "./template.ts"
import { keepVersion } from "./template-version.server.ts"

const DONE = "исправления приняты, примечания убраны"

/**
 * Accepts the changes still under review in a version and removes its comments. The uploaded version stays unchanged; the
 * result becomes the next one.
 * @returns the number of the new version
 */
export async function acceptTemplateRevisions({
	actor,
	formId,
	version,
	now,
}: {
	actor: Actor
	formId: string
	version: string
	now: Date
}): Promise<number> {
	const form = changeableForm(actor, formId)
	const { template, row, number } = await findTemplate(formId, version)
	const { reviewed } = await checkTemplate(form, template)
	if (!reviewed || !row)
		throw new DomainError("stale", "В этом шаблоне нет исправлений и примечаний, которые можно принять.")
	const accepted = await fillers.run("template.accept", template)
	const stored = await fileStore().put([accepted])
	return keepVersion({
		formId,
		file: { ...stored, type: DOCX, extension: "docx", pages: null },
		originalName: row.originalName,
		note: `${row.note.slice(0, MAX_NOTE - DONE.length - 30)} (версия ${number}: ${DONE})`,
		uploadedById: actor.id,
		now,
	})
}
