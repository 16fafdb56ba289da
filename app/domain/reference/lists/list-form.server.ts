import type { Actor } from "#app/policies/policy.ts"
import { referencePolicy } from "#app/policies/reference.policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { addEntry, changeEntry, closeEntry } from "./keep-entry.server.ts"
import { isListName } from "./kinds.ts"
import { mergeOrganisations } from "./merge-organisations.server.ts"
import { undoMerger } from "./undo-merger.server.ts"

/** Handles the page of a list: adds, changes, closes, opens, merges or takes a merger back. @returns the sentence of the toast */
export async function keepListFromForm({
	actor,
	name,
	form,
	now,
}: {
	actor: Actor
	name: string
	form: Record<string, unknown>
	now: Date
}): Promise<string> {
	if (!referencePolicy.change(actor, null, null) || !isListName(name)) throw notFound()
	const change = { actor, list: name, now }
	const text = (field: string) => (typeof form[field] === "string" ? form[field] : "")
	const id = text("entryId")
	switch (form.intent) {
		case "add":
			await addEntry(change, form)
			return "Запись добавлена"
		case "change":
			return (await changeEntry(change, id, form)) ? "Запись изменена" : "Ничего не изменилось"
		case "close":
			await closeEntry(change, id, false)
			return "Запись закрыта"
		case "reopen":
			await closeEntry(change, id, true)
			return "Запись снова можно выбрать"
		case "merge": {
			if (name !== "organisations") throw notFound()
			const into = await mergeOrganisations(change, { id, into: text("into"), seen: text("seen") })
			return `Организации объединены: ${into}`
		}
		case "separate": {
			if (name !== "organisations") throw notFound()
			return `Объединение отменено: ${await undoMerger(change, { id, merger: text("merger") })}`
		}
		default:
			throw notFound()
	}
}
