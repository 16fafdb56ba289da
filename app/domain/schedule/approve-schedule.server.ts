import { z } from "zod"
import { schedulePolicy } from "#app/policies/schedule.policy.ts"
import { invalid } from "#app/utils/errors.ts"
import { command } from "#app/workflow/subject.server.ts"
import { civilDate } from "#machines/calendar.ts"
import { dateField } from "../application/application.schema.ts"
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
		// An approved schedule is public and changes no more: another year is a slip of the finger.
		const years = Math.abs(Number(input.orderDate.slice(0, 4)) - Number(civilDate(now).slice(0, 4)))
		const doubt = "Проверьте год в дате распоряжения."
		if (years > 1) throw invalid({ orderDate: doubt }, doubt)
		return null
	},
})
