import { z } from "zod"
import type { Actor } from "#app/policies/policy.ts"
import type { FormFields } from "#app/utils/http/form-fields.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { counted } from "#app/utils/russian.ts"
import {
	addToRoster,
	ContractSchema,
	keepContract,
	RosterAdditionSchema,
	removeFromRoster,
} from "./keep-roster.server.ts"

const RemovalSchema = z.object({ entryId: z.string({ error: "Выберите специалиста." }).min(1) })

/**
 * Handles the pages of experts: adds several to a roster, removes one, or keeps the status of a contract.
 * @returns the sentence of the toast
 */
export async function keepRosterFromForm({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: FormFields
	now: Date
}): Promise<string> {
	const fields = form.texts()
	if (fields.intent === "remove") {
		await removeFromRoster({ actor, ...parseForm(RemovalSchema, fields), now })
		return "Специалист убран из списка"
	}
	if (fields.intent === "contract") {
		await keepContract({ actor, ...parseForm(ContractSchema, fields), now })
		return "Состояние договора сохранено"
	}
	const experts = form.getAll("experts")
	const { added } = await addToRoster({
		actor,
		...parseForm(RosterAdditionSchema, { ...fields, experts }),
		now,
	})
	return `В список внесено: ${counted(added, ["специалист", "специалиста", "специалистов"])}`
}
