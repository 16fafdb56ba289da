import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { applicationSubject } from "../application.subject.server.ts"
import { type FormDraft, FormDraftSchema } from "./application.form.ts"
import { knownFrom, reconcileAnswers } from "./known-answers.ts"

export const saveForm = command(applicationSubject, "form.save", {
	schema: FormDraftSchema,
	may: applicationPolicy.fillIn,
	reconcile: ({ row, input, known }) => reconcileAnswers(row.form as FormDraft, input, knownFrom(known)),
})
