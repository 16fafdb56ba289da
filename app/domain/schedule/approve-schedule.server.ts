import { z } from "zod"
import { schedulePolicy } from "#app/policies/schedule.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { dateField, ensureYearOfOrder } from "../application/application.schema.ts"
import { scheduleSubject } from "./schedule.subject.server.ts"

export const OrderSchema = z.object({
	orderNumber: z
		.string({ error: "Укажите номер распоряжения." })
		.trim()
		.min(1, "Укажите номер распоряжения.")
		.max(60, "Сократите номер до 60 знаков."),
	orderDate: dateField("Укажите дату распоряжения."),
})

export const approveSchedule = command(scheduleSubject, "schedule.approve", {
	schema: OrderSchema,
	may: schedulePolicy.approve,
	async prepare({ input, now }) {
		ensureYearOfOrder(input.orderDate, now)
		return null
	},
})
