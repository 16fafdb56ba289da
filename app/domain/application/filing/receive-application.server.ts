import { z } from "zod"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { dateField } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

/** The coordinator enters an application that came on paper or through a portal. The review term starts on the day of receipt. */
export const receiveApplication = command(applicationSubject, "application.receive", {
	schema: z.object({
		source: z.enum(["paper", "gosuslugi"], "Выберите, как пришло заявление."),
		receivedOn: dateField("Укажите дату получения заявления."),
	}),
	may: applicationPolicy.receive,
})
