import { civilDate, schoolYearOf } from "#machines/calendar.ts"

/** Specialists are paid by contracts of half a calendar year. */
export interface HalfYear {
	year: number
	half: 1 | 2
}

/** «2026-2»; without it the half-year whose contracts are signed now: in December the next one. */
export function halfYearOf(text: string | null, now: Date): HalfYear {
	const [, typed, number] = /^(\d{4})-([12])$/.exec(text ?? "") ?? []
	if (typed) return { year: Number(typed), half: number === "1" ? 1 : 2 }
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

/** Ids of the periods that begin in it: what its contracts pay for. */
export const periodsOf = ({ year, half }: HalfYear) =>
	half === 1 ? { gte: `${year}-01`, lte: `${year}-06` } : { gte: `${year}-07`, lte: `${year}-12` }

/** The second half-year is that of the school year which begins in it. */
export const rosterYearOf = ({ year, half }: HalfYear) =>
	schoolYearOf(half === 1 ? `${year}-01-01` : `${year}-09-01`)
