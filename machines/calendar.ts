import { addDays, addMonths, daysBetween } from "#app/utils/civil-date.ts"
import periods from "./periods.json"
import type { ProcedureNumbers } from "./rulebook/numbers.ts"
import { NUMBERS } from "./rulebook/rules.ts"

// All dates of the procedure. The current time is always passed in. A deadline on a weekend is not moved, because the
// procedure names plain dates.

/** The prefix of a closed period's label in a list. */
export const CLOSED_PREFIX = periods.closedPrefix

const PERIOD_ID = /^(\d{4})-(\d{2})$/

// ─────────────────────────────────────────────── periods

export type Period = {
	/** First month, `2026-10`. */
	id: string
	startsOn: string
	secondMonthStartsOn: string
	endsOn: string
	/** «октябрь-ноябрь 2026» */
	label: string
	/** «в октябре-ноябре 2026 г.», for headings of schedules */
	prepositional: string
	/** «2026/2027» */
	schoolYear: string
}

function windowOf(id: string) {
	const [, year, month] = PERIOD_ID.exec(id) ?? []
	const window = periods.windows.find(({ firstMonth }) => firstMonth === Number(month))
	return year && window ? { year: Number(year), window } : null
}

/** Whether a two-month window starts in that month. None starts in May, June, July or August. */
export const isPeriodId = (text: string): boolean => windowOf(text) !== null

/** @throws RangeError when no window starts in that month */
export function period(id: string): Period {
	const found = windowOf(id)
	if (!found) throw new RangeError(`No attestation period starts in ${id}`)
	const { year, window } = found
	const fill = (template: string) =>
		template.replace("{year}", String(year)).replace("{nextYear}", String(year + 1))
	const startsOn = `${id}-01`
	return {
		id,
		startsOn,
		secondMonthStartsOn: addMonths(startsOn, 1),
		endsOn: addDays(addMonths(startsOn, 2), -1),
		label: fill(window.labelTemplate),
		prepositional: fill(window.prepositionalTemplate),
		schoolYear: schoolYearOf(startsOn),
	}
}

/** The label as lists show it: a closed period is marked. */
export const periodLabel = (id: string, { closed }: { closed: boolean }): string =>
	(closed ? CLOSED_PREFIX : "") + period(id).label

/** School year of a date, `2026/2027`: from 1 September to 31 August. */
export function schoolYearOf(date: string): string {
	const shifted = Number(addMonths(date, -8).slice(0, 4))
	return `${shifted}/${shifted + 1}`
}

/**
 * The eight windows of a school year, in order.
 * @throws RangeError unless the text is two neighbouring years, `2026/2027`
 */
export function periodsOfSchoolYear(schoolYear: string): Period[] {
	const [, first, second] = /^(\d{4})\/(\d{4})$/.exec(schoolYear) ?? []
	if (!first || Number(second) !== Number(first) + 1) throw new RangeError(`Not a school year: ${schoolYear}`)
	return periodsBetween(`${first}-09-01`, `${second}-08-31`)
}

/** Windows whose first day lies between the two dates, both included. */
export function periodsBetween(from: string, to: string): Period[] {
	const found: Period[] = []
	let month = `${from.slice(0, 7)}-01`
	if (month < from) month = addMonths(month, 1)
	for (; month <= to; month = addMonths(month, 1)) {
		const id = month.slice(0, 7)
		if (isPeriodId(id)) found.push(period(id))
	}
	return found
}

// ─────────────────────────────────────────────── deadlines

/** Days that the region chose and may change. The caller passes the numbers of the rulebook in force. */
export type DeadlineDays = Pick<
	ProcedureNumbers,
	| "registration"
	| "schedule"
	| "publication"
	| "expertsStudyDaysBefore"
	| "groupHead"
	| "groupHeadPasses"
	| "centre"
	| "attestationDays"
>
export const DEADLINE_DAYS: DeadlineDays = NUMBERS

/** What each date of {@link deadlinesOf} means, in the order of the procedure. */
export const DEADLINE_NAMES = {
	registrationUntil: "последний день регистрации заявлений на этот период",
	scheduleUntil: "последний день формирования графика",
	closesAfter: "после этого дня период закрывается",
	closedFrom: "период закрыт",
	publishedBy: "график утверждён и опубликован",
	expertsStudyBy: "специалисты изучили график и связались с педагогами",
	evidenceSafeUntil: "последний день, до которого лучше загрузить материалы (дистанционная форма)",
	evidenceUntil: "последний день приёма материалов (дистанционная форма)",
	startsOn: "начало аттестации",
	conclusionSignedBy: "заключение подписано, один экземпляр — в организации",
	groupHeadBy: "второй экземпляр заключения — у руководителя предметной группы",
	groupHeadPassesBy: "заключения — у муниципального координатора",
	centreBy: "заключения — в центре или загружены в систему",
	decisionBy: "решение аттестационной комиссии: последний надёжный день",
	decisionOuter: "решение аттестационной комиссии: крайний день, если считать со следующего дня",
} as const
export type DeadlineName = keyof typeof DEADLINE_NAMES
export type Deadlines = Record<DeadlineName, string>

/**
 * Every date of a period. Each is the last day, inclusive. The commission decides within 60 calendar days of the start.
 * Windows have 61 or 62 days, so there are two dates: `decisionBy` counts the first day, `decisionOuter` does not.
 */
export function deadlinesOf(periodId: string, days: DeadlineDays = DEADLINE_DAYS): Deadlines {
	const { startsOn, secondMonthStartsOn } = period(periodId)
	const monthBefore = addMonths(startsOn, -1)
	const inMonthBefore = (day: number) => addDays(monthBefore, day - 1)
	const inSecondMonth = (day: number) => addDays(secondMonthStartsOn, day - 1)
	return {
		registrationUntil: inMonthBefore(days.registration),
		scheduleUntil: inMonthBefore(days.schedule),
		closesAfter: inMonthBefore(days.schedule),
		closedFrom: inMonthBefore(days.schedule + 1),
		publishedBy: inMonthBefore(days.publication),
		expertsStudyBy: addDays(startsOn, -days.expertsStudyDaysBefore),
		evidenceSafeUntil: addDays(startsOn, -1),
		evidenceUntil: startsOn,
		startsOn,
		conclusionSignedBy: addDays(secondMonthStartsOn, -1),
		groupHeadBy: inSecondMonth(days.groupHead),
		groupHeadPassesBy: inSecondMonth(days.groupHeadPasses),
		centreBy: inSecondMonth(days.centre),
		decisionBy: addDays(startsOn, days.attestationDays - 1),
		decisionOuter: addDays(startsOn, days.attestationDays),
	}
}

/** Whether the closing day in the month before has passed. The calendar does not know whether an operator reopened the period. */
export const isClosedByCalendar = (periodId: string, today: string, days?: DeadlineDays): boolean =>
	today > deadlinesOf(periodId, days).closesAfter

/** Last day of the 30-day term for registering or rejecting, counted from the day of receipt. */
export const reviewDueOn = (receivedOn: string, { reviewDays } = NUMBERS): string =>
	addDays(receivedOn, reviewDays)

/** Days left: 0 on the last day, negative when overdue. */
export const daysLeft = (due: string, today: string): number => daysBetween(today, due)

/** How far ahead a period is searched for when the category has no end. */
const HORIZON_MONTHS = 24

/**
 * Proposes a period for an application: the last open window that ends on or before the end of the category. If there is
 * none, or the category has no end, it is the nearest open window. Only windows that have not begun are proposed. `isOpen`
 * asks the municipality's schedule, where a reopened window is open whatever the calendar says. `late`: the window ends
 * after the category does. `null`: no window is open.
 */
export function proposePeriod({
	categoryEndsOn,
	today,
	isOpen,
}: {
	categoryEndsOn: string | null
	today: string
	isOpen: (periodId: string) => boolean
}): { period: Period; late: boolean } | null {
	const horizon = addMonths(today, HORIZON_MONTHS)
	const to = categoryEndsOn && categoryEndsOn > horizon ? categoryEndsOn : horizon
	const open = periodsBetween(addDays(today, 1), to).filter(({ id }) => isOpen(id))
	const inTime = categoryEndsOn ? open.findLast(({ endsOn }) => endsOn <= categoryEndsOn) : undefined
	if (inTime) return { period: inTime, late: false }
	const nearest = open[0]
	return nearest ? { period: nearest, late: categoryEndsOn !== null } : null
}
