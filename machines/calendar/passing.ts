import { addDays, instantOf } from "#app/utils/civil-date.ts"
import type { DueDate } from "./deadlines.ts"

type Dated = Pick<DueDate, "on" | "sense" | "time">

/**
 * The first moment at which a deadline has passed: the midnight in Tomsk after its last day, or the moment itself. Of a day from
 * which something holds, it is the beginning of that day.
 */
export function passesAt({ on, sense, time }: Dated): Date {
	if (time) return instantOf(`${on}T${time}`)
	return instantOf(sense === "from" ? on : addDays(on, 1))
}

export const hasPassed = (due: Dated, now: Date): boolean => now.getTime() >= passesAt(due).getTime()
