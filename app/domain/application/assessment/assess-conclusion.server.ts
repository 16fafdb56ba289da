import { z } from "zod"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { tick, VERDICT } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

export const assessConclusion = command(applicationSubject, "conclusion.assess", {
	schema: z.object({ verdict: VERDICT, complete: tick }),
	may: applicationPolicy.assess,
})
