import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { ReasonSchema } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

/** If the teacher does not sign, an operator moves the conclusion on, with a reason that the agenda shows. */
export const proceedConclusion = command(applicationSubject, "conclusion.proceed", {
	schema: ReasonSchema,
	may: applicationPolicy.proceed,
})
