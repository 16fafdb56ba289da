import { roleText } from "#app/auth/cabinets.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import { addDays, civilDate } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { dayMonth, days, longDate, unbroken } from "#app/utils/russian.ts"
import type { DeadlineId } from "#machines/calendar/deadlines.ts"
import { daysLeft } from "#machines/calendar.ts"
import type { CalendarEntry } from "./calendar-entry.ts"
import { collectEntries } from "./collect.server.ts"
import { groupBy } from "./collecting.ts"
import { feedOf } from "./feed.server.ts"
import { monthAfter, monthBefore, monthLabel, monthOf, weeksOf } from "./month.ts"

/** One line as a page shows it. */
export interface DateView {
	key: string
	/** A civil date, and the same in words. */
	on: string
	day: string
	time: string | null
	title: string
	about: string
	to: string | null
	rule: string
	/** The role's cabinet, if the person has several. */
	role: string | null
	/** «сегодня», «через 3 дня», «прошло 2 дня» */
	left: string
	tone: "wait" | "bad" | null
}

/** Deadlines that stay in the calendar until the work is done. If the day has passed, they are overdue. */
const STANDS_UNTIL_DONE: ReadonlySet<DeadlineId> = new Set(["review"])

/** With this many days left or fewer, a date counts as near. */
const SOON = 5

function leftWords(left: number): string {
	if (left === 0) return "сегодня"
	if (left === 1) return "завтра"
	return left > 0 ? `через ${days(left)}` : `прошло ${days(-left)}`
}

function dateView(entry: CalendarEntry, today: string, several: boolean): DateView {
	const left = daysLeft(entry.on, today)
	const waits = left >= 0 && left <= SOON && entry.sense !== "from"
	const overdue = left < 0 && STANDS_UNTIL_DONE.has(entry.deadline)
	return {
		key: entry.key,
		on: entry.on,
		day: unbroken(longDate(entry.on)),
		time: entry.time,
		title: entry.title,
		about: entry.about,
		to: entry.to,
		rule: paths.rules({ date: today, rule: entry.rule }),
		role: several ? roleText(entry.role) : null,
		left: leftWords(left),
		tone: overdue ? "bad" : waits ? "wait" : null,
	}
}

const hasSeveralRoles = (actor: Actor) => new Set(actor.grants.map(({ role }) => role)).size > 1

/** «Календарь»: one month of a person's dates, as a table and as a list. */
export async function viewCalendar({ actor, asked, now }: { actor: Actor; asked: string | null; now: Date }) {
	const today = civilDate(now)
	const month = monthOf(asked, today)
	const weeks = weeksOf(month)
	const from = `${month}-01`
	const to = addDays(`${monthAfter(month)}-01`, -1)
	const [entries, feed] = await Promise.all([collectEntries({ actor, from, to }), feedOf(actor)])
	const several = hasSeveralRoles(actor)
	const byDay = groupBy(
		entries.map((entry) => dateView(entry, today, several)),
		({ on }) => on,
	)
	return {
		month,
		label: monthLabel(month),
		before: { month: monthBefore(month), label: monthLabel(monthBefore(month)) },
		after: { month: monthAfter(month), label: monthLabel(monthAfter(month)) },
		today,
		weeks: weeks.map((week) =>
			week.map((day) => ({
				...day,
				isToday: day.date === today,
				titles: day.inMonth ? (byDay.get(day.date) ?? []).map(({ title }) => title) : [],
			})),
		),
		days: [...byDay].map(([date, dates]) => ({ date, day: unbroken(dayMonth(date)), dates })),
		feed,
	}
}
export type CalendarView = Awaited<ReturnType<typeof viewCalendar>>

/** How many days ahead «ближайшее» looks, and how many dates a home page shows. */
const AHEAD_DAYS = 92
const SHOWN = 4

/** «Ближайшее»: the next dates of one cabinet. */
export async function nearestDates({
	actor,
	role,
	now,
}: {
	actor: Actor
	role: Role
	now: Date
}): Promise<DateView[]> {
	const today = civilDate(now)
	const to = addDays(today, AHEAD_DAYS)
	const entries = await collectEntries({ actor, role, from: today, to, first: SHOWN })
	return entries.map((entry) => dateView(entry, today, false))
}
