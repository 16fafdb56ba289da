import type { Prisma } from "#app/db/client.server.ts"
import type { Rulebook } from "#machines/rulebook/index.ts"
import type { ReminderKind } from "#templates/letters/index.ts"
import type { ReminderData } from "#templates/letters/reminders/reminder.ts"

/** What the query of a rule finds: one deadline of one person. */
export interface DueNotice {
	/** Whose deadline it is: an application, a schedule, a municipality … */
	subjectId: string
	/** The last day, a civil date. */
	deadline: string
	personId: string
	facts: NoticeFacts
}

/** What the letter mentions, as the query has gathered it. */
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

/** What a rule's query depends on besides the data. */
export interface Moment {
	/** A civil date. */
	today: string
	/** Whether to find only what should be told today, or also what was told before and still holds. */
	onlyOpen: boolean
	/** The operators' days: a deadline that they moved is told on the new day. */
	rulebook: Rulebook
}

/**
 * One rule of the deadline engine. It stores nothing: what is due follows from the data of the moment, so a restart or another
 * clock loses nothing. The ledger alone remembers who was told.
 */
export interface NoticeRule {
	/** Never changes: the ledger keeps it. */
	name: string
	/** For the page of deadlines. */
	title: string
	letter: ReminderKind
	subject: "application" | "schedule" | "municipality" | "period" | "category"
	/**
	 * The query of what the rule is about: columns `subjectId`, `deadline`, `personId`, `facts`. Null: nothing can be due at this
	 * moment.
	 */
	query(moment: Moment): Prisma.Sql | null
	/** The page where the recipient does what is due. */
	page(notice: DueNotice): string
}
