import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { applicationSubject } from "../application.subject.server.ts"
import { FormDraftSchema } from "./application.form.ts"

export const saveForm = command(applicationSubject, "form.save", {
	schema: FormDraftSchema,
	may: applicationPolicy.fillIn,
})
