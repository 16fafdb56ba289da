import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema } from "../application/application.schema.ts"
import { applicationSubject } from "../application/application.subject.server.ts"

/** No person sends this event. Registering the withdrawal sends it. */
export const withdrawApplication = command(applicationSubject, "application.withdraw", {
	schema: EmptySchema,
	may: applicationPolicy.withdraw,
})
