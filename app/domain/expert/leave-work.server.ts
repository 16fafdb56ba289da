import "../index.server.ts"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import type { FormFields } from "#app/utils/http/form-fields.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { counted } from "#app/utils/russian.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { ReasonSchema } from "../application/application.schema.ts"
import { assignedTo } from "../application/assessment/expert-attestation.view.server.ts"

/** The assignments from which an expert can still be released: no conclusion is attached yet. */
export const openAssignments = (actor: Actor) =>
	prisma.application.findMany({
		where: {
			AND: [assignedTo(actor), { state: { in: statesTagged(applicationLifecycle, "awaitsConclusion") } }],
			seats: { some: { expertId: actor.id, declinedAt: null } },
		},
		orderBy: [{ fullName: "asc" }, { id: "asc" }],
		select: { id: true },
	})

/**
 * The expert leaves the work: each open assignment gets «Не могу» with the reason. So the coordinator and the operators get
 * a letter and see the application among those that need a replacement. @returns the sentence of the toast
 */
export async function leaveWorkFromForm({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: FormFields
	now: Date
}): Promise<string> {
	const input = parseForm(ReasonSchema, form.texts())
	const open = await openAssignments(actor)
	for (const { id } of open)
		await dispatch({ actor, subject: "application", id, event: "expert.decline", input, now })
	return open.length > 0
		? `Координатор и оператор узнают, что Вы увольняетесь. Отмечено «Не могу»: ${counted(open.length, ["заявление", "заявления", "заявлений"])}`
		: "Открытых назначений у Вас нет: передавать нечего"
}
