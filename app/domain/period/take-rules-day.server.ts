import { z } from "zod"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { schedulePolicy } from "#app/policies/schedule.policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError, forbidden } from "#app/utils/errors.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { counted, longDate } from "#app/utils/russian.ts"
import { dispatchWithin } from "#app/workflow/dispatch.server.ts"
import { deadlinesBy } from "#machines/calendar/period-dates.ts"
import { isPeriodId, period } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import { loadRulebook } from "../rules/rulebook.server.ts"

// A schedule keeps the last day with which it was created. If the rules give another day later, an operator must apply it
// explicitly, so that an open schedule is never shortened or extended without anybody knowing.

const FILLABLE = statesTagged(scheduleLifecycle, "fillable")

/** The last day by the rules, and the open schedules of the period with another one. A day set by an operator stays. */
export async function differingFromRules(periodId: string): Promise<{ day: string; ids: string[] }> {
	const day = deadlinesBy(await loadRulebook(prisma), periodId).closesAfter
	const rows = await prisma.schedule.findMany({
		where: { periodId, state: { in: FILLABLE }, closesOn: { not: day }, reopenReason: null },
		orderBy: { id: "asc" },
		select: { id: true },
	})
	return { day, ids: rows.map(({ id }) => id) }
}

const PeriodForm = z.object({
	periodId: z.string({ error: "Выберите период." }).refine(isPeriodId, "Выберите период."),
})

interface Taking {
	actor: Actor
	form: Record<string, unknown>
	now: Date
}

/**
 * Gives the open schedules of a period the last day of the rules. Each is closed and opened again until that day in one transaction, so
 * the journal says who did it and why.
 * @returns the sentence of the toast
 * @throws DomainError not-allowed-now when the day has passed or no schedule differs
 */
export async function takeRulesDay({ actor, form, now }: Taking): Promise<string> {
	if (!schedulePolicy.reopen(actor, { municipalityCode: "" }, null)) throw forbidden()
	const { periodId } = parseForm(PeriodForm, form)
	const { day, ids } = await differingFromRules(periodId)
	if (ids.length === 0)
		throw new DomainError("not-allowed-now", "Открытых графиков с другим последним днём в этом периоде нет.")
	if (day < civilDate(now))
		throw new DomainError(
			"not-allowed-now",
			`По правилам последний день уже прошёл: ${longDate(day)} Закройте период или откройте его снова до другого дня.`,
		)
	const input = { reason: "Последний день взят из правил, действующих сейчас", until: day }
	await inTransaction(
		async (tx) => {
			for (const id of ids) {
				const order = { actor, subject: "schedule", id, now } as const
				await dispatchWithin(tx, { ...order, event: "schedule.close", cause: "rules.day" })
				await dispatchWithin(tx, { ...order, event: "schedule.reopen", input, cause: "rules.day" })
			}
		},
		{ timeout: 60_000 },
	)
	return `Период ${period(periodId).label}: последний день — ${longDate(day)} Изменено: ${counted(ids.length, ["график", "графика", "графиков"])}.`
}
