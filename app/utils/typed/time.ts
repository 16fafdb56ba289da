import { tidyLine } from "./tidy.ts"

/** Words and signs between hours and minutes: «10 ч 30 мин», «10:30», «9-30». */
const BETWEEN = /часов|часа|час|ч\.?|минут|мин\.?|[:.,–-]/g
const HOURS_AND_MINUTES = /^(\d{1,2})(?: (\d{2}))?$/

/** A time of day as people type it, as «09:30». Null if it is not a time. */
export function parseTypedTime(typed: string): string | null {
	if (typed.length > 40) return null
	const text = tidyLine(typed.toLocaleLowerCase("ru").replace(BETWEEN, " "))
	const parted = /^\d{3,4}$/.test(text) ? `${text.slice(0, -2)} ${text.slice(-2)}` : text
	const [, hours, minutes = "00"] = HOURS_AND_MINUTES.exec(parted) ?? []
	if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null
	return `${hours.padStart(2, "0")}:${minutes}`
}
