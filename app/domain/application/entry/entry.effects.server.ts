import type { ApplicationTransition } from "../application.transition.ts"
import type { FormDraft } from "../form/application.form.ts"
import { printedColumns } from "../form/form.effects.server.ts"
import { workplaceColumns } from "../form/workplace.server.ts"
import { draftOf, type PlaceAndNames } from "./entry.draft.server.ts"
import type { EntryForm } from "./entry.schema.ts"

/** Corrects the application, and the account and the workplace that were made for it. Nobody else has used them yet. */
export async function correctEntry({ tx, row, input, prepared }: ApplicationTransition) {
	const form = input as unknown as EntryForm
	const { place, names } = prepared as PlaceAndNames
	const engagementId = row.engagementId ?? ""
	await tx.person.update({
		where: { id: row.teacherId },
		data: { ...names, email: form.email ?? "", mobilePhone: form.mobilePhone ?? "" },
		select: { id: true },
	})
	await tx.engagement.update({ where: { id: engagementId }, data: place, select: { id: true } })
	const draft = { ...(row.form as FormDraft), ...draftOf(form, names, engagementId) }
	return {
		...(await workplaceColumns(tx, row.teacherId, engagementId)),
		...printedColumns(draft),
		source: form.source,
		form: draft,
	}
}
