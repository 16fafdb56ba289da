import periods from "./periods.json"

/**
 * All dates of the procedure. Civil dates are `YYYY-MM-DD` strings in the time of Asia/Tomsk, so they compare as text. The present
 * time is always passed in. A deadline on a weekend is not moved: the procedure names plain dates.
 */
export const TIME_ZONE = "Asia/Tomsk"

/** The names of the months in three cases, from January. */
export const MONTHS: readonly { nominative: string; genitive: string; prepositional: string }[] =
	periods.months

/** The prefix of a closed period's label in a list. */
export const CLOSED_PREFIX = periods.closedPrefix

const DAY = 86_400_000
const CIVIL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?$/
const PERIOD_ID = /^(\d{4})-(\d{2})$/

const wallClock = new Intl.DateTimeFormat("en-GB", {
	timeZone: TIME_ZONE,
	calendar: "gregory",
	numberingSystem: "latn",
	hourCycle: "h23",
	year: "numeric",
	month: "2-digit",
	day: "2-digit",
	hour: "2-digit",
	minute: "2-digit",
	second: "2-digit",
})

const HOUR = 3_600_000
const MOST_OFFSETS = 10_000
/** How far Tomsk is ahead of UTC, in milliseconds. Clocks change on the hour, so it is remembered by the hour. */
const offsets = new Map<number, number>()

function offsetAt(instant: number): number {
	const hour = Math.floor(instant / HOUR)
	const known = offsets.get(hour)
	if (known !== undefined) return known
	const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
	for (const { type, value } of wallClock.formatToParts(hour * HOUR)) part[type] = Number(value)
	const { year = 0, month = 1, day = 1, hour: hours = 0, minute = 0, second = 0 } = part
	const offset = Date.UTC(year, month - 1, day, hours, minute, second) - hour * HOUR
	if (offsets.size >= MOST_OFFSETS) offsets.clear()
	offsets.set(hour, offset)
	return offset
}

/** The wall clock of Tomsk as if it were UTC, in milliseconds. */
const wallTime = (instant: number) => instant + offsetAt(instant)

/** The civil date in Tomsk at that moment. */
export function civilDate(instant: Date): string {
	return new Date(wallTime(instant.getTime())).toISOString().slice(0, 10)
}

/** The wall clock in Tomsk at that moment, `HH:MM`. */
export function civilTime(instant: Date): string {
	return new Date(wallTime(instant.getTime())).toISOString().slice(11, 16)
}

/**
 * The moment of a Tomsk local time `YYYY-MM-DDTHH:MM[:SS]`; a bare date means its midnight.
 * @throws RangeError when the text is not a local time of a real day
 */
export function instantOf(local: string): Date {
	const [, date = "", hour = "0", minute = "0", second = "0"] = LOCAL_TIME.exec(local) ?? []
	if (!isCivilDate(date)) throw new RangeError(`Not a local time: ${local}`)
	const wall = utc(date) + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000
	// The offset has changed before (UTC+6 until May 2016): take it at the guess, then at the answer.
	const guess = wall - (wallTime(wall) - wall)
	return new Date(wall - (wallTime(guess) - guess))
}

/** Whether the text is a real calendar date: «2026-02-30» is not. */
export const isCivilDate = (text: string): boolean => midnightOf(text) !== undefined

/** Its midnight in UTC. */
function midnightOf(text: string): number | undefined {
	const [, year, month, day] = (CIVIL_DATE.exec(text) ?? []).map(Number)
	if (year === undefined || month === undefined || day === undefined) return undefined
	const date = new Date(Date.UTC(year, month - 1, day))
	const isReal =
		date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
	return isReal ? date.getTime() : undefined
}

const toText = (time: number) => new Date(time).toISOString().slice(0, 10)

function utc(date: string): number {
	const time = midnightOf(date)
	if (time === undefined) throw new RangeError(`Not a civil date: ${date}`)
	return time
}

export const addDays = (date: string, days: number): string => toText(utc(date) + days * DAY)

/** Same day of another month; the month's last day when that month is shorter (31 May − 3 months = 28 February). */
export function addMonths(date: string, months: number): string {
	const from = new Date(utc(date))
	const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1)
	const length = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate()
	return toText(first + (Math.min(from.getUTCDate(), length) - 1) * DAY)
}

/** Days from one civil date to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number => (utc(to) - utc(from)) / DAY

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

/** Whether a two-month window starts in that month: none starts in May, June, July or August. */
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
	const shifted = new Date(utc(addMonths(date, -8))).getUTCFullYear()
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

/** Days of the month that the region chose and may change. The caller passes them from the settings. */
export const DEADLINE_DAYS = {
	registration: 11,
	schedule: 12,
	publication: 15,
	expertsStudyDaysBefore: 14,
	groupHead: 10,
	groupHeadPasses: 12,
	centre: 15,
}
export type DeadlineDays = typeof DEADLINE_DAYS

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
 * Every date of a period; each is the last day, inclusive. The commission decides within 60 calendar days of the start. Windows
 * have 61 or 62 days, so there are two dates: `decisionBy` counts the first day, `decisionOuter` does not.
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
		decisionBy: addDays(startsOn, 59),
		decisionOuter: addDays(startsOn, 60),
	}
}

/** Whether the closing day in the month before has passed. The calendar does not know whether an operator reopened it. */
export const isClosedByCalendar = (periodId: string, today: string, days?: DeadlineDays): boolean =>
	today > deadlinesOf(periodId, days).closesAfter

/** Last day of the 30-day term for registering or rejecting, counted from the day of receipt. */
export const reviewDueOn = (receivedOn: string): string => addDays(receivedOn, 30)

/** Days left: 0 on the last day, negative when overdue. */
export const daysLeft = (due: string, today: string): number => daysBetween(today, due)

/** How far ahead a period is searched for when the category has no end. */
const HORIZON_MONTHS = 24

/**
 * Proposes a period for an application: the last open window that ends on or before the end of the category. If there is none, or
 * the category has no end, it is the nearest open window. Only windows that have not begun are proposed.
 * `isOpen` asks the municipality's schedule: one that was reopened is open, whatever the calendar says.
 * `late`: the window ends after the category does. `null`: no window is open.
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
