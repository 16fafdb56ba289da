import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

export const reopenForm = command(applicationSubject, "form.reopen", {
	schema: EmptySchema,
	may: applicationPolicy.reopen,
})
