import { addDays } from "#app/utils/civil-date.ts"
import { deadlinesOf, isClosedByCalendar, periodsBetween } from "#machines/calendar.ts"

/** The periods of the demo, relative to the day on which its clock starts. */
export interface Calendar {
	today: string
	/** The commission has already decided. */
	decided: string
	/** It has begun, and conclusions are being attached. */
	running: string
	/** Closed for assignments but not approved yet. If there is no such period, the running one. */
	closed: string
	/** The next period that can still be filled in. */
	open: string
	/** `decided` and `running`, in the order of time, without duplicates. */
	past: string[]
}

export function calendarOf(today: string): Calendar {
	const all = periodsBetween(addDays(today, -400), addDays(today, 400)).map(({ id }) => id)
	const last = (fits: (id: string) => boolean) => {
		const found = all.filter(fits).at(-1)
		if (!found) throw new Error(`no period fits ${today}`)
		return found
	}
	const decided = last((id) => addDays(deadlinesOf(id).decisionBy, 3) <= today)
	const running = last((id) => addDays(deadlinesOf(id).startsOn, 8) <= today)
	const open = all.find((id) => !isClosedByCalendar(id, today)) ?? running
	const closed = all.find((id) => id > running && isClosedByCalendar(id, today)) ?? open
	return { today, decided, running, open, closed, past: [...new Set([decided, running])] }
}
