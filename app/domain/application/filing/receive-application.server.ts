import { z } from "zod"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { invalid } from "#app/utils/errors.ts"
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
	async prepare({ input, now }) {
		if (input.receivedOn > civilDate(now))
			throw invalid({ receivedOn: "Эта дата ещё не наступила. Укажите день, когда заявление получили." })
		return null
	},
})
