import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema } from "../application/application.schema.ts"
import { applicationSubject } from "../application/application.subject.server.ts"

export const receivePaper = command(applicationSubject, "paper.receive", {
	schema: EmptySchema,
	may: applicationPolicy.passPaper,
})

export const passPaper = command(applicationSubject, "paper.pass", {
	schema: EmptySchema,
	may: applicationPolicy.passPaper,
})

export const unmarkPaper = command(applicationSubject, "paper.unmark", {
	schema: EmptySchema,
	may: applicationPolicy.passPaper,
})
