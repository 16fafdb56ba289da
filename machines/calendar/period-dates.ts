import { addMonths } from "#app/utils/civil-date.ts"
import { type Deadlines, deadlinesOf, period } from "../calendar.ts"
import { numbersOn, type Rulebook } from "../rulebook/editions.ts"

/** The dates of a period by the rules in force when it is prepared, which is in the month before it. */
export const deadlinesBy = (rulebook: Rulebook, periodId: string): Deadlines =>
	deadlinesOf(periodId, numbersOn(rulebook, addMonths(period(periodId).startsOn, -1)))
