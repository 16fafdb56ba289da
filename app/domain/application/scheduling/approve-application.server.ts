import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

/** No person sends this event. Approving the application's schedule sends it. */
export const approveApplication = command(applicationSubject, "schedule.approve", {
	schema: EmptySchema,
	may: applicationPolicy.approve,
})
