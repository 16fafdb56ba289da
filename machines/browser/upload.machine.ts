import { assign, fromCallback, setup } from "xstate"

/** What the browser knows about a file before anything is sent. */
export interface ChosenFile {
	name: string
	/** In bytes. */
	size: number
	/** The type according to the person's computer; often empty. */
	type: string
}

/** Why the upload failed. `fields` are messages next to fields of the form. */
export interface UploadProblem {
	message: string
	reasons: readonly string[]
	fields: Readonly<Record<string, string>>
	/** The page is outdated and should be reloaded. */
	conflict?: boolean
}

export interface UploadInput {
	/** Returns the sentence that refuses the chosen files, or null. */
	check: (files: readonly ChosenFile[]) => string | null
}

interface UploadContext extends UploadInput {
	files: readonly ChosenFile[]
	/** The form to send. Only the sender reads it. */
	body: unknown
	/** The share that was sent, from 0 to 1. */
	sent: number
	/** The line is broken, and the sender waits for it. */
	stalled: boolean
	problem: UploadProblem | null
}

export type SenderEvent =
	| { type: "upload.progress"; sent: number }
	/** The line is broken. The sender waits and goes on by itself. */
	| { type: "upload.stalled" }
	| { type: "upload.accepted" }
	/** The server checked the files and refused them. It would refuse the same files again. */
	| { type: "upload.refused"; problem: UploadProblem }
	/** The server did not check the files. The same files can be sent again. */
	| { type: "upload.interrupted"; message: string }

export type UploadEvent =
	| SenderEvent
	| { type: "upload.choose"; files: readonly ChosenFile[] }
	| { type: "upload.send"; files: readonly ChosenFile[]; body: unknown }
	| { type: "upload.cancel" | "upload.retry" | "upload.reset" }

const ofFile = (message: string): UploadProblem => ({ message, reasons: [], fields: { file: message } })

/**
 * Sends files from the browser: choose → check → send with progress → check on the server → done, with cancel and retry.
 * The page provides the sender. The machine knows only what the sender reports.
 */
export const uploadMachine = setup({
	types: {
		context: {} as UploadContext,
		events: {} as UploadEvent,
		input: {} as UploadInput,
		tags: {} as "busy" | "retryable",
	},
	actors: {
		sender: fromCallback<UploadEvent, { body: unknown }>(() => {}),
	},
	guards: {
		isWrong: ({ context }) => context.check(context.files) !== null,
	},
	actions: {
		keepChoice: assign(({ event }) =>
			event.type === "upload.choose" || event.type === "upload.send"
				? { files: event.files, problem: null, sent: 0, stalled: false }
				: {},
		),
		keepBody: assign(({ event }) => (event.type === "upload.send" ? { body: event.body } : {})),
		keepProgress: assign(({ event }) =>
			event.type === "upload.progress" ? { sent: event.sent, stalled: false } : {},
		),
		keepStall: assign({ stalled: true }),
		keepFinding: assign(({ context }) => {
			const found = context.check(context.files)
			return { problem: found === null ? null : ofFile(found) }
		}),
		keepRefusal: assign(({ event }) => (event.type === "upload.refused" ? { problem: event.problem } : {})),
		keepInterruption: assign(({ event }) =>
			event.type === "upload.interrupted"
				? { problem: { message: event.message, reasons: [], fields: {} } }
				: {},
		),
		startAnew: assign({ sent: 0, stalled: false, problem: null }),
		forget: assign({ files: [], body: null, sent: 0, stalled: false, problem: null }),
	},
}).createMachine({
	id: "upload",
	context: ({ input }) => ({ ...input, files: [], body: null, sent: 0, stalled: false, problem: null }),
	initial: "empty",
	on: {
		"upload.choose": { target: ".checking", actions: "keepChoice" },
		"upload.send": { target: ".checkingBeforeSending", actions: ["keepChoice", "keepBody"] },
		// Everything that was chosen has been removed, or the form is used again.
		"upload.reset": { target: ".empty", actions: "forget" },
	},
	states: {
		empty: {},
		checking: {
			always: [{ guard: "isWrong", target: "refused", actions: "keepFinding" }, { target: "chosen" }],
		},
		checkingBeforeSending: {
			always: [{ guard: "isWrong", target: "refused", actions: "keepFinding" }, { target: "uploading" }],
		},
		chosen: {},
		uploading: {
			tags: "busy",
			entry: "startAnew",
			invoke: { src: "sender", input: ({ context }) => ({ body: context.body }) },
			initial: "sending",
			on: {
				// A running upload must end first, so that a second press of the button sends nothing twice.
				"upload.choose": {},
				"upload.send": {},
				"upload.reset": {},
				"upload.accepted": "done",
				"upload.refused": { target: "refused", actions: "keepRefusal" },
				"upload.interrupted": { target: "interrupted", actions: "keepInterruption" },
				"upload.cancel": { target: "chosen", actions: "startAnew" },
				"upload.stalled": { actions: "keepStall" },
			},
			states: {
				sending: {
					on: {
						"upload.progress": [
							{
								guard: ({ event }) => event.sent >= 1,
								target: "checkedByServer",
								actions: "keepProgress",
							},
							{ actions: "keepProgress" },
						],
					},
				},
				checkedByServer: {},
			},
		},
		refused: {},
		interrupted: {
			tags: "retryable",
			on: {
				"upload.retry": "uploading",
				"upload.cancel": { target: "chosen", actions: "startAnew" },
			},
		},
		done: {},
	},
})
