import { civilDate } from "#app/utils/civil-date.ts"
import { schoolYearOf } from "#machines/calendar.ts"

/** Half a calendar year: the term of an expert's contract. */
export interface HalfYear {
	year: number
	half: 1 | 2
}

/** Reads «2026-2». Null for any other text, and for a year of another century. */
export function readHalfYear(text: string | null): HalfYear | null {
	const [, typed, number] = /^(20\d\d)-([12])$/.exec(text ?? "") ?? []
	return typed ? { year: Number(typed), half: number === "1" ? 1 : 2 } : null
}

/**
 * The half-year that an address asks for. Without a readable one it is the half-year whose contracts are being signed now,
 * which in December is the next one. What is written never guesses like this: see {@link readHalfYear}.
 */
export function halfYearOf(text: string | null, now: Date): HalfYear {
	const asked = readHalfYear(text)
	if (asked) return asked
	const [year = 0, month = 0] = civilDate(now).split("-").map(Number)
	if (month === 12) return { year: year + 1, half: 1 }
	return { year, half: month >= 7 ? 2 : 1 }
}

export const halfYearKey = ({ year, half }: HalfYear) => `${year}-${half}`

export const halfYearLabel = ({ year, half }: HalfYear) =>
	`${half === 1 ? "первое" : "второе"} полугодие ${year} года`

export const halfYearBefore = ({ year, half }: HalfYear): HalfYear =>
	half === 2 ? { year, half: 1 } : { year: year - 1, half: 2 }

export const halfYearAfter = ({ year, half }: HalfYear): HalfYear =>
	half === 1 ? { year, half: 2 } : { year: year + 1, half: 1 }

/** Ids of the periods that begin in the half-year. Its contracts pay for these. */
export const periodsOf = ({ year, half }: HalfYear) =>
	half === 1 ? { gte: `${year}-01`, lte: `${year}-06` } : { gte: `${year}-07`, lte: `${year}-12` }

/** The school year of the roster. The second half-year belongs to the school year that begins in it. */
export const rosterYearOf = ({ year, half }: HalfYear) =>
	schoolYearOf(half === 1 ? `${year}-01-01` : `${year}-09-01`)
