import months from "./months.json"

/** Civil dates are `YYYY-MM-DD` strings in the time of Asia/Tomsk, so they compare as text. */
export const TIME_ZONE = "Asia/Tomsk"

/** The names of the months in three cases, from January. */
export const MONTHS: readonly { nominative: string; genitive: string; prepositional: string }[] = months

const DAY = 86_400_000
const CIVIL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?$/

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
/** How far Tomsk is ahead of UTC, in milliseconds. Clocks change on the hour, so it is cached for each hour. */
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
	// The offset has changed in the past (UTC+6 until May 2016), so it is computed for the guess and then for the result.
	const guess = wall - (wallTime(wall) - wall)
	return new Date(wall - (wallTime(guess) - guess))
}

/** Whether the text is a real calendar date: «2026-02-30» is not. */
export const isCivilDate = (text: string): boolean => midnightOf(text) !== undefined

/** The midnight in UTC of a date. */
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

/** The same day of another month, or its last day if that month is shorter (31 May − 3 months = 28 February). */
export function addMonths(date: string, months: number): string {
	const from = new Date(utc(date))
	const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1)
	const length = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate()
	return toText(first + (Math.min(from.getUTCDate(), length) - 1) * DAY)
}

/** Days from one civil date to another. Negative if the second is earlier. */
export const daysBetween = (from: string, to: string): number => (utc(to) - utc(from)) / DAY
