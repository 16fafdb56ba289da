// The notation for pages of the lifecycles. The pages in this folder were written by hand from the description of the
// lifecycles. Nothing in them is computed from machines or policies, which are checked against the pages.

/** The column has some value afterwards. */
export const SET = Symbol("set")
/** The column may have any value afterwards. */
export const ANY = Symbol("any")

/** The people who receive a letter. */
export type Audience =
	| "teacher"
	| "coordinators"
	| "experts"
	| "newcomer"
	| "released"
	| "school"
	| "operators"

/** What can change who may send an event: nothing, an entry by a coordinator, or an approved schedule. */
export type Setting = "usual" | "@entered" | "@approved"

/** One event, or one variant of it: `event @way` if the sent data decide where it leads. */
export interface Line {
	/**
	 * The members of the cast who may send it, the same in every setting or for each one. «own» means the teacher in any
	 * other role too. Members not named are refused, or get not-found if they may not see the application.
	 */
	by?: string | Partial<Record<Setting, string>>
	/** `from → to`, several separated by commas, or a dot if the state stays the same. */
	moves: string
	/** The actions of the machine in their order, without letters. */
	does?: string
	/** `kind → audience`, several separated by commas. */
	letters?: string
	/** Columns of the row that may change, with their values afterwards. `NEXT` numbers continue without a gap. */
	changes?: Record<string, unknown>
	/** Tables that may change in addition to the row's own, the journal, and the outbox if there are letters. */
	touches?: string
	/** Events of other subjects that it sends, as `subject event`. */
	brings?: string
	/** What a form sends for it, without files. */
	sends?: Record<string, string>
	/** Names of the documents that are sent with it. */
	files?: "scan" | "tables"
}

export type Page = Readonly<Record<string, Line>>

/** The next number of a journal. */
export const NEXT = Symbol("next number")

/** A sentence with its HTTP status; «S» means that the state has no such event. */
export interface Refused {
	status: number
	says: string
}

export const eventOf = (key: string) => key.split(" ")[0] ?? ""

/** Parses `a → b, c → d` into pairs. */
export function movesOf({ moves }: Line): [from: string, to: string][] {
	return moves.split(",").map((move) => {
		const [from = "", to = ""] = move.split("→").map((state) => state.trim())
		return [from, to]
	})
}

export function lettersOf({ letters = "" }: Line): [kind: string, audience: Audience][] {
	if (letters === "") return []
	return letters.split(",").map((one) => {
		const [kind = "", audience = ""] = one.split("→").map((word) => word.trim())
		return [kind, audience as Audience]
	})
}

/** The states in which the assigned experts and the head of the subject's group can see an application. */
export const isAttested = (state: string) =>
	/^(scheduled\.approved|concluded\.(awaitingTeacher|disputed|signed|assessed))$/.test(state)

export const words = (text = ""): string[] => text.split(/\s+/).filter(Boolean)

/** The lines of an event in a state. */
export const linesAt = (page: Page, state: string, event: string): [key: string, line: Line][] =>
	Object.entries(page).filter(
		([key, line]) => eventOf(key) === event && movesOf(line).some(([from]) => from === state),
	)

/** What a state without the event answers: what happens in it, or at least its name. */
export const notHere = (short: string, now?: string) =>
	now ? `Сейчас это сделать нельзя. ${now}` : `В состоянии «${short}» это действие недоступно.`
