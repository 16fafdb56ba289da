import { addDays, deadlinesOf, isClosedByCalendar, periodsBetween } from "#machines/calendar.ts"

/** The periods that the demo plays in, seen from the day its clock starts. */
export interface Calendar {
	today: string
	/** Already decided by the commission. */
	decided: string
	/** Begun, conclusions come in. */
	running: string
	/** Closed for assignments, not approved yet; the running one where no other is. */
	closed: string
	/** The nearest that can still be filled in. */
	open: string
	/** `decided` and `running`, in the order of time, without repetition. */
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
