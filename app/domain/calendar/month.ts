import { addDays, addMonths, isCivilDate, MONTHS } from "#app/utils/civil-date.ts"

/** One day in the table of a month. */
export interface MonthDay {
	date: string
	/** The number of the day. */
	day: number
	/** False for days of the neighbouring months, which fill the first and the last week. */
	inMonth: boolean
}

/** The month in an address, `2026-10`. Anything else means the month of `today`. */
export const monthOf = (asked: string | null, today: string): string =>
	asked && /^\d{4}-\d{2}$/.test(asked) && isCivilDate(`${asked}-01`) && isNear(asked, today)
		? asked
		: today.slice(0, 7)

/** How many years before and after today a calendar can show. */
const YEARS = 10
const isNear = (month: string, today: string) =>
	Math.abs(Number(month.slice(0, 4)) - Number(today.slice(0, 4))) <= YEARS

/** «октябрь 2026» */
export function monthLabel(month: string): string {
	const name = MONTHS[Number(month.slice(5, 7)) - 1]?.nominative ?? ""
	return `${name} ${month.slice(0, 4)}`
}

export const monthBefore = (month: string): string => addMonths(`${month}-01`, -1).slice(0, 7)
export const monthAfter = (month: string): string => addMonths(`${month}-01`, 1).slice(0, 7)

/** The weeks of a month from Monday to Sunday, each with seven days. */
export function weeksOf(month: string): MonthDay[][] {
	const first = `${month}-01`
	const last = addDays(addMonths(first, 1), -1)
	// `getUTCDay` counts from Sunday, but a week here begins on Monday.
	const sinceMonday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
	const weeks: MonthDay[][] = []
	for (let monday = addDays(first, -sinceMonday); monday <= last; monday = addDays(monday, 7))
		weeks.push(
			Array.from({ length: 7 }, (_, ahead) => {
				const date = addDays(monday, ahead)
				return { date, day: Number(date.slice(8)), inMonth: date.slice(0, 7) === month }
			}),
		)
	return weeks
}
