import { assign, setup } from "xstate"
import type { AnyLifecycle } from "../lifecycle.ts"
import { type Copy, type Followed, follow } from "./copy.ts"

/** A step of the journal, as far as the slider needs it. */
export interface InspectedMoment {
	seq: number
	state: string
}

/** An event that was tried on the copy, and its result. */
export interface Tried extends Followed {
	way: string
	button: string
	from: string
}

export interface InspectionInput {
	lifecycle: AnyLifecycle
	/** What the guards read now. Each tried event changes it on the copy. */
	facts: unknown
	/** Sorted by number; the first one is the creation. */
	moments: readonly InspectedMoment[]
	/** Number of the moment to begin with. */
	moment: number
	/** Number of the moment to compare it with, if any. */
	compared: number | null
	/** ISO instant at which events are tried. */
	at: string
}

interface InspectionContext extends InspectionInput {
	/** Guards about facts that the person assumes to hold. */
	assumed: readonly string[]
	tried: readonly Tried[]
	/** The state in which the copy began. */
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

/** The current state of the copy. */
export const copyState = ({ tried, begunIn }: Pick<InspectionContext, "tried" | "begunIn">): string =>
	tried.at(-1)?.to ?? begunIn

/** The copy in its current state, to find out what can be tried on it. */
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
 * The inspection of one subject in the browser: which moment of its journal is shown, with which moment it is compared, and
 * what happens to a copy when events are tried on it. The machine knows no server, so nothing that is tried is sent.
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
		// The moment cannot change while events are tried, because the copy began in its state.
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
