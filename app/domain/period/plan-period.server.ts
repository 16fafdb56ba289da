import { z } from "zod"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { schedulePolicy } from "#app/policies/schedule.policy.ts"
import { forbidden, invalid, notFound } from "#app/utils/errors.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { longDate, shortDate } from "#app/utils/russian.ts"
import { isPeriodId, period } from "#machines/calendar.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import { scheduleGuards } from "#machines/schedule.machine.ts"
import { ensureYearOfOrder } from "../application/application.schema.ts"
import type { BatchPlan, BatchWords } from "../batch/batch.ts"
import { OrderSchema } from "../schedule/approve-schedule.server.ts"
import { ReopeningSchema } from "../schedule/close-schedule.server.ts"
import { planSchedules, type ScheduleEventName } from "../schedule/plan-schedules.server.ts"

interface Asked {
	actor: Actor
	form: Record<string, unknown>
	now: Date
}

/** Either a whole period, for the whole region, or the schedule of one municipality. */
const WhichSchedules = z.union(
	[
		z.object({ scheduleId: z.uuid() }).transform(({ scheduleId }) => ({ id: scheduleId })),
		z.object({ periodId: z.string().refine(isPeriodId) }).transform(({ periodId }) => ({ periodId })),
	],
	"Выберите период.",
)

/** The words of each act, where they differ between one municipality and the whole region. */
const WORDS: Record<ScheduleEventName, { title: string; lead: string; verb: string; done: string }> = {
	"schedule.close": {
		title: "Закрыть период",
		lead: "После закрытия в график нельзя никого добавить, перенести или исключить. Открыть его снова может только оператор: с причиной и до указанного дня.",
		verb: "Закрыть",
		done: "Закрыто",
	},
	"schedule.reopen": {
		title: "Открыть снова период",
		lead: "Закрытые графики снова можно будет заполнять по указанный день включительно, потом они закроются сами. Утверждённые останутся как есть.",
		verb: "Открыть снова",
		done: "Открыто снова",
	},
	"schedule.approve": {
		title: "Утвердить графики на период",
		lead: "Утверждение нельзя отменить: графики станут открытыми для всех, педагоги, специалисты и организации получат письма. Муниципалитеты, в которых что-то не готово, останутся как есть.",
		verb: "Утвердить",
		done: "Утверждено",
	},
}

/** «Закрыть период»: all schedules of the region, or one. */
export const planClosing = (asked: Asked): Promise<BatchPlan> => plan(asked, "schedule.close", {}, [])

/** «Открыть снова»: reopens a closed schedule, with a reason and a last day. */
export async function planReopening(asked: Asked): Promise<BatchPlan> {
	const input = parseForm(ReopeningSchema, asked.form)
	const event = { type: "schedule.reopen", at: asked.now.toISOString() }
	// Reported at the field, and not once for each schedule.
	if (!scheduleGuards.untilIsAhead({ context: {} as never, event }, input))
		throw invalid({ until: String(scheduleLifecycle.guards.untilIsAhead.reason) })
	return plan(asked, "schedule.reopen", input, [
		{ label: "Причина", value: input.reason },
		{ label: "Последний день", value: longDate(input.until) },
	])
}

/** «Утвердить»: one order for every schedule of the period that is ready, or for one. */
export async function planApproval(asked: Asked): Promise<BatchPlan> {
	const input = parseForm(OrderSchema, asked.form)
	ensureYearOfOrder(input.orderDate, asked.now)
	return plan(asked, "schedule.approve", input, [
		{ label: "Распоряжение", value: `№ ${input.orderNumber} от ${shortDate(input.orderDate)}` },
	])
}

const MAY = {
	"schedule.close": schedulePolicy.close,
	"schedule.reopen": schedulePolicy.reopen,
	"schedule.approve": schedulePolicy.approve,
}

async function plan(
	{ actor, form, now }: Asked,
	event: ScheduleEventName,
	input: Record<string, unknown>,
	typed: BatchWords["typed"],
): Promise<BatchPlan> {
	const which = parseForm(WhichSchedules, form)
	const found = await prisma.schedule.findFirst({
		where: which,
		select: { periodId: true, municipalityCode: true },
	})
	if (!found) throw notFound()
	// A whole period belongs to no municipality, so only a person who acts for the whole region may plan it.
	const municipalityCode = "id" in which ? found.municipalityCode : ""
	if (!MAY[event](actor, { municipalityCode }, null)) throw "id" in which ? notFound() : forbidden()
	const { title, ...words } = WORDS[event]
	const heading = `${title} «${period(found.periodId).label}»`
	return planSchedules({ actor, event, which, input, words: { ...words, title: heading, typed }, now })
}
