import { withdrawalPolicy } from "#app/policies/withdrawal.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema, ReasonSchema } from "../application/application.schema.ts"
import { withdrawalSubject } from "./withdrawal.subject.server.ts"

/** Registers the withdrawal and, in the same transaction, withdraws the application. */
export const registerWithdrawal = command(withdrawalSubject, "withdrawal.register", {
	schema: EmptySchema,
	may: withdrawalPolicy.register,
})

export const rejectWithdrawal = command(withdrawalSubject, "withdrawal.reject", {
	schema: ReasonSchema,
	may: withdrawalPolicy.reject,
})
