import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { ReasonSchema } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

export const changeProcedure = command(applicationSubject, "procedure.change", {
	schema: ReasonSchema,
	may: applicationPolicy.changeProcedure,
})
