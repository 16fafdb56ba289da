import { z } from "zod"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { addMonths, civilDate } from "#app/utils/civil-date.ts"
import { invalid } from "#app/utils/errors.ts"
import { shortDate } from "#app/utils/russian.ts"
import { command } from "#app/workflow/subject.server.ts"
import { reviewDueOn } from "#machines/calendar.ts"
import { dateField, tick } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"

/** An older paper is not waiting for its registration any more; the year was mistyped. */
const MOST_MONTHS = 12

/**
 * The coordinator enters an application that came on paper or through a portal. The review term starts on the day of
 * receipt. If it has passed already, the coordinator confirms the day, because it cannot be corrected afterwards.
 */
export const receiveApplication = command(applicationSubject, "application.receive", {
	schema: z.object({
		source: z.enum(["paper", "gosuslugi"], "Выберите, как пришло заявление."),
		receivedOn: dateField("Укажите дату получения заявления."),
		late: tick,
	}),
	may: applicationPolicy.receive,
	async prepare({ input, now }) {
		const { receivedOn, late } = input
		const today = civilDate(now)
		if (receivedOn > today)
			throw invalid({ receivedOn: "Эта дата ещё не наступила. Укажите день, когда заявление получили." })
		if (receivedOn < addMonths(today, -MOST_MONTHS))
			throw invalid({ receivedOn: "Эта дата больше года назад. Проверьте год." })
		const due = reviewDueOn(receivedOn)
		if (due < today && !late)
			throw invalid({
				late: `Срок рассмотрения этого заявления истёк ${shortDate(due)}. Исправьте дату или подтвердите её отметкой.`,
			})
		return null
	},
})
