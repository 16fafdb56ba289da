import type { AnyStateMachine } from "xstate"
import type { RuleMention } from "#app/utils/rule-mention.ts"
import { type GuardFunction, type GuardUse, guardName } from "./guards.ts"
import { eventsOf, leafStates, restore, transitionsFor, wearsTag } from "./structure.ts"

/**
 * A guard in words. A guard about facts can be checked before anything is typed: if it fails, the button is disabled and
 * says why. A guard about the event is checked when something is sent.
 */
export interface GuardText<Facts> {
	about: "facts" | "event"
	/** What must hold, as part of a sentence. Drawings show it. */
	condition: string
	/** A whole sentence that says why the event is not possible. */
	reason: string | ((facts: Facts) => string)
	/** The rules that the reason quotes. */
	rules?: (facts: Facts) => readonly RuleMention[]
}

export interface StateText<Details> {
	/** The text in coordinators' lists, tags and drawings. */
	short: string
	/** The text in the cabinet of the person concerned. */
	status: string | ((details: Details) => string)
	/** What happens in this state and what can be done, for people who try something else. */
	now?: string
}

export interface EventText {
	/** The words of the button that sends it. */
	button: string
	/** Its name in a drawing, if the button's own words («Сохранить») say too little. */
	name?: string
	/** The sentence in the history, after the event. */
	happened: string
	/** The confirmation for the person who did it, if it differs from the sentence in the history. */
	done?: string
}

/**
 * One version of a machine as plain data, which outlives the machine. A step begins with `from event to`. Its guards and
 * actions follow.
 */
export interface StepTable {
	/** The creation. It is called `birth` because the frozen files of `machines/versions/` use this word. */
	birth: { event: string; to: string; guards?: readonly string[] }
	states: readonly string[]
	steps: readonly string[]
}

/** What a migration may read about a subject. */
export interface MovedSubject {
	state: string
	/** The columns of its row. */
	row: Readonly<Record<string, unknown>>
	/** The journal's last entry of each event, by event. */
	lastEvents: Readonly<Record<string, { at: Date; data: Record<string, unknown>; reason: string | null }>>
}

/** How a state that one version stored becomes a state of the next version. Pure. */
export interface Migration {
	/** The version before, frozen, because its journals are still read. */
	leaves: StepTable
	/** The state in the next version, or a Russian sentence that says why there is none. */
	move(subject: MovedSubject): { to: string } | { cannot: string }
}

/** The move to a version that still has every state of the one before. */
const keepsState: Migration["move"] = ({ state }) => ({ to: state })

/**
 * The number of a lifecycle's version and its migrations, from its frozen file with all versions, oldest first. `moves`
 * says, by the number of the version before, where its states go. By default each subject keeps its state.
 */
export function versionsOf(
	frozen: readonly StepTable[],
	moves: Readonly<Record<number, Migration["move"]>> = {},
): Pick<AnyLifecycle, "version"> & { migrations: readonly Migration[] } {
	const migrations = frozen
		.slice(0, -1)
		.map((leaves, index) => ({ leaves, move: moves[index + 1] ?? keepsState }))
	return { version: frozen.length, migrations }
}

/** An action whose result depends on data that only the real event has: a period, experts, a document. */
export const UNKNOWABLE = "unknowable"

/** What an action does to the facts that guards read, when the event is tried on a copy. */
export type Consequence<Facts> = ((facts: Facts) => Partial<Facts>) | typeof UNKNOWABLE

/** The event that creates a subject. It is not a transition, because there is no state yet. */
export interface Creation<State extends string> {
	event: string
	text: EventText
	/** The first state. */
	to: State
	guards: readonly GuardUse[]
}

/** A machine together with its words and the event that creates a subject. */
export interface Lifecycle<
	Facts,
	State extends string,
	EventType extends string,
	Guard extends string,
	Details,
	Tag extends string,
> {
	name: string
	/** Its name for operators, among the other lifecycles. */
	title: string
	/** Where the lifecycle begins and ends, in one sentence. */
	purpose: string
	/** «заявление», «заявления», «заявлений». */
	counted: readonly [string, string, string]
	/** Stored with every state that this definition writes. A changed machine needs a new version and a migration. */
	version: number
	/** One for each earlier version. The first one migrates from version 1. */
	migrations?: readonly Migration[]
	machine: AnyStateMachine
	/** Every tag of the machine. Lists, policies and views use tags, never states. */
	tags: readonly Tag[]
	creation: Creation<NoInfer<State>>
	/** Names of the states that contain other states. */
	boxes?: Record<string, string>
	states: Record<State, StateText<Details>>
	events: Record<EventType, EventText>
	/** Each guard in words … */
	guards: Record<Guard, GuardText<Facts>>
	/** … and as the function that the machine was given. */
	predicates: Record<NoInfer<Guard>, GuardFunction<Facts, never>>
	/** By action, for trying events on a copy. */
	consequences?: Record<string, Consequence<Facts>>
}

/** A lifecycle with its own types erased, as the engine and the drawings use it. */
export type AnyLifecycle = Omit<
	Lifecycle<never, string, string, string, never, string>,
	"guards" | "states" | "events" | "consequences" | "predicates"
> & {
	consequences?: Record<string, ((facts: never) => object) | typeof UNKNOWABLE>
	states: Record<string, Pick<StateText<never>, "short" | "now">>
	events: Record<string, EventText>
	guards: Record<
		string,
		{
			about: "facts" | "event"
			condition: string
			reason: string | ((facts: never) => string)
			rules?: (facts: never) => readonly RuleMention[]
		}
	>
	predicates: Record<string, GuardFunction<never, never>>
}

/**
 * Defines a lifecycle and checks its machine against it.
 * @throws Error if a guard is combined by anything but `allOf` or is not defined, a transition has neither target nor
 * action (XState would never take it), or a state has an undeclared tag
 */
export function defineLifecycle<Facts, Details = Record<never, never>>() {
	return <
		const State extends string,
		const EventType extends string,
		const Guard extends string,
		const Tag extends string,
	>(
		definition: Lifecycle<Facts, State, EventType, Guard, Details, Tag>,
	): Lifecycle<Facts, State, EventType, Guard, Details, Tag> => {
		checkMachine(definition as unknown as AnyLifecycle)
		return definition
	}
}

function checkMachine({ name, machine, tags, creation, predicates }: AnyLifecycle): void {
	const transitions = leafStates(machine).flatMap((state) =>
		eventsOf(machine).flatMap((event) => transitionsFor(machine, state, event)),
	)
	const uses = transitions.flatMap(({ guards }) => guards)
	for (const { from, event, to, actions } of transitions)
		if (to === null && actions.length === 0)
			throw new Error(
				`«${name}»: ${event} in ${from} does nothing; give it an action, or its state as target`,
			)
	for (const use of [...creation.guards, ...uses])
		if (!Object.hasOwn(predicates, guardName(use)))
			throw new Error(`«${name}» has no guard «${guardName(use)}»`)
	for (const path of leafStates(machine))
		for (const tag of restore(machine, path, {}).tags)
			if (!tags.includes(tag)) throw new Error(`«${name}» declares no tag «${tag}», which «${path}» wears`)
}

/** What the functions below need of a lifecycle. Only one of its own tags compiles. */
type Tagged<Tag extends string> = Pick<AnyLifecycle, "machine"> & { tags: readonly Tag[] }

/** The stored states with one of the tags. Queries use this, so no list of states exists outside the machine. */
export function statesTagged<Tag extends string>(
	{ machine }: Tagged<Tag>,
	...tags: readonly NoInfer<Tag>[]
): string[] {
	return leafStates(machine).filter((path) => tags.some((tag) => wearsTag(machine, path, tag)))
}

export const isTagged = <Tag extends string>(
	{ machine }: Tagged<Tag>,
	path: string,
	tag: NoInfer<Tag>,
): boolean => wearsTag(machine, path, tag)

/** A stored state in one or two words. A state that the machine does not know is set aside for operators. */
export const shortOf = ({ states }: Pick<AnyLifecycle, "states">, state: string): string =>
	(Object.hasOwn(states, state) && states[state]?.short) || "Отложено"

/** The tags of a lifecycle as a type. */
export type TagOf<Tagged extends { tags: readonly string[] }> = Tagged["tags"][number]
