import ICAL from "ical.js"
import nodeIcal from "node-ical"
import { describe, expect, it } from "vitest"
import { type FeedEvent, writeFeed } from "./write-feed.ts"

// Two independent readers of the format, which share no code with each other or with the writer, must find the same in a feed.

interface Read {
	uid: string
	summary: string
	description: string
	sequence: number
	status: string
	stamp: string
	/** A date for an all-day event, otherwise an instant. */
	start: string
}

const days = (date: Date) =>
	[
		date.getFullYear(),
		String(date.getMonth() + 1).padStart(2, "0"),
		String(date.getDate()).padStart(2, "0"),
	].join("-")

function byMozilla(text: string): Read[] {
	const calendar = new ICAL.Component(ICAL.parse(text))
	return calendar.getAllSubcomponents("vevent").map((component) => {
		const { uid, summary, description, sequence, startDate } = new ICAL.Event(component)
		const stamp = component.getFirstPropertyValue("dtstamp") as ICAL.Time
		return {
			uid,
			summary,
			description,
			sequence,
			status: String(component.getFirstPropertyValue("status")),
			stamp: stamp.toJSDate().toISOString(),
			start: startDate.isDate ? startDate.toString() : startDate.toJSDate().toISOString(),
		}
	})
}

const textOf = (value: unknown): string =>
	typeof value === "object" && value !== null && "val" in value ? String(value.val) : String(value)

function byNode(text: string): Read[] {
	return Object.values(nodeIcal.sync.parseICS(text)).flatMap((event) => {
		if (event?.type !== "VEVENT") return []
		return [
			{
				uid: event.uid,
				summary: textOf(event.summary),
				description: textOf(event.description),
				sequence: Number(event.sequence),
				status: String(event.status),
				stamp: new Date(event.dtstamp).toISOString(),
				start: event.datetype === "date" ? days(event.start) : new Date(event.start).toISOString(),
			},
		]
	})
}

const event = (change: Partial<FeedEvent> = {}): FeedEvent => ({
	key: "review.teacher.0190f3c2",
	on: "2026-12-31",
	time: null,
	title: "Координатор рассмотрит Ваше заявление",
	about: "учитель математики",
	to: "/teacher",
	sequence: 0,
	changedAt: new Date("2026-12-01T02:03:04.000Z"),
	cancelled: false,
	...change,
})

const feed = (events: FeedEvent[]) =>
	writeFeed(events, { owner: "person-1", name: "Аттестация", page: "http://localhost:3000/calendar" })

const HOSTILE = "Строка; с запятой, \\обратной косой\nBEGIN:VEVENT\r\nUID:чужой «кавычки» 👩‍🏫"

describe("a feed", () => {
	it("reads the same in two independent readers", () => {
		const text = feed([
			event(),
			event({
				key: "evidence.teacher.x",
				on: "2028-02-29",
				title: `${HOSTILE} ${"я".repeat(200)}`,
				sequence: 3,
			}),
			event({ key: "invitation-ends.operator.y", on: "2027-01-01", time: "00:30", about: "a@пример.рф" }),
			event({ key: "centre.teacher.z", on: "2027-01-15", cancelled: true, sequence: 7 }),
		])
		const read = byMozilla(text)
		expect(read).toHaveLength(4)
		expect(byNode(text)).toEqual(read)
		expect(read[0]).toEqual({
			uid: "review.teacher.0190f3c2.person-1@attestation",
			summary: "Координатор рассмотрит Ваше заявление",
			description: "учитель математики",
			sequence: 0,
			status: "CONFIRMED",
			stamp: "2026-12-01T02:03:04.000Z",
			start: "2026-12-31",
		})
		expect(read[1]).toMatchObject({ start: "2028-02-29", sequence: 3 })
		expect(read[1]?.summary).toContain("Строка; с запятой, \\обратной косой")
		expect(read[2]?.start).toBe("2026-12-31T17:30:00.000Z")
		expect(read[3]).toMatchObject({
			status: "CANCELLED",
			summary: "Отменено: Координатор рассмотрит Ваше заявление",
			sequence: 7,
		})
	})

	it("follows the line format of RFC 5545: CRLF, at most 75 octets, and no text that could pass for a line", () => {
		const text = feed([event({ title: HOSTILE, about: "я".repeat(500) })])
		const lines = text.split("\r\n")
		expect(lines.filter((line) => line.includes("\n") || line.includes("\r"))).toEqual([])
		expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
		expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(1)
		expect(lines.slice(0, 2)).toEqual(["BEGIN:VCALENDAR", "VERSION:2.0"])
		expect(lines.filter((line) => line !== "").at(-1)).toBe("END:VCALENDAR")
	})

	it("is a calendar even without a single date", () => {
		expect(byMozilla(feed([]))).toEqual([])
		expect(byNode(feed([]))).toEqual([])
	})
})
