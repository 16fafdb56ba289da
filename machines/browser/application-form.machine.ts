import { assign, fromPromise, setup } from "xstate"

/**
 * Autosave of the application's form, in the browser. The page provides how to save (`save`). The machine decides when:
 * after a pause in typing, again if something was typed during a save, and repeatedly while there is no connection.
 */

/** The server refused the text and would refuse it again. The message says why and what to do, in Russian. */
export class SaveRefused extends Error {}

export interface Saved {
	/** ISO instant by the server's clock. */
	at: string
}

interface Context {
	/** When the draft was last saved, or null if never. */
	savedAt: string | null
	/** Something was typed during a save. */
	typedMeanwhile: boolean
	/** How many saves in a row have failed. */
	failures: number
	/** Why the server refused. */
	refusal: string | null
}

type FormEvent =
	| { type: "form.typed" }
	| { type: "form.left" }
	| { type: "form.retry" }
	| { type: "form.sent" }

/** The pause in typing before a save, in milliseconds. */
export const QUIET_MS = 1500
const FIRST_RETRY_MS = 3000
const LAST_RETRY_MS = 60_000

/** 3, 6, 12… seconds, at most a minute. */
export const retryDelay = (failures: number): number =>
	Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1), LAST_RETRY_MS)

export const applicationFormMachine = setup({
	types: {
		context: {} as Context,
		events: {} as FormEvent,
		input: {} as { savedAt: string | null },
		tags: {} as "unsaved",
	},
	actors: {
		save: fromPromise<Saved>(() => Promise.reject(new Error("the page provides how to save"))),
	},
	delays: {
		quiet: QUIET_MS,
		retry: ({ context }) => retryDelay(context.failures),
	},
	guards: {
		typedMeanwhile: ({ context }) => context.typedMeanwhile,
		isRefusal: (_, { error }: { error: unknown }) => error instanceof SaveRefused,
	},
	actions: {
		noteTyping: assign({ typedMeanwhile: true }),
		begin: assign({ typedMeanwhile: false, refusal: null }),
		keepMoment: assign((_, { saved }: { saved: Saved }) => ({ savedAt: saved.at, failures: 0 })),
		keepRefusal: assign((_, { error }: { error: unknown }) => ({
			refusal: error instanceof Error ? error.message : String(error),
		})),
		countFailure: assign(({ context }) => ({ failures: context.failures + 1 })),
	},
}).createMachine({
	id: "applicationForm",
	context: ({ input }) => ({ savedAt: input.savedAt, typedMeanwhile: false, failures: 0, refusal: null }),
	initial: "idle",
	// The whole form has been sent with its button.
	on: { "form.sent": ".sent" },
	states: {
		idle: { on: { "form.typed": "dirty" } },
		dirty: {
			tags: "unsaved",
			after: { quiet: "saving" },
			on: { "form.typed": { target: "dirty", reenter: true }, "form.left": "saving" },
		},
		saving: {
			tags: "unsaved",
			entry: "begin",
			invoke: {
				src: "save",
				onDone: [
					{
						guard: "typedMeanwhile",
						target: "dirty",
						actions: { type: "keepMoment", params: ({ event }) => ({ saved: event.output }) },
					},
					{
						target: "saved",
						actions: { type: "keepMoment", params: ({ event }) => ({ saved: event.output }) },
					},
				],
				onError: [
					{
						guard: { type: "isRefusal", params: ({ event }) => ({ error: event.error }) },
						target: "refused",
						actions: { type: "keepRefusal", params: ({ event }) => ({ error: event.error }) },
					},
					{ target: "failed", actions: "countFailure" },
				],
			},
			on: {
				"form.typed": { actions: "noteTyping" },
				// The running save does not contain what was typed after it started.
				"form.left": { guard: "typedMeanwhile", target: "saving", reenter: true },
			},
		},
		saved: { on: { "form.typed": "dirty" } },
		failed: {
			tags: "unsaved",
			after: { retry: "saving" },
			on: { "form.retry": "saving", "form.left": "saving" },
		},
		/** The same text would be refused again. A changed text may be accepted. */
		refused: { tags: "unsaved", on: { "form.typed": "dirty" } },
		/** If the answer keeps the page open (a field to correct), typing starts the autosave again. */
		sent: { on: { "form.typed": "dirty" } },
	},
})
