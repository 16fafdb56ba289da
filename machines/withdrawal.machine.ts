import { setup } from "xstate"
import { asksOf, type Timed } from "./guards.ts"

export interface WithdrawalContext {
	/** True if the application can still be withdrawn, because its state has the tag. */
	applicationWithdrawable: boolean
	anotherActive: boolean
}

export type WithdrawalEvent = Timed &
	(
		| { type: "withdrawal.form"; reason?: string }
		| { type: "withdrawal.submit"; accepted?: boolean }
		| { type: "withdrawal.discard" | "withdrawal.register" }
		| { type: "withdrawal.reject"; reason?: string }
	)

interface Facts {
	context: WithdrawalContext
}

export const withdrawalTags = ["active", "formed", "waiting", "done", "turnedBack", "given up"] as const

export const withdrawalGuards = {
	applicationWithdrawable: ({ context }: Facts) => context.applicationWithdrawable,
	noneActive: ({ context }: Facts) => !context.anotherActive,
	reasonGiven: (_: Facts, { reason }: { reason?: string }) =>
		typeof reason === "string" && reason.trim() !== "",
	signedScanSent: (_: Facts, { accepted }: { accepted?: boolean }) => accepted === true,
}

const asks = asksOf(withdrawalGuards)

/** What must hold for a withdrawal to be created. */
export const withdrawalCreationGuards = ["applicationWithdrawable", "noneActive", asks.reasonGiven] as const

export const withdrawalMachine = setup({
	types: {
		context: {} as WithdrawalContext,
		events: {} as WithdrawalEvent,
		tags: {} as (typeof withdrawalTags)[number],
	},
	guards: withdrawalGuards,
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
					guard: asks.signedScanSent,
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
					guard: asks.reasonGiven,
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
