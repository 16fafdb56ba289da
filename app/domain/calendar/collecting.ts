import type { Actor } from "#app/policies/policy.ts"
import { addMonths } from "#app/utils/civil-date.ts"
import { contractHalfOf, touches } from "#machines/calendar/deadlines.ts"
import { type Period, period, periodsBetween } from "#machines/calendar.ts"
import type { ProcedureNumbers } from "#machines/rulebook/numbers.ts"

/** Whose calendar it is, between which civil dates (both included), and by which numbers of the procedure. */
export interface Collecting {
	actor: Actor
	from: string
	to: string
	/** How many entries are wanted: the earliest ones. More may be collected. */
	first: number
	numbersOn: (date: string) => ProcedureNumbers
}

/** The periods that have any date between the two days. */
export const periodsAround = ({ from, to }: Collecting): Period[] =>
	periodsBetween(addMonths(`${from.slice(0, 7)}-01`, -3), addMonths(to, 2)).filter(({ id }) =>
		touches(id, from, to),
	)

/** The numbers that apply to a period: those in force in the month before it. */
export const numbersOf = ({ numbersOn }: Collecting, periodId: string): ProcedureNumbers =>
	numbersOn(addMonths(period(periodId).startsOn, -1))

/** The half-years whose contracts are signed between the two days. */
export function contractHalves({ from, to }: Collecting): { year: number; half: 1 | 2 }[] {
	const found = new Map<string, { year: number; half: 1 | 2 }>()
	for (let day = from; day <= to; day = addMonths(day, 1)) {
		const half = contractHalfOf(day)
		found.set(`${half.year}-${half.half}`, half)
	}
	return [...found.values()]
}

/** Groups rows by a common key. */
export function groupBy<Row>(rows: readonly Row[], by: (row: Row) => string): Map<string, Row[]> {
	const groups = new Map<string, Row[]>()
	for (const row of rows) {
		const key = by(row)
		groups.set(key, [...(groups.get(key) ?? []), row])
	}
	return groups
}
