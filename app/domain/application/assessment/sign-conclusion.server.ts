import { z } from "zod"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { filesField, tick } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"
import { takeConclusion } from "./attach-conclusion.server.ts"

export const signConclusion = command(applicationSubject, "conclusion.sign", {
	schema: z.object({ files: filesField, asIs: tick }),
	may: applicationPolicy.sign,
	prepare: ({ input, loaded }) =>
		takeConclusion("signed_conclusion", loaded.row, { ...input, signedByTeacher: true }),
	checked: () => ({ accepted: true }),
})
