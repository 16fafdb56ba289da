import type { Prisma } from "#app/db/client.server.ts"
import type { Rulebook } from "#machines/rulebook/index.ts"
import type { ReminderKind } from "#templates/letters/index.ts"
import type { ReminderData, ReminderReader } from "#templates/letters/reminders/reminder.ts"

/** A result of a rule's query: one deadline of one person. */
export interface DueNotice {
	/** The subject of the deadline: an application, a schedule, a municipality … */
	subjectId: string
	/** The last day, a civil date. */
	deadline: string
	personId: string
	facts: NoticeFacts
}

/** What the letter mentions, as loaded by the query. */
export interface NoticeFacts
	extends Pick<
		ReminderData,
		| "teacherName"
		| "position"
		| "municipality"
		| "count"
		| "unregistered"
		| "withoutPeriod"
		| "withoutExperts"
	> {
	periodId?: string | null
}

/** What a rule's query depends on apart from the data. */
export interface Moment {
	/** A civil date. */
	today: string
	/** Whether to find only notices that should be given today, or also those given before that still apply. */
	onlyOpen: boolean
	/** The rules with the operators' days: a deadline that they moved is announced by its new day. */
	rulebook: Rulebook
}

/**
 * One rule of the deadline engine. It stores nothing: what is due follows from the current data, so a restart or another
 * clock loses nothing. Only the ledger records who was informed.
 */
export interface NoticeRule {
	/** Must never change, because the ledger stores it. */
	name: string
	/** The title on the page of deadlines. */
	title: string
	letter: ReminderKind
	reader: ReminderReader
	subject: "application" | "schedule" | "municipality" | "period" | "category"
	/** The rule's query, with the columns `subjectId`, `deadline`, `personId`, `facts`. Null if nothing can be due at this moment. */
	query(moment: Moment): Prisma.Sql | null
	/** The page where the recipient can act. */
	page(notice: DueNotice): string
}
