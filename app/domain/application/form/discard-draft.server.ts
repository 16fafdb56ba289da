import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

export const discardDraft = command(applicationSubject, "form.discard", {
	schema: EmptySchema,
	may: applicationPolicy.discard,
})

export const restoreDraft = command(applicationSubject, "form.restore", {
	schema: EmptySchema,
	may: applicationPolicy.discard,
})
