import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

export const submitApplication = command(applicationSubject, "application.submit", {
	schema: EmptySchema,
	may: applicationPolicy.submit,
})
