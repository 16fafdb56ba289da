import { addDays, instantOf } from "#app/utils/civil-date.ts"
import type { DueDate } from "./deadlines.ts"

type Dated = Pick<DueDate, "on" | "sense" | "time">

/**
 * The first moment after a deadline: the midnight in Tomsk after its last day, or the moment itself. For a day on which
 * something begins, it is the beginning of that day.
 */
export function passesAt({ on, sense, time }: Dated): Date {
	if (time) return instantOf(`${on}T${time}`)
	return instantOf(sense === "from" ? on : addDays(on, 1))
}

export const hasPassed = (due: Dated, now: Date): boolean => now.getTime() >= passesAt(due).getTime()
