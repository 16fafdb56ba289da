import type { Actor } from "#app/policies/policy.ts"
import { AWAITING_APPROVAL } from "./awaits-approval.server.ts"
import { periodsToChoose, viewPeriod } from "./periods.view.server.ts"

/** «Графики»: the schedules of one period by municipality. By default it shows the period that waits for approval. */
export async function viewSchedules({ actor, periodId, now }: { actor: Actor; periodId: string; now: Date }) {
	const { periods, usual } = await periodsToChoose(now, AWAITING_APPROVAL)
	const id = periods.some(({ value }) => value === periodId) ? periodId : usual
	const chosen = await viewPeriod({ actor, periodId: id, now })
	return {
		periods,
		chosen: chosen && {
			...chosen,
			toApprove: chosen.schedules.filter(({ state }) => AWAITING_APPROVAL.includes(state)).length,
		},
	}
}
export type SchedulesOfPeriod = NonNullable<Awaited<ReturnType<typeof viewSchedules>>["chosen"]>
