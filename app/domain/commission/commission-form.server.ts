import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { EndSchema } from "./commission.schema.ts"
import { addMember, changeMember, endTerm, readMember } from "./keep-commission.server.ts"

/** Handles the page of the commission: adds or changes a member, or ends a term. @returns the sentence of the toast */
export async function keepCommissionFromForm({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: Record<string, unknown>
	now: Date
}): Promise<string> {
	const memberId = typeof form.memberId === "string" ? form.memberId : ""
	switch (form.intent) {
		case "add":
			await addMember({ actor, now, ...(await readMember(form)) })
			return "Внесено в состав комиссии"
		case "change": {
			const done = await changeMember({ actor, now, memberId, ...(await readMember(form, memberId)) })
			return done === "corrected" ? "Запись исправлена" : "Изменение внесено, прежний срок закрыт"
		}
		case "end":
			await endTerm({ actor, now, memberId, ...parseForm(EndSchema, form) })
			return "Срок закрыт"
		default:
			throw notFound()
	}
}
