import { setup } from "xstate"
import { civilDate } from "#app/utils/civil-date.ts"
import { allOf, asksOf, type Timed } from "./guards.ts"
import { wearsTag } from "./structure.ts"

export interface ScheduleContext {
	period: string
	/** Last day on which it can be filled in: the 12th of the month before, or the day set when it was reopened. */
	closesOn: string
	/** Names of the teachers whose applications block the approval; of very many the first, and «и ещё 300». */
	withoutTwoExperts: readonly string[]
	withdrawalWaits: readonly string[]
}

export type ScheduleEvent = Timed &
	(
		| { type: "schedule.close" }
		| { type: "schedule.reopen"; reason?: string; until?: string }
		| { type: "schedule.approve"; orderNumber?: string; orderDate?: string }
	)

const isGiven = (text: unknown): text is string => typeof text === "string" && text.trim() !== ""

interface Facts {
	context: ScheduleContext
}

export const scheduleTags = ["fillable", "closed", "approved"] as const

export const scheduleGuards = {
	reasonGiven: (_: Facts, { reason }: { reason?: string }) => isGiven(reason),
	untilIsAhead: ({ event }: Facts & { event: Timed }, { until }: { until?: string }) =>
		isGiven(until) && until >= civilDate(new Date(event.at)),
	orderGiven: (_: Facts, { orderNumber, orderDate }: { orderNumber?: string; orderDate?: string }) =>
		isGiven(orderNumber) && isGiven(orderDate),
	everyoneHasTwoExperts: ({ context }: Facts) => context.withoutTwoExperts.length === 0,
	noWithdrawalWaits: ({ context }: Facts) => context.withdrawalWaits.length === 0,
}

const asks = asksOf(scheduleGuards)

export const scheduleMachine = setup({
	types: {
		context: {} as ScheduleContext,
		events: {} as ScheduleEvent,
		tags: {} as (typeof scheduleTags)[number],
	},
	guards: scheduleGuards,
	actions: {
		keepReopening: () => {},
		approveApplications: () => {},
	},
}).createMachine({
	id: "schedule",
	initial: "forming",
	context: {} as ScheduleContext,
	states: {
		forming: { tags: "fillable", on: { "schedule.close": "closed" } },
		closed: {
			tags: "closed",
			on: {
				"schedule.reopen": {
					target: "forming",
					guard: allOf([asks.reasonGiven, asks.untilIsAhead]),
					actions: "keepReopening",
				},
				"schedule.approve": {
					target: "approved",
					guard: allOf(["everyoneHasTwoExperts", "noWithdrawalWaits", asks.orderGiven]),
					actions: "approveApplications",
				},
			},
		},
		approved: { tags: ["closed", "approved"] },
	},
})

/**
 * Whether applications may be added, moved or removed today. After its last day a schedule counts as closed, even if the
 * nightly job has not closed it yet.
 */
export function isFillable(schedule: { state: string; closesOn: string }, today: string): boolean {
	return wearsTag(scheduleMachine, schedule.state, "fillable") && today <= schedule.closesOn
}
