import { and, setup } from "xstate"
import { civilDate } from "./calendar.ts"
import type { Moment } from "./lifecycle.ts"

export interface ScheduleContext {
	period: string
	/** Last day on which it may be filled in: the 12th of the month before, or the day a reopening names. */
	closesOn: string
	/** Names of those that block the approval. */
	withoutTwoExperts: readonly string[]
	withdrawalWaits: readonly string[]
}

export type ScheduleEvent = Moment &
	(
		| { type: "schedule.close" }
		| { type: "schedule.reopen"; reason?: string; until?: string }
		| { type: "schedule.approve"; orderNumber?: string; orderDate?: string }
	)

const given = (text: unknown) => typeof text === "string" && text.trim() !== ""
const sent = (event: ScheduleEvent): Record<string, unknown> => event as unknown as Record<string, unknown>

export const scheduleMachine = setup({
	types: {
		context: {} as ScheduleContext,
		events: {} as ScheduleEvent,
		tags: {} as "fillable" | "closed" | "approved",
	},
	guards: {
		reasonGiven: ({ event }) => given(sent(event).reason),
		untilIsAhead: ({ event }) =>
			given(sent(event).until) && String(sent(event).until) >= civilDate(new Date(event.at)),
		orderGiven: ({ event }) => given(sent(event).orderNumber) && given(sent(event).orderDate),
		everyoneHasTwoExperts: ({ context }) => context.withoutTwoExperts.length === 0,
		noWithdrawalWaits: ({ context }) => context.withdrawalWaits.length === 0,
	},
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
					guard: and(["reasonGiven", "untilIsAhead"]),
					actions: "keepReopening",
				},
				"schedule.approve": {
					target: "approved",
					guard: and(["everyoneHasTwoExperts", "noWithdrawalWaits", "orderGiven"]),
					actions: "approveApplications",
				},
			},
		},
		approved: { tags: ["closed", "approved"] },
	},
})

/** Whether applications may be put in, moved or taken out today; the calendar closes it even before the nightly job does. */
export function isFillable(schedule: { state: string; closesOn: string }, today: string): boolean {
	const node = scheduleMachine.root.states[schedule.state as "forming"]
	return node?.tags.includes("fillable") === true && today <= schedule.closesOn
}
