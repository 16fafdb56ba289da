import type { Party } from "#app/policies/policy.ts"
import type { RuleMention } from "#app/utils/rule-mention.ts"

/** Where people work, one cabinet for each role. */
export type Cabinet = "teacher" | "school" | "municipality" | "expert" | "group" | "operator"

/** The cabinet for each kind of people that a policy names. Others work without a cabinet: the system, an invited person. */
const CABINET_OF: Readonly<Record<string, Cabinet>> = {
	педагог: "teacher",
	"координатор в ОО": "school",
	"муниципальный координатор": "municipality",
	"назначенный специалист": "expert",
	"руководитель предметной группы": "group",
	оператор: "operator",
}

/** The cabinets in which an event may have a button: those of the people whom its rule admits. */
export const cabinetsOf = (rule: { readonly parties: readonly Party[] }): Cabinet[] => [
	...new Set(rule.parties.flatMap(({ who }) => CABINET_OF[who] ?? [])),
]

type Asked = {
	/** The field's name in the schema of the event. */
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
	/** A tick by which a person confirms what the form was refused for. It is not shown before. */
	| { kind: "confirm"; name: string; label: string }
	/** Fields that need the data of the page. A separate component shows them. */
	| { kind: "own"; part: Part; names: readonly string[] }

/** The file of an event that is sent as an upload. */
export interface ActFile {
	/** Code of the document kind, which says what types of files are accepted. */
	kind: string
	label: string
	hint: string
}

export type ActTone = "main" | "second" | "bad" | "bad-solid" | "text"

/** How an act is shown. One cabinet may differ from the general look. */
interface ActLook<Part extends string> {
	/** The heading. By default, the words of the button. */
	title?: string
	note?: string
	/** The words of the button, if they differ from the lifecycle's. */
	button?: string
	/** «main» for the step that leads on. Each screen has one main button. By default «second». */
	tone?: ActTone
	/** The form unfolds when its heading is pressed. */
	folded?: true
	/** While the event is impossible, its button stays in its place and says why. */
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
	/** The part of the cabinet that contains the form. By default the subject's own page. */
	at?: Place
	/** Words of the link from the subject's page to a form on another page. */
	link?: string
	/** Links with a number come first. By default they keep the order of the list. */
	linkOrder?: number
	/** Why the form is not made from this list, if it is not. */
	ownForm?: string
}

interface Act<Place extends string, Part extends string> extends ActLook<Part> {
	in?: Partial<Record<Cabinet, ActPlace<Place, Part>>>
}

/** An event that nobody sends by its own button, and why. */
interface NoButton {
	noButton: string
}

/**
 * What a person may send to one noun: one entry for each event of its machine, in the order in which pages show them. The
 * list does not say which cabinets show an event: the event's policy admits people, and `explain` answers for the person.
 */
export type ActList<Event extends string, Place extends string, Part extends string = never> = Readonly<
	Record<Event, Act<Place, Part> | NoButton>
>
export type AnyActList = Readonly<Record<string, Act<string, string> | NoButton>>

/** What a page knows about one event: the part of `explain` that its button needs. */
export interface OwnEvent {
	possible: boolean
	reasons: readonly string[]
	button: string
	/** The rules that the reasons quote. */
	rules?: readonly RuleMention[]
}
export type OwnEvents = Partial<Readonly<Record<string, OwnEvent>>>

/** The place of an act that does not name one. */
export const PAGE = "page"

/** An act as one cabinet shows it. */
export interface ShownAct extends ActPlace<string, string>, OwnEvent {
	event: string
	button: string
	title: string
	tone: ActTone
	at: string
}

/**
 * One act in one cabinet, or null if the cabinet has no button for it. An event that the list does not contain yet becomes
 * a plain button.
 */
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

/** What a person fills in to send the event. */
export function fieldsOf(list: AnyActList, event: string): readonly ActField<string>[] {
	const entry: Act<string, string> | NoButton = list[event] ?? {}
	return "noButton" in entry ? [] : (entry.fields ?? [])
}

/** Every act of a cabinet, in the order of the list. */
export function actsIn(list: AnyActList, cabinet: Cabinet, events: OwnEvents): ShownAct[] {
	const known = Object.keys(list).filter((event) => events[event])
	const others = Object.keys(events).filter((event) => !Object.hasOwn(list, event))
	return [...known, ...others].flatMap((event) => actIn(list, cabinet, event, events[event]) ?? [])
}

const isFormAt = (act: ShownAct, at: string) => act.at === at && act.ownForm === undefined

/** The acts whose forms are shown in this place now. */
export const formsAt = (acts: readonly ShownAct[], at: string): ShownAct[] =>
	acts.filter((act) => isFormAt(act, at) && (act.possible || act.stays))

/** The acts of a place that are impossible now. */
export const closedAt = (acts: readonly ShownAct[], at: string): ShownAct[] =>
	acts.filter((act) => isFormAt(act, at) && !act.possible && !act.stays)

/** Links from the subject's page to the forms on other pages, each address once. */
export function linksFrom(acts: readonly ShownAct[]): { at: string; label: string }[] {
	const number = ({ linkOrder = Number.MAX_SAFE_INTEGER }: ShownAct) => linkOrder
	const links = [...acts]
		.sort((one, other) => number(one) - number(other))
		.flatMap(({ possible, at, link }) => (possible && link ? [{ at, label: link }] : []))
	return links.filter(({ label }, index) => links.findIndex((one) => one.label === label) === index)
}
