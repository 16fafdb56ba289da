import { assign, setup } from "xstate"
import { type Copy, type Followed, follow } from "./copy.ts"
import type { AnyLifecycle } from "./lifecycle.ts"

/** A step of the journal, as far as the slider needs it. */
export interface InspectedMoment {
	seq: number
	state: string
}

/** What was tried on the copy, and what it came to. */
export interface Tried extends Followed {
	way: string
	button: string
	from: string
}

export interface InspectionInput {
	lifecycle: AnyLifecycle
	/** What the guards read, as it is now; each tried event tells what it makes of them. */
	facts: unknown
	/** In the order of their numbers; at least the birth. */
	moments: readonly InspectedMoment[]
	/** Number of the moment to begin with. */
	moment: number
	/** … and of the one it is compared with. */
	compared: number | null
	/** ISO instant at which events are tried. */
	at: string
}

interface InspectionContext extends InspectionInput {
	/** Guards about facts that one assumes to hold. */
	assumed: readonly string[]
	tried: readonly Tried[]
	/** The state that the copy began in. */
	begunIn: string
}

export type InspectionEvent =
	| { type: "moment.choose"; seq: number }
	| { type: "moment.back" | "moment.on" }
	| { type: "compare.choose"; seq: number | null }
	| { type: "copy.begin" | "copy.undo" | "copy.drop" }
	| { type: "copy.assume"; guard: string }
	| { type: "copy.try"; way: string; button: string }

const stateAt = ({ moments, moment }: InspectionContext): string =>
	moments.find(({ seq }) => seq === moment)?.state ?? ""

/** Where the copy stands. */
export const copyState = ({ tried, begunIn }: Pick<InspectionContext, "tried" | "begunIn">): string =>
	tried.at(-1)?.to ?? begunIn

/** The copy as it stands, for asking what can be tried on it. */
export const copyOf = (
	context: Pick<InspectionContext, "lifecycle" | "facts" | "assumed" | "at" | "tried" | "begunIn">,
): Copy => ({
	lifecycle: context.lifecycle,
	facts: context.tried.at(-1)?.facts ?? context.facts,
	assumed: context.assumed,
	at: context.at,
	state: copyState(context),
})

const neighbour = ({ moments, moment }: InspectionContext, step: 1 | -1): number | undefined =>
	moments[moments.findIndex(({ seq }) => seq === moment) + step]?.seq

/**
 * Looking at one subject in the browser: which moment of its journal is shown, which it is compared with, and what becomes
 * of a copy when events are tried on it. It knows no server: whatever is tried, nothing is sent.
 */
export const inspectionMachine = setup({
	types: {
		context: {} as InspectionContext,
		events: {} as InspectionEvent,
		input: {} as InspectionInput,
		tags: {} as "copying",
	},
	guards: {
		isMoment: ({ context }, { seq }: { seq: number | null }) =>
			seq === null || context.moments.some((one) => one.seq === seq),
	},
	actions: {
		choose: assign((_, { seq }: { seq: number }) => ({ moment: seq })),
		goBack: assign(({ context }) => ({ moment: neighbour(context, -1) ?? context.moment })),
		goOn: assign(({ context }) => ({ moment: neighbour(context, 1) ?? context.moment })),
		compare: assign((_, { seq }: { seq: number | null }) => ({ compared: seq })),
		begin: assign(({ context }) => ({ begunIn: stateAt(context) })),
		assume: assign(({ context: { assumed } }, { guard }: { guard: string }) => ({
			assumed: assumed.includes(guard) ? assumed.filter((one) => one !== guard) : [...assumed, guard],
		})),
		follow: assign(({ context }, { way, button }: { way: string; button: string }) => {
			const followed = follow(copyOf(context), way)
			if (followed === null) return {}
			return { tried: [...context.tried, { way, button, from: copyState(context), ...followed }] }
		}),
		undo: assign(({ context }) => ({ tried: context.tried.slice(0, -1) })),
		drop: assign({ tried: [], assumed: [] }),
	},
}).createMachine({
	id: "inspection",
	context: ({ input }) => ({ ...input, assumed: [], tried: [], begunIn: "" }),
	initial: "replaying",
	states: {
		replaying: {
			on: {
				"moment.choose": {
					guard: { type: "isMoment", params: ({ event }) => event },
					actions: { type: "choose", params: ({ event }) => event },
				},
				"moment.back": { actions: "goBack" },
				"moment.on": { actions: "goOn" },
				"compare.choose": {
					guard: { type: "isMoment", params: ({ event }) => event },
					actions: { type: "compare", params: ({ event }) => event },
				},
				"copy.begin": { target: "copying", actions: "begin" },
			},
		},
		// The moment stays while events are tried: the copy began in its state.
		copying: {
			tags: "copying",
			on: {
				"copy.assume": { actions: { type: "assume", params: ({ event }) => event } },
				"copy.try": { actions: { type: "follow", params: ({ event }) => event } },
				"copy.undo": { actions: "undo" },
				"copy.drop": { target: "replaying", actions: "drop" },
			},
		},
	},
})
