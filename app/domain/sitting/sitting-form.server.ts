import type { Actor } from "#app/policies/policy.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { counted } from "#app/utils/russian.ts"
import { type AgendaOutcome, decideAgenda, decisionsIn } from "./decide-agenda.server.ts"
import { createSitting, keepSitting, NewSittingSchema, SittingSchema } from "./keep-sitting.server.ts"

interface Posted {
	actor: Actor
	form: Record<string, unknown>
	now: Date
}

export async function createSittingFromForm({ actor, form, now }: Posted): Promise<{ id: string }> {
	return createSitting({ actor, ...parseForm(NewSittingSchema, form), now })
}

async function keepSittingFromForm({ actor, id, form, now }: Posted & { id: string }): Promise<void> {
	await keepSitting({ actor, id, ...parseForm(SittingSchema, form), now })
}

/** Handles both forms of a sitting's page: its card and the decisions of its agenda. @returns the sentence of the toast */
export async function answerSitting({
	actor,
	id,
	form,
	now,
}: Posted & { id: string }): Promise<{ done: string; report: AgendaOutcome | null }> {
	if (form.intent !== "decide") {
		await keepSittingFromForm({ actor, id, form, now })
		return { done: "Карточка заседания сохранена", report: null }
	}
	const report = await decideAgenda({ actor, sittingId: id, decisions: decisionsIn(form), now })
	const decided = counted(report.decided, ["решение", "решения", "решений"])
	return { done: `Внесено: ${decided}. Отложено: ${report.putOff}`, report }
}
