import type { Actor } from "#app/policies/policy.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { paths } from "#app/utils/paths.ts"
import { REJECTION_REASONS } from "#prisma/data/index.ts"
import type { BatchPlan } from "../../batch/batch.ts"
import { MOST_ITEMS } from "../../batch/keep-batch.server.ts"
import { RejectionSchema } from "../application.schema.ts"
import { planApplications } from "../plan-applications.server.ts"
import { findingsOfPending, idsOfPending, pendingAmong } from "./pending.server.ts"
import type { RegistrationQuery } from "./registration-query.ts"

interface Asked {
	actor: Actor
	municipalityCode: string
	/** The ticked applications, or all that match these filters. */
	which: { ids: readonly string[] } | { found: RegistrationQuery }
	now: Date
}

const chosenIds = async ({ municipalityCode, which, now }: Asked): Promise<readonly string[]> =>
	"ids" in which ? [...new Set(which.ids)] : idsOfPending(municipalityCode, which.found, MOST_ITEMS + 1, now)

/** Registers the applications without findings. One with findings is left out, because a person must look at it first. */
export async function planRegistration(asked: Asked): Promise<BatchPlan> {
	const { actor, municipalityCode, now } = asked
	const ids = await chosenIds(asked)
	const found = await findingsOfPending(await pendingAmong(municipalityCode, ids, now), now)
	return planApplications({
		actor,
		event: "application.register",
		orders: ids.map((id) => {
			const findings = found.get(id) ?? []
			return {
				id,
				input: {},
				obstacles: findings.map(({ short }) => `Есть замечание: ${short}.`),
				rules: findings.flatMap(({ rule }) => rule ?? []),
			}
		}),
		words: {
			title: "Зарегистрировать заявления",
			lead: "Каждое заявление получит номер в журнале регистрации, педагоги получат письма. Отменить регистрацию нельзя.",
			typed: [],
			verb: "Зарегистрировать",
			done: "Зарегистрировано",
		},
		pageOf: paths.municipalityApplication,
		now,
	})
}

/** Rejects all of them for one reason: a typical one, or the coordinator's own words. */
export async function planRejection(asked: Asked & { form: Record<string, unknown> }): Promise<BatchPlan> {
	const input = parseForm(RejectionSchema, asked.form)
	const typical = REJECTION_REASONS.find(({ code }) => code === input.reasonCode)
	return planApplications({
		actor: asked.actor,
		event: "application.reject",
		orders: (await chosenIds(asked)).map((id) => ({ id, input })),
		words: {
			title: "Отклонить заявления",
			lead: "Педагоги получат письма с причиной и смогут исправить заявление и подать его снова.",
			typed: [
				...(typical ? [{ label: "Причина", value: typical.title }] : []),
				...(input.reason && input.reason !== typical?.title
					? [{ label: typical ? "Пояснение" : "Причина", value: input.reason }]
					: []),
			],
			verb: "Отклонить",
			done: "Отклонено",
		},
		pageOf: paths.municipalityApplication,
		now: asked.now,
	})
}
