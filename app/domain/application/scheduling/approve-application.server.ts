import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

/** Nobody sends it: it comes with the approval of the schedule that the application stands in. */
export const approveApplication = command(applicationSubject, "schedule.approve", {
	schema: EmptySchema,
	may: applicationPolicy.approve,
})
