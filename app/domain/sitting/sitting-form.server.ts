import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { enterRoll } from "./enter-roll.server.ts"
import { createSitting, keepPapers, moveSitting } from "./keep-sitting.server.ts"
import { MeetingSchema, PapersSchema } from "./sitting.schema.ts"

interface Posted {
	actor: Actor
	form: Record<string, unknown>
	now: Date
}

export async function createSittingFromForm({ actor, form, now }: Posted): Promise<{ id: string }> {
	return createSitting({ actor, ...parseForm(MeetingSchema, form), now })
}

/** Handles every form on a sitting's page. @returns the sentence of the toast */
export async function keepSittingFromForm({
	actor,
	id,
	form,
	now,
}: Posted & { id: string }): Promise<string> {
	const shown = typeof form.shown === "string" ? form.shown : undefined
	switch (form.intent) {
		case "meeting":
			await moveSitting({ actor, id, ...parseForm(MeetingSchema, form), shown, now })
			return "Дата, время и место сохранены"
		case "roll":
			await enterRoll({ actor, id, form, shown, now })
			return "Присутствие отмечено"
		case "papers": {
			const papers = parseForm(PapersSchema, form)
			await keepPapers({ actor, id, ...papers, shown, now })
			return Object.values(papers).some(Boolean)
				? "Номера протокола и распоряжения сохранены"
				: "Номеров нет: поля пусты. Внесите номера протокола и распоряжения, когда они появятся"
		}
		default:
			throw notFound()
	}
}
