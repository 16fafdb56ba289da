import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema, ReasonSchema } from "../application/application.schema.ts"
import { applicationSubject } from "../application/application.subject.server.ts"

export const acceptAssignment = command(applicationSubject, "expert.accept", {
	schema: EmptySchema,
	may: applicationPolicy.answerAssignment,
})

export const declineAssignment = command(applicationSubject, "expert.decline", {
	schema: ReasonSchema,
	may: applicationPolicy.answerAssignment,
})
