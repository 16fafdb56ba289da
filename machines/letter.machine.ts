import { setup } from "xstate"
import type { Timed } from "./guards.ts"

export interface LetterContext {
	attempts: number
}

export type LetterEvent = Timed &
	({ type: "letter.take" | "letter.deliver" | "letter.resend" } | { type: "letter.fail"; error?: string })

/** Ten tries. The pause between them begins at a minute and doubles, so a letter survives an outage of one night. */
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
		scheduleRetry: () => {},
		keepError: () => {},
		keepSent: () => {},
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
				// A process that dies while sending leaves the letter in this state; the job runs again and takes it once more.
				"letter.take": { target: "sending", reenter: true, actions: "countAttempt" },
				"letter.deliver": { target: "sent", actions: "keepSent" },
				"letter.fail": [
					{ target: "queued", guard: "triesLeft", actions: ["keepError", "scheduleRetry"] },
					{ target: "failed", actions: "keepError" },
				],
			},
		},
		sent: { type: "final", tags: "done" },
		failed: { tags: "stuck", on: { "letter.resend": { target: "queued", actions: "beginAnew" } } },
	},
})
