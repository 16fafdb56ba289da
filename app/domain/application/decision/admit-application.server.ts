import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

/** Simplified procedure: no experts and no conclusion, the ground's document goes before the commission. */
export const admitApplication = command(applicationSubject, "application.admit", {
	schema: EmptySchema,
	may: applicationPolicy.admit,
})
