import ical, { ICalEventStatus, ICalEventTransparency } from "ical-generator"
import { instantOf } from "#app/utils/civil-date.ts"

/** One event of a feed. */
export interface FeedEvent {
	key: string
	/** A civil date, and the time of day in Tomsk if it is a moment. */
	on: string
	time: string | null
	title: string
	about: string
	/** The address of the page where one works on it. */
	to: string | null
	/** Where one has to be. */
	place?: string
	sequence: number
	changedAt: Date
	cancelled: boolean
}

interface Feed {
	/** Makes the UIDs of one person's events different from another's. */
	owner: string
	name: string
	/** The calendar's own page. */
	page: string
}

/**
 * Writes events in the format of RFC 5545. A deadline takes a whole day and leaves it free for other things. The UID depends only on
 * the owner and the matter, so a reader recognises an event that has moved, also under a new address.
 */
export function writeFeed(events: readonly FeedEvent[], { owner, name, page }: Feed): string {
	const calendar = ical({ name, prodId: { company: "attestation", product: "calendar", language: "RU" } })
	for (const { key, on, time, title, about, to, place, sequence, changedAt, cancelled } of events)
		calendar.createEvent({
			id: `${key}.${owner}@attestation`,
			sequence,
			stamp: changedAt,
			lastModified: changedAt,
			// A whole day has no time zone: the writer takes its date from the UTC side.
			...(time
				? { start: instantOf(`${on}T${time}`) }
				: { start: new Date(`${on}T00:00:00Z`), allDay: true }),
			summary: cancelled ? `Отменено: ${title}` : title,
			description: about,
			...(place && { location: place }),
			url: new URL(to ?? page, page).href,
			status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
			// A deadline leaves its day free; whoever has to be somewhere is busy.
			transparency: place ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
		})
	return calendar.toString()
}
