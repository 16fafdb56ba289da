import { createHash } from "node:crypto"
import type { Prisma, Tx } from "#app/db/client.server.ts"
import type { CalendarEntry } from "./calendar-entry.ts"
import type { FeedEvent } from "./write-feed.ts"

/** What a reader sees of an entry. If it changes, the event gets the next sequence number. */
const shownOf = ({ on, time, title, about, to, place }: CalendarEntry) => ({
	...{ on, time, title, about, to },
	...(place && { place }),
})

const fingerprintOf = (entry: CalendarEntry) =>
	createHash("sha256")
		.update(JSON.stringify(shownOf(entry)))
		.digest("hex")
		.slice(0, 32)

interface Recording {
	personId: string
	entries: readonly CalendarEntry[]
	/** Events before this day are deleted. */
	from: string
	today: string
	now: Date
}

/**
 * Compares the entries with what the feed contained before, and records the difference. A new event starts at sequence 0, a
 * changed one gets the next number, and one that is no longer due before its day is cancelled.
 * @returns every event that the feed contains now, including cancelled ones
 */
export async function recordEvents(
	tx: Tx,
	{ personId, entries, from, today, now }: Recording,
): Promise<FeedEvent[]> {
	await tx.calendarEvent.deleteMany({ where: { personId, on: { lt: from } } })
	const stored = await tx.calendarEvent.findMany({ where: { personId } })
	const known = new Map(stored.map((one) => [one.key, one]))
	const due = new Map(entries.map((entry) => [entry.key, entry]))
	for (const entry of due.values()) {
		const before = known.get(entry.key)
		const fingerprint = fingerprintOf(entry)
		if (before && before.fingerprint === fingerprint && !before.cancelledAt) continue
		const shown: Prisma.InputJsonObject = shownOf(entry)
		const data = { on: entry.on, fingerprint, shown, changedAt: now, cancelledAt: null }
		if (before)
			await tx.calendarEvent.update({
				where: { personId_key: { personId, key: entry.key } },
				data: { ...data, sequence: before.sequence + 1 },
				select: { key: true },
			})
		else await tx.calendarEvent.create({ data: { personId, key: entry.key, ...data }, select: { key: true } })
	}
	await tx.calendarEvent.updateMany({
		where: { personId, cancelledAt: null, on: { gte: today }, key: { notIn: [...due.keys()] } },
		data: { cancelledAt: now, changedAt: now, sequence: { increment: 1 } },
	})
	const rows = await tx.calendarEvent.findMany({
		where: { personId },
		orderBy: [{ on: "asc" }, { key: "asc" }],
	})
	return rows.map(({ key, shown, sequence, changedAt, cancelledAt }) => ({
		...(shown as ReturnType<typeof shownOf>),
		key,
		sequence,
		changedAt,
		cancelled: cancelledAt !== null,
	}))
}
