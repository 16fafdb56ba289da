import { z } from "zod"
import { withdrawalPolicy } from "#app/policies/withdrawal.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema, filesField } from "../application/application.schema.ts"
import { acceptsOf } from "../application/document-kind.ts"
import { takeOneDocument } from "../application/take-files.server.ts"
import { withdrawalSubject } from "./withdrawal.subject.server.ts"

const accepts = acceptsOf("withdrawal_scan")

export const submitWithdrawal = command(withdrawalSubject, "withdrawal.submit", {
	schema: z.object({ files: filesField }),
	may: withdrawalPolicy.submit,
	prepare: ({ input }) => takeOneDocument(input.files, accepts),
	checked: () => ({ accepted: true }),
})

/** «Не отзывать»: until it is registered nothing has happened yet. */
export const discardWithdrawal = command(withdrawalSubject, "withdrawal.discard", {
	schema: EmptySchema,
	may: withdrawalPolicy.discard,
})
