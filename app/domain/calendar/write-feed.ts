import ical, { ICalEventStatus, ICalEventTransparency } from "ical-generator"
import { instantOf } from "#app/utils/civil-date.ts"

/** One event of a feed. */
export interface FeedEvent {
	key: string
	/** A civil date, and the time of day in Tomsk if it has one. */
	on: string
	time: string | null
	title: string
	about: string
	/** The page where the person can act on it. */
	to: string | null
	/** Where the person must be present. */
	place?: string
	sequence: number
	changedAt: Date
	cancelled: boolean
}

interface Feed {
	/** Distinguishes the UIDs of one person's events from another's. */
	owner: string
	name: string
	/** The address of the calendar's page. */
	page: string
}

/**
 * Writes events in the format of RFC 5545. A deadline lasts all day and does not mark the day as busy. The UID depends only
 * on the owner and the matter, so a calendar program recognises an event that has moved, also under a new address.
 */
export function writeFeed(events: readonly FeedEvent[], { owner, name, page }: Feed): string {
	const calendar = ical({ name, prodId: { company: "attestation", product: "calendar", language: "RU" } })
	for (const { key, on, time, title, about, to, place, sequence, changedAt, cancelled } of events)
		calendar.createEvent({
			id: `${key}.${owner}@attestation`,
			sequence,
			stamp: changedAt,
			lastModified: changedAt,
			// An all-day event has no time zone. The writer takes its date from UTC.
			...(time
				? { start: instantOf(`${on}T${time}`) }
				: { start: new Date(`${on}T00:00:00Z`), allDay: true }),
			summary: cancelled ? `Отменено: ${title}` : title,
			description: about,
			...(place && { location: place }),
			url: new URL(to ?? page, page).href,
			status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
			// A deadline leaves its day free. A person who must be present somewhere is busy.
			transparency: place ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
		})
	return calendar.toString()
}
