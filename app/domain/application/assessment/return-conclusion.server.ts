import { z } from "zod"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { longText } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

export const returnConclusion = command(applicationSubject, "conclusion.return", {
	schema: z.object({ remark: longText("Напишите замечание.") }),
	may: applicationPolicy.returnConclusion,
})
