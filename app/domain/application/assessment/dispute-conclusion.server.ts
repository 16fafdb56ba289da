import { z } from "zod"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { longText } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

export const disputeConclusion = command(applicationSubject, "conclusion.dispute", {
	schema: z.object({ comment: longText("Напишите, с чем Вы не согласны.") }),
	may: applicationPolicy.dispute,
})
