import { z } from "zod"
import { schedulePolicy } from "#app/policies/schedule.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { dateField, EmptySchema, longText } from "../application/application.schema.ts"
import { scheduleSubject } from "./schedule.subject.server.ts"

export const closeSchedule = command(scheduleSubject, "schedule.close", {
	schema: EmptySchema,
	may: schedulePolicy.close,
})

export const ReopeningSchema = z.object({
	reason: longText("Укажите причину."),
	until: dateField("Укажите последний день, до которого период открыт."),
})

export const reopenSchedule = command(scheduleSubject, "schedule.reopen", {
	schema: ReopeningSchema,
	may: schedulePolicy.reopen,
})
