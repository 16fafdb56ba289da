import { setup } from "xstate"
import type { Timed } from "./guards.ts"

export interface LetterContext {
	attempts: number
}

export type LetterEvent = Timed &
	(
		| { type: "letter.take" | "letter.deliver" | "letter.resend" }
		| { type: "letter.fail" | "letter.defer" | "letter.return" | "letter.drop"; error?: string }
		| { type: "letter.refuse"; error?: string; deadAddress?: boolean }
	)

/** Ten attempts. The pause between them starts at one minute and doubles. */
export const LETTER_TRIES = 10

export const letterTags = ["waiting", "underway", "done", "stuck"] as const

export const letterGuards = {
	triesLeft: ({ context }: { context: LetterContext }) => context.attempts < LETTER_TRIES,
}

export const letterMachine = setup({
	types: {
		context: {} as LetterContext,
		events: {} as LetterEvent,
		tags: {} as (typeof letterTags)[number],
	},
	guards: letterGuards,
	actions: {
		countAttempt: () => {},
		giveAttemptBack: () => {},
		scheduleRetry: () => {},
		keepError: () => {},
		keepSent: () => {},
		markAddress: () => {},
		beginAnew: () => {},
	},
}).createMachine({
	id: "letter",
	initial: "queued",
	context: {} as LetterContext,
	states: {
		queued: { tags: "waiting", on: { "letter.take": { target: "sending", actions: "countAttempt" } } },
		sending: {
			tags: "underway",
			on: {
				// A process that dies while sending leaves the letter in this state. The job runs again and takes it once more.
				"letter.take": { target: "sending", reenter: true, actions: "countAttempt" },
				"letter.deliver": { target: "sent", actions: "keepSent" },
				"letter.fail": [
					{ target: "queued", guard: "triesLeft", actions: ["keepError", "scheduleRetry"] },
					{ target: "failed", actions: "keepError" },
				],
				// The mail server was unreachable or busy, which is not the letter's fault, so the attempt does not count.
				"letter.defer": { target: "queued", actions: ["keepError", "giveAttemptBack"] },
				// Refused for good, so another attempt would be refused too.
				"letter.refuse": { target: "failed", actions: ["keepError", "markAddress"] },
				// The matter of this reminder has ended meanwhile.
				"letter.drop": { target: "dropped", actions: "keepError" },
			},
		},
		// A letter that was handed over may still be returned.
		sent: {
			tags: "done",
			on: { "letter.return": { target: "returned", actions: ["keepError", "markAddress"] } },
		},
		failed: { tags: "stuck", on: { "letter.resend": { target: "queued", actions: "beginAnew" } } },
		returned: { tags: "stuck", on: { "letter.resend": { target: "queued", actions: "beginAnew" } } },
		dropped: { type: "final", tags: "done" },
	},
})
