import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

/** The simplified procedure has no experts and no conclusion. The commission decides on the document that proves the ground. */
export const admitApplication = command(applicationSubject, "application.admit", {
	schema: EmptySchema,
	may: applicationPolicy.admit,
})
