import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { lockSchedules } from "../../schedule/schedule-facts.server.ts"
import { EmptySchema } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

export const clearSchedule = command(applicationSubject, "schedule.clear", {
	schema: EmptySchema,
	may: applicationPolicy.schedule,
	lockFirst: (tx, id) => lockSchedules(tx, id, null),
})
