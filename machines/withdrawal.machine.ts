import { setup } from "xstate"
import type { Moment } from "./lifecycle.ts"

export interface WithdrawalContext {
	/** The application can still be withdrawn: its state carries the tag. */
	applicationWithdrawable: boolean
	anotherActive: boolean
}

export type WithdrawalEvent = Moment &
	(
		| { type: "withdrawal.form"; reason?: string }
		| { type: "withdrawal.submit"; accepted?: boolean }
		| { type: "withdrawal.discard" | "withdrawal.register" }
		| { type: "withdrawal.reject"; reason?: string }
	)

const sent = (event: WithdrawalEvent): Record<string, unknown> => event as unknown as Record<string, unknown>
const given = (text: unknown) => typeof text === "string" && text.trim() !== ""

export const withdrawalMachine = setup({
	types: {
		context: {} as WithdrawalContext,
		events: {} as WithdrawalEvent,
		tags: {} as "active" | "formed" | "waiting" | "done" | "turnedBack" | "given up",
	},
	guards: {
		applicationWithdrawable: ({ context }) => context.applicationWithdrawable,
		noneActive: ({ context }) => !context.anotherActive,
		reasonGiven: ({ event }) => given(sent(event).reason),
		signedScanSent: ({ event }) => sent(event).accepted === true,
	},
	actions: {
		keepScan: () => {},
		withdrawApplication: () => {},
		assignWithdrawalNumber: () => {},
		keepRejection: () => {},
		sendLetter: (_, _params: { letter: string; to: "teacher" | "coordinators" }) => {},
	},
}).createMachine({
	id: "withdrawal",
	initial: "formed",
	context: {} as WithdrawalContext,
	states: {
		formed: {
			tags: ["active", "formed"],
			on: {
				"withdrawal.submit": {
					target: "submitted",
					guard: "signedScanSent",
					actions: [
						"keepScan",
						{ type: "sendLetter", params: { letter: "withdrawal-submitted", to: "teacher" } },
						{ type: "sendLetter", params: { letter: "withdrawal-arrived", to: "coordinators" } },
					],
				},
				"withdrawal.discard": "discarded",
			},
		},
		submitted: {
			tags: ["active", "waiting"],
			on: {
				"withdrawal.discard": "discarded",
				"withdrawal.register": {
					target: "registered",
					actions: [
						"assignWithdrawalNumber",
						"withdrawApplication",
						{ type: "sendLetter", params: { letter: "withdrawal-registered", to: "teacher" } },
					],
				},
				"withdrawal.reject": {
					target: "rejected",
					guard: "reasonGiven",
					actions: [
						"keepRejection",
						{ type: "sendLetter", params: { letter: "withdrawal-rejected", to: "teacher" } },
					],
				},
			},
		},
		discarded: { type: "final", tags: "given up" },
		registered: { type: "final", tags: "done" },
		rejected: { type: "final", tags: "turnedBack" },
	},
})
