// One application at any moment of its journal. This file is pure: the server renders a moment with it, and the browser
// moves the slider.

/** From the first step of the journal up to, but not including, the second. Null means to the end. */
export type Span = readonly [from: number, until: number | null]

export interface InspectedStep {
	/** Number in the journal. */
	seq: number
	/** ISO instant. */
	at: string
	/** «15 сентября 2026 г., 16:20» */
	when: string
	/** «15.09» */
	day: string
	/** «Заявление зарегистрировано» */
	title: string
	who: string
	reason: string | null
	state: string
	short: string
	/** The transition of the drawing for this step, or null if the drawing has none. */
	transition: string | null
	/** True if the state changed or an operator moved it by hand. */
	moved: boolean
	/** Why no line of the drawing fits, or null if one does. */
	outside: Outside | null
}

/** A move by hand, a move to a new version of the machine, or an event that only an earlier version had. */
export type Outside = "byHand" | "migration" | "former"

export const OUTSIDE_WORDS: Readonly<Record<Outside, string>> = {
	byHand: "вручную",
	migration: "перенос на новую версию",
	former: "по прежней версии",
}

export interface InspectedDocument {
	id: string
	name: string
	note: string
	/** Null if the document can no longer be opened. */
	href: string | null
	span: Span
}

export interface InspectedPerson {
	id: string
	name: string
	role: string
	spans: readonly Span[]
}

export interface Inspected {
	steps: readonly InspectedStep[]
	documents: readonly InspectedDocument[]
	people: readonly InspectedPerson[]
}

const isIn =
	(seq: number) =>
	([from, until]: Span) =>
		from <= seq && (until === null || seq < until)

/** State, documents and readers at a moment; null for a number that the journal does not have. */
export function frameAt({ steps, documents, people }: Inspected, seq: number) {
	const step = steps.find((one) => one.seq === seq)
	if (!step) return null
	return {
		step,
		documents: documents.filter(({ span }) => isIn(seq)(span)),
		people: people.filter(({ spans }) => spans.some(isIn(seq))),
	}
}
export type Frame = NonNullable<ReturnType<typeof frameAt>>

/** What was added and removed between two moments, from the earlier to the later. */
export function differenceOf(inspected: Inspected, one: number, other: number) {
	const [from, to] = [frameAt(inspected, Math.min(one, other)), frameAt(inspected, Math.max(one, other))]
	if (!from || !to) return null
	const gained = <Thing extends { id: string }>(before: readonly Thing[], after: readonly Thing[]) =>
		after.filter(({ id }) => before.every((thing) => thing.id !== id))
	return {
		from: from.step,
		to: to.step,
		steps: inspected.steps.filter(({ seq }) => seq > from.step.seq && seq <= to.step.seq),
		documents: { come: gained(from.documents, to.documents), gone: gained(to.documents, from.documents) },
		people: { come: gained(from.people, to.people), gone: gained(to.people, from.people) },
	}
}
export type Difference = NonNullable<ReturnType<typeof differenceOf>>

/**
 * The way to a moment, for the drawing: numbered transitions, the days on which each state was entered, and for each state
 * the numbers of the steps that follow no line.
 */
export function walkTo({ steps }: Inspected, seq: number, possible: readonly string[]) {
	const walked = steps.filter((step) => step.seq <= seq && step.moved)
	const numbers: Record<string, number[]> = {}
	const days: Record<string, string[]> = {}
	const outside: Record<string, number[]> = {}
	for (const [index, { transition, state, day }] of walked.entries()) {
		const [marks, place] = transition ? [numbers, transition] : [outside, state]
		marks[place] = [...(marks[place] ?? []), index + 1]
		days[state] = [...(days[state] ?? []), day]
	}
	return {
		kind: "path" as const,
		steps: numbers,
		outside,
		states: Object.fromEntries(Object.entries(days).map(([state, all]) => [state, listed(all)])),
		current: walked.at(-1)?.state ?? "",
		possible: seq === steps.at(-1)?.seq ? possible : [],
	}
}

/** «26.08 и 30.08». Of more than two days only the first and the last are listed. */
function listed(days: readonly string[]): string {
	const distinct = [...new Set(days)]
	const [first = "", ...rest] = distinct
	if (rest.length === 0) return first
	return rest.length === 1 ? `${first} и ${rest[0]}` : `${first} … ${rest.at(-1)}`
}

/** Joins neighbouring steps for which the condition holds into spans. */
export function spansOf(steps: readonly { seq: number }[], holds: (index: number) => boolean): Span[] {
	const spans: [number, number | null][] = []
	for (const [index, { seq }] of steps.entries()) {
		const open = spans.at(-1)
		const isOpen = open !== undefined && open[1] === null
		if (holds(index) && !isOpen) spans.push([seq, null])
		if (!holds(index) && isOpen) open[1] = seq
	}
	return spans
}

/** Reads the moments from an address. An unknown number becomes the last moment, and an unknown comparison none. */
export function momentIn({ steps }: Pick<Inspected, "steps">, search: URLSearchParams) {
	const known = (name: string) => steps.find(({ seq }) => String(seq) === search.get(name))?.seq ?? null
	return { at: known("at") ?? steps.at(-1)?.seq ?? 0, to: known("to") }
}
