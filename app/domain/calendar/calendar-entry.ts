import type { Role } from "#app/policies/policy.ts"
import {
	type CalendarFacts,
	type CalendarKind,
	DEADLINES,
	type DeadlineId,
	type DeadlineSense,
	datesFor,
} from "#machines/calendar/deadlines.ts"
import type { ProcedureNumbers } from "#machines/rulebook/numbers.ts"

/** One line of a person's calendar. */
export interface CalendarEntry {
	/** Identifies the entry by deadline, role and subject. It stays the same when the day changes. */
	key: string
	role: Role
	deadline: DeadlineId
	sense: DeadlineSense
	/** A civil date, and a time of day if the deadline has one. */
	on: string
	time: string | null
	title: string
	/** What it is about: the period, the number of teachers, the position. */
	about: string
	/** The rule of the rulebook behind it. */
	rule: string
	/** The page where the person can act on it. */
	to: string | null
	/** Where the person must be present, if anywhere. */
	place?: string
}

interface Subject {
	role: Role
	/** Identifies the subject within the role. */
	key: string
	about: string
	to: string | null
}

/** Every date of a subject, as calendar entries of one role. */
export function entriesOf<Kind extends CalendarKind>(
	{ role, key, about, to }: Subject,
	kind: Kind,
	facts: CalendarFacts[Kind],
	numbers: ProcedureNumbers,
): CalendarEntry[] {
	return datesFor(role, kind, facts, numbers).map(({ deadline, sense, on, time, title, rule }) => ({
		key: `${deadline}.${role}.${key}`,
		role,
		deadline,
		sense,
		on,
		time,
		title,
		about,
		rule,
		to,
	}))
}

/** An entry whose day is stored with its subject, because it was computed when the subject changed. */
export function entryOn(
	{ role, key, about, to }: Subject,
	deadline: DeadlineId,
	on: string,
	time: string | null = null,
): CalendarEntry[] {
	const row = DEADLINES[deadline]
	const title = (row.titles as Partial<Record<Role, string>>)[role]
	if (!title) return []
	const { sense, rule } = row
	return [{ key: `${deadline}.${role}.${key}`, role, deadline, sense, on, time, title, about, rule, to }]
}

/** Sorted by day. On the same day, entries with a time follow those that last all day. */
export const inOrder = (entries: readonly CalendarEntry[]): CalendarEntry[] =>
	[...entries].sort(
		(a, b) =>
			a.on.localeCompare(b.on) || (a.time ?? "").localeCompare(b.time ?? "") || a.key.localeCompare(b.key),
	)
