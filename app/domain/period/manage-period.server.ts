import { z } from "zod"
import type { Actor } from "#app/policies/policy.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { counted } from "#app/utils/russian.ts"
import { isPeriodId, period, periodsOfSchoolYear } from "#machines/calendar.ts"
import { OrderSchema } from "../schedule/approve-schedule.server.ts"
import { approvePeriod, type PeriodApproval } from "./approve-period.server.ts"
import { closePeriod } from "./close-period.server.ts"
import { createPeriods } from "./create-periods.server.ts"

const SCHEDULES = ["график", "графика", "графиков"] as const

const isSchoolYear = (text: string) => {
	try {
		return periodsOfSchoolYear(text).length > 0
	} catch {
		return false
	}
}

const PeriodField = z.string({ error: "Выберите период." }).refine(isPeriodId, "Выберите период.")

/** What the page of periods may send, apart from the events of a single schedule. */
const PeriodForm = z.discriminatedUnion("intent", [
	z.object({
		intent: z.literal("create"),
		schoolYear: z.string({ error: "Выберите учебный год." }).refine(isSchoolYear, "Выберите учебный год."),
	}),
	z.object({ intent: z.literal("close"), periodId: PeriodField }),
])

/** @returns the sentence of the toast */
export async function managePeriod({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: Record<string, unknown>
	now: Date
}): Promise<string> {
	const asked = parseForm(PeriodForm, form)
	if (asked.intent === "create") {
		const { created } = await createPeriods({ actor, schoolYear: asked.schoolYear, now })
		return `Периоды ${asked.schoolYear} учебного года созданы: ${counted(created, SCHEDULES)}`
	}
	const { closed } = await closePeriod({ actor, periodId: asked.periodId, now })
	const { label } = period(asked.periodId)
	if (closed === 0) return `Период «${label}» уже закрыт во всех муниципалитетах`
	return `Период «${label}» закрыт: ${counted(closed, SCHEDULES)}`
}

const ApprovalForm = OrderSchema.extend({ periodId: PeriodField })

export async function approvePeriodFromForm({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: Record<string, unknown>
	now: Date
}): Promise<PeriodApproval> {
	return approvePeriod({ actor, ...parseForm(ApprovalForm, form), now })
}
