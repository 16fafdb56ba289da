import { assign, fromPromise, setup } from "xstate"

/**
 * Autosave of the application's form, in the browser. What is saved and how is the page's business (`save`); here is only
 * when: a pause after the last key, once more after what was typed meanwhile, again and again while there is no connection.
 */

/** The server said no and would say it again: the reason in Russian, and what to do. */
export class SaveRefused extends Error {}

export interface Saved {
	/** ISO instant by the server's clock. */
	at: string
}

interface Context {
	/** When the draft was last saved; null: never. */
	savedAt: string | null
	/** Something was typed while a save was on its way. */
	typedMeanwhile: boolean
	/** Saves that failed in a row. */
	failures: number
	/** Why the server refused. */
	refusal: string | null
}

type FormEvent =
	| { type: "form.typed" }
	| { type: "form.left" }
	| { type: "form.retry" }
	| { type: "form.sent" }

/** Milliseconds of quiet after the last key. */
export const QUIET_MS = 1500
const FIRST_RETRY_MS = 3000
const LAST_RETRY_MS = 60_000

/** 3, 6, 12… seconds, never more than a minute. */
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
	// The form itself is on its way to the server with everything in it.
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
				// The save on its way lacks what was typed since.
				"form.left": { guard: "typedMeanwhile", target: "saving", reenter: true },
			},
		},
		saved: { on: { "form.typed": "dirty" } },
		failed: {
			tags: "unsaved",
			after: { retry: "saving" },
			on: { "form.retry": "saving", "form.left": "saving" },
		},
		/** Sending the same again would be refused again; another text may pass. */
		refused: { tags: "unsaved", on: { "form.typed": "dirty" } },
		/** An answer that keeps the page (a field to mend) finds the form alive again. */
		sent: { on: { "form.typed": "dirty" } },
	},
})
