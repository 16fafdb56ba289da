import type { SubjectName } from "#machines/lifecycles.ts"

/** What one step of a subject says in the journal. */
export interface JournalEntry {
	subject: SubjectName
	subjectId: string
	/** Number in the subject's sequence; equals the version that it leads to. */
	seq: number
	event: string
	data: Record<string, unknown>
	/** Null if the event created the subject. */
	from: string | null
	to: string
	at: Date
	reason: string | null
	machineVersion: number
	actorId: string | null
	actorName: string
	actorRole: string
	onBehalfOf: string | null
}

/** A row of the journal as it is stored. */
export interface JournalRow extends JournalEntry {
	previousHash: string
	hash: string
	/** The erasures that took words from this row, oldest first. `hash` stays that of the row as it was written. */
	erased?: JournalErasure[] | null
}

/** One erasure of words after their term: by which run, and the hash of what it left. */
export interface JournalErasure {
	run: string
	rest: string
}

/** Says what of a row's words stays. */
export type Scrub = (row: JournalRow) => Pick<JournalRow, "data" | "reason" | "actorName">
