import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { enterRoll } from "./enter-roll.server.ts"
import { createSitting, keepPapers, moveSitting, otherSittingOn } from "./keep-sitting.server.ts"
import { MeetingSchema, PapersSchema } from "./sitting.schema.ts"

interface Posted {
	actor: Actor
	form: Record<string, unknown>
	now: Date
}

/** @returns the sitting, and the sentence of the toast */
export async function createSittingFromForm({ actor, form, now }: Posted) {
	const meeting = parseForm(MeetingSchema, form)
	const { id } = await createSitting({ actor, ...meeting, now })
	return { id, happened: await withOther("Заседание назначено", meeting.heldOn, id) }
}

/** Adds that the day has another sitting, because the same one may have been entered twice. */
async function withOther(happened: string, heldOn: string, id: string): Promise<string> {
	const other = await otherSittingOn(heldOn, id)
	return other ? `${happened}. В тот же день есть ещё ${other}: если это оно же, отмените лишнее` : happened
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
		case "meeting": {
			const meeting = parseForm(MeetingSchema, form)
			await moveSitting({ actor, id, ...meeting, shown, now })
			return withOther("Дата, время и место сохранены", meeting.heldOn, id)
		}
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
