import { z } from "zod"
import type { Actor } from "#app/policies/policy.ts"
import type { FormFields } from "#app/utils/http/form-fields.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { counted } from "#app/utils/russian.ts"
import { addToRoster, RosterAdditionSchema, removeFromRoster } from "./keep-roster.server.ts"

const RemovalSchema = z.object({ entryId: z.string({ error: "Выберите специалиста." }).min(1) })

/** Handles the page of experts: adds several to a roster or removes one. @returns the sentence of the toast */
export async function keepRosterFromForm({
	actor,
	form,
}: {
	actor: Actor
	form: FormFields
}): Promise<string> {
	const fields = form.texts()
	if (fields.intent === "remove") {
		await removeFromRoster({ actor, ...parseForm(RemovalSchema, fields) })
		return "Специалист убран из списка"
	}
	const experts = form.getAll("experts")
	const { added } = await addToRoster({ actor, ...parseForm(RosterAdditionSchema, { ...fields, experts }) })
	return `В список внесено: ${counted(added, ["специалист", "специалиста", "специалистов"])}`
}
