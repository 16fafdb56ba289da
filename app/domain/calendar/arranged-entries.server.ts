import { Prisma } from "#app/db/client.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { type CalendarEntry, entryOn } from "./calendar-entry.ts"

// What an expert and a teacher have arranged: the days of visits and the last day for further materials. Both see the same.

/** Also after the conclusion is attached: a visit of the same day must not be reported as cancelled. */
export const ARRANGED: string[] = statesTagged(applicationLifecycle, "openToExperts")

/** The columns of an arrangement, for a seat `t`. */
export const ARRANGEMENT = Prisma.sql`t."seat", t."declinedAt", t."visitOn", t."visitAgainOn", t."visitNote", t."materialsBy"`

export interface Arrangement {
	seat: number
	/** A Date, or text from a query that returns JSON. */
	declinedAt: Date | string | null
	visitOn: string | null
	visitAgainOn: string | null
	visitNote: string | null
	materialsBy: string | null
}

interface About {
	role: "teacher" | "expert"
	applicationId: string
	/** The other person: the expert for the teacher, the teacher for the expert. */
	with: string
	/** Where the lessons are. */
	place: string
	to: string
}

/** Each visit has a key of its own, so a day that is moved moves the event in people's calendars. */
export function arrangedEntries(seat: Arrangement, about: About): CalendarEntry[] {
	if (seat.declinedAt) return []
	const { role, applicationId, place, to } = about
	const visits = [seat.visitOn, seat.visitAgainOn].flatMap((on, index) => {
		if (!on) return []
		const words = [about.with, seat.visitNote].filter(Boolean).join("; ")
		const subject = { role, key: `${applicationId}-${seat.seat}-${index + 1}`, about: words, to }
		return entryOn(subject, "visit", on).map((entry) => ({ ...entry, place }))
	})
	if (!seat.materialsBy) return visits
	const subject = { role, key: `${applicationId}-${seat.seat}`, about: about.with, to }
	return [...visits, ...entryOn(subject, "asked-materials", seat.materialsBy)]
}
