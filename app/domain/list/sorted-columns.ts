import { OUTBOX_SORTED } from "#app/letters/outbox-query.ts"

/**
 * The columns that each list can be sorted by. Its page makes a link of each, its view knows what each means in the database:
 * the compiler holds the view against this, a test the page.
 */
export const SORTED_COLUMNS = {
	applications: ["name", "municipality", "claim", "period", "state"],
	conclusions: ["name", "claim", "result"],
	sittings: ["date", "state", "protocol", "order"],
	roster: ["name", "order", "load"],
	mail: OUTBOX_SORTED,
	audit: ["at"],
	blocked: ["name", "since", "reason"],
	invited: ["username", "email", "name", "role", "municipality"],
	waitingInvitations: ["email", "role", "state"],
	notSubmitted: ["name", "organisation", "phone", "email", "registered", "formed"],
	registration: ["name", "current", "claimed", "form", "left", "check"],
	waitingWithdrawals: ["name", "submitted"],
	answeredWithdrawals: ["name", "submitted", "answer"],
	scheduling: [
		"period",
		"name",
		"current",
		"ends",
		"claimed",
		"organisation",
		"position",
		"subject",
		"form",
		"experts",
	],
	attestation: [
		"period",
		"name",
		"position",
		"subject",
		"current",
		"claimed",
		"form",
		"ground",
		"conclusion",
	],
	exclusion: ["name", "claimed", "period", "state"],
	experts: ["name", "roster", "load", "contract"],
	papers: ["name", "period", "category", "received", "passed"],
	school: ["name", "current", "claimed", "form", "state", "since"],
	schoolTeachers: ["name", "username", "phone", "email", "help"],
	schoolWithdrawals: ["name", "claimed", "state", "withdrawal"],
	assigned: ["period", "name", "position", "category", "state"],
} as const satisfies Record<string, readonly string[]>

export type SortedList = keyof typeof SORTED_COLUMNS
export type SortedColumn<List extends SortedList> = (typeof SORTED_COLUMNS)[List][number]
