import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { expertFacts } from "../../expert/expert-facts.server.ts"
import { lockSchedules, scheduleFacts } from "../../schedule/schedule-facts.server.ts"
import { AssignmentSchema } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

export const assignSchedule = command(applicationSubject, "schedule.assign", {
	schema: AssignmentSchema,
	may: applicationPolicy.schedule,
	// While a schedule is being closed or approved, no application may enter or leave it.
	lockFirst: (tx, id, { period }) => lockSchedules(tx, id, period),
	async choose(tx, { row, facts }, input) {
		const schedule = await scheduleFacts(tx, row.municipalityCode, input.period)
		const experts = await expertFacts(tx, row, input.period, [
			{ id: input.expert1, colleagueReason: input.colleagueReason1 },
			{ id: input.expert2, colleagueReason: input.colleagueReason2 },
		])
		return { ...facts, chosen: { schedule, experts } }
	},
})
