import { setup } from "xstate"
import type { Moment } from "./lifecycle.ts"

export interface LetterContext {
	attempts: number
}

export type LetterEvent = Moment &
	({ type: "letter.take" | "letter.deliver" | "letter.resend" } | { type: "letter.fail"; error?: string })

/** Ten tries, the pause doubling from a minute: an outage of a night is survived. */
export const LETTER_TRIES = 10

export const letterMachine = setup({
	types: {
		context: {} as LetterContext,
		events: {} as LetterEvent,
		tags: {} as "waiting" | "underway" | "done" | "stuck",
	},
	guards: { triesLeft: ({ context }) => context.attempts < LETTER_TRIES },
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
				// A process that died while sending leaves the letter here; the job comes again and takes it anew.
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
