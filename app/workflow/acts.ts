import type { Party } from "#app/policies/policy.ts"
import type { RuleMention } from "#machines/lifecycle.ts"

/** Where people work, one cabinet for each role. */
export type Cabinet = "teacher" | "school" | "municipality" | "expert" | "group" | "operator"

/** The cabinet of each kind of people that a policy names. Everybody else works without one: the system, an invited person. */
const CABINET_OF: Readonly<Record<string, Cabinet>> = {
	педагог: "teacher",
	"координатор в ОО": "school",
	"муниципальный координатор": "municipality",
	"назначенный специалист": "expert",
	"руководитель предметной группы": "group",
	оператор: "operator",
}

/** The cabinets in which an event may have a button: those of the people whom its rule lets in. */
export const cabinetsOf = (rule: { readonly parties: readonly Party[] }): Cabinet[] => [
	...new Set(rule.parties.flatMap(({ who }) => CABINET_OF[who] ?? [])),
]

type Asked = {
	/** As in the schema of the event. */
	name: string
	label: string
	/** The label in a row of a table, where there is less space. */
	short?: string
	hint?: string
}

/** What a person fills in to send an event. */
export type ActField<Part extends string = never> =
	| ({ kind: "line"; width?: "short" } & Asked)
	| ({ kind: "text"; rows?: number } & Asked)
	| ({ kind: "date" } & Asked)
	| ({ kind: "choice"; choices: readonly { value: string; label: string }[] } & Asked)
	| { kind: "tick"; name: string; label: string; note?: string }
	/** Fields that need the data of the page: a component of their own shows them. */
	| { kind: "own"; part: Part; names: readonly string[] }

/** The file of an event that is sent as an upload. */
export interface ActFile {
	/** Code of the document kind, which says what types of files are taken. */
	kind: string
	label: string
	hint: string
}

export type ActTone = "main" | "second" | "bad" | "bad-solid" | "text"

/** How an act is shown. A cabinet may differ from what the act says for all of them. */
interface ActLook<Part extends string> {
	/** The heading; unless given, the words of the button. */
	title?: string
	note?: string
	/** Words of the button where they differ from the lifecycle's. */
	button?: string
	/** «main» for the step that leads on: one main button a screen. Unless given, «second». */
	tone?: ActTone
	/** The form unfolds when its heading is pressed. */
	folded?: true
	/** While the event is impossible its button stays in its place and says why. */
	stays?: true
	/** A panel with a warning colour, for an act that ends something. */
	panel?: "bad"
	/** An anchor to jump to. */
	id?: string
	fields?: readonly ActField<Part>[]
	/** The event is sent with a file. */
	file?: ActFile
}

/** Where and how one cabinet shows an act. */
interface ActPlace<Place extends string, Part extends string> extends ActLook<Part> {
	/** The part of the cabinet that holds the form; unless given, the subject's own page. */
	at?: Place
	/** Words of the link that leads from the subject's page to a form on another page. */
	link?: string
	/** Links with a number come first; unless given, the order of the list counts. */
	linkOrder?: number
	/** The form is not made from this list, and why. */
	ownForm?: string
}

interface Act<Place extends string, Part extends string> extends ActLook<Part> {
	in?: Partial<Record<Cabinet, ActPlace<Place, Part>>>
}

/** An event that no person sends by a button of its own, and why. */
interface NoButton {
	noButton: string
}

/**
 * What a person may send to one noun: one entry for each event of its machine, in the order in which pages show them.
 * Which cabinets show it is not said here: the policy of the event lets people in, `explain` answers for the person.
 */
export type ActList<Event extends string, Place extends string, Part extends string = never> = Readonly<
	Record<Event, Act<Place, Part> | NoButton>
>
export type AnyActList = Readonly<Record<string, Act<string, string> | NoButton>>

/** What a page is told of one event: of `explain`, what its button needs. */
export interface OwnEvent {
	possible: boolean
	reasons: readonly string[]
	button: string
	/** The rules that the reasons quote. */
	rules?: readonly RuleMention[]
}
export type OwnEvents = Partial<Readonly<Record<string, OwnEvent>>>

/** The place of an act that names none. */
export const PAGE = "page"

/** An act as one cabinet shows it. */
export interface ShownAct extends ActPlace<string, string>, OwnEvent {
	event: string
	button: string
	title: string
	tone: ActTone
	at: string
}

/** One act in one cabinet; null where no button of it stands. An event that the list does not know yet is a plain button. */
export function actIn(
	list: AnyActList,
	cabinet: Cabinet,
	event: string,
	own: OwnEvent | undefined,
): ShownAct | null {
	const entry: Act<string, string> | NoButton = list[event] ?? {}
	if (!own || "noButton" in entry) return null
	const { in: cabinets, ...act } = entry
	const look = { ...act, ...cabinets?.[cabinet] }
	const button = look.button ?? own.button
	return {
		at: PAGE,
		tone: "second",
		...look,
		...own,
		event,
		button,
		title: look.title ?? button,
	}
}

/** Every act of a cabinet, in the order of the list. */
export function actsIn(list: AnyActList, cabinet: Cabinet, events: OwnEvents): ShownAct[] {
	const known = Object.keys(list).filter((event) => events[event])
	const others = Object.keys(events).filter((event) => !Object.hasOwn(list, event))
	return [...known, ...others].flatMap((event) => actIn(list, cabinet, event, events[event]) ?? [])
}

const isFormAt = (act: ShownAct, at: string) => act.at === at && act.ownForm === undefined

/** The acts whose forms stand in one place now. */
export const formsAt = (acts: readonly ShownAct[], at: string): ShownAct[] =>
	acts.filter((act) => isFormAt(act, at) && (act.possible || act.stays))

/** The acts of a place that are impossible now. */
export const closedAt = (acts: readonly ShownAct[], at: string): ShownAct[] =>
	acts.filter((act) => isFormAt(act, at) && !act.possible && !act.stays)

/** From the subject's page to the forms on other pages, each address once. */
export function linksFrom(acts: readonly ShownAct[]): { at: string; label: string }[] {
	const number = ({ linkOrder = Number.MAX_SAFE_INTEGER }: ShownAct) => linkOrder
	const links = [...acts]
		.sort((one, other) => number(one) - number(other))
		.flatMap(({ possible, at, link }) => (possible && link ? [{ at, label: link }] : []))
	return links.filter(({ label }, index) => links.findIndex((one) => one.label === label) === index)
}
