import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { RejectionSchema } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

export const rejectApplication = command(applicationSubject, "application.reject", {
	schema: RejectionSchema,
	may: applicationPolicy.register,
})
