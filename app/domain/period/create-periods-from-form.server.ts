import { z } from "zod"
import type { Actor } from "#app/policies/policy.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { counted } from "#app/utils/russian.ts"
import { periodsOfSchoolYear } from "#machines/calendar.ts"
import { createPeriods } from "./create-periods.server.ts"

const isSchoolYear = (text: string) => {
	try {
		return periodsOfSchoolYear(text).length > 0
	} catch {
		return false
	}
}

const NewPeriods = z.object({
	schoolYear: z.string({ error: "Выберите учебный год." }).refine(isSchoolYear, "Выберите учебный год."),
})

/** @returns the sentence of the toast */
export async function createPeriodsFromForm({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: Record<string, unknown>
	now: Date
}): Promise<string> {
	const { schoolYear } = parseForm(NewPeriods, form)
	const { created } = await createPeriods({ actor, schoolYear, now })
	return `Периоды ${schoolYear} учебного года созданы: ${counted(created, ["график", "графика", "графиков"])}`
}
