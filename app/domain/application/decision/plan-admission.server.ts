import { type Actor, isOperator } from "#app/policies/policy.ts"
import { forbidden } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import type { BatchPlan } from "../../batch/batch.ts"
import { planApplications } from "../plan-applications.server.ts"

/** «Передать комиссии» for several applications of the simplified procedure at once. */
export async function planAdmission({
	actor,
	ids,
	now,
}: {
	actor: Actor
	ids: readonly string[]
	now: Date
}): Promise<BatchPlan> {
	if (!isOperator(actor, null, null)) throw forbidden()
	return planApplications({
		actor,
		event: "application.admit",
		orders: [...new Set(ids)].map((id) => ({ id, input: {}, act: "Передать комиссии" })),
		words: {
			title: "Передать комиссии заявления упрощённой формы",
			lead: "Заявления попадут в повестку ближайшего заседания. Вернуть заявление с замечанием можно до решения комиссии.",
			typed: [],
			verb: "Передать",
			done: "Передано",
		},
		pageOf: paths.operatorApplication,
		now,
	})
}
