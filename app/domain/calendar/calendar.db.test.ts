import ICAL from "ical.js"
import nodeIcal from "node-ical"
import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { putScan } from "#prisma/demo/papers.ts"
import { approveSchedule, bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { nearestDates, viewCalendar } from "./calendar.view.server.ts"
import { collectEntries } from "./collect.server.ts"
import { feedOf, openFeed, readFeed, revokeFeed } from "./feed.server.ts"

let people: Cast
let submitted: string
let approved: string
beforeAll(async () => {
	people = await openRegion(
		["municipal", "expert1", "expert2", "school"],
		teachers(["waiting", "remote", "nothing", "leaver"]),
	)
	submitted = await bring(people, { teacher: "waiting", until: "submitted" })
	approved = await bring(people, { teacher: "remote", period: "open", until: "assigned" })
	await approveSchedule(people)
}, 120_000)

const lines = async (username: string, from: string, to: string) => {
	const entries = await collectEntries({ actor: of(people, username), from, to })
	return entries.map(({ on, deadline, role }) => `${on} ${role} ${deadline}`)
}

describe("the calendar of a person", () => {
	test("a teacher who has filed waits for the review, and for nothing else", async () => {
		const { reviewDueOn } = await prisma.application.findUniqueOrThrow({ where: { id: submitted } })
		expect(await lines("waiting", "2026-09-01", "2027-06-30")).toContain(`${reviewDueOn} teacher review`)
	})

	test.each([
		1, 4, 30,
	])("its first %i entries are those that the whole calendar begins with", async (first) => {
		for (const name of ["municipal", "operator", "expert1", "school", "waiting"]) {
			const asked = { actor: of(people, name), from: "2026-09-01", to: "2027-06-30" }
			const whole = await collectEntries(asked)
			expect(await collectEntries({ ...asked, first }), name).toEqual(whole.slice(0, first))
		}
	})

	test("a teacher without an application or a category has no dates", async () => {
		expect(await lines("nothing", "2026-09-01", "2027-06-30")).toEqual([])
	})

	test("experts have the dates of periods in which they have teachers, and others only look up schedules", async () => {
		const { schedule } = await prisma.application.findUniqueOrThrow({
			where: { id: approved },
			select: { schedule: { select: { periodId: true } } },
		})
		const entries = await collectEntries({
			actor: of(people, "expert1"),
			from: "2026-08-01",
			to: "2027-07-31",
		})
		const ofPeriod = entries.filter(({ key }) => key.endsWith(`.expert.${schedule?.periodId}`))
		expect(ofPeriod.map(({ deadline }) => deadline)).toEqual(
			expect.arrayContaining(["publication", "experts-study", "attestation-starts", "conclusion", "centre"]),
		)
		const others = entries.filter(({ key }) => !key.endsWith(`.expert.${schedule?.periodId}`))
		expect(new Set(others.map(({ deadline }) => deadline))).toEqual(new Set(["publication", "contract"]))
	})

	test("a coordinator has the days of each month, and the applications to review by their day", async () => {
		const found = await lines("municipal", "2026-10-01", "2026-10-31")
		expect(found).toContain("2026-10-11 municipal_coordinator registration")
		expect(found).toContain("2026-10-12 municipal_coordinator schedule")
		expect(found).toContain("2026-10-13 municipal_coordinator period-closes")
		const reviews = await collectEntries({
			actor: of(people, "municipal"),
			from: "2026-09-01",
			to: "2026-12-31",
		})
		expect(reviews.find(({ deadline }) => deadline === "review")?.about).toBe("1\u00a0заявление")
	})

	test("a reopened schedule closes on its own day", async () => {
		const where = { municipalityCode_periodId: { municipalityCode: "tomsk", periodId: "2027-04" } }
		await prisma.schedule.update({ where, data: { closesOn: "2027-03-20" } })
		const found = await lines("municipal", "2027-03-01", "2027-03-31")
		expect(found).toContain("2027-03-20 municipal_coordinator schedule")
		expect(found).toContain("2027-03-21 municipal_coordinator period-closes")
		await prisma.schedule.update({ where, data: { closesOn: "2027-03-12" } })
	})

	test("a month in which nothing is due says so, and another person's dates never appear", async () => {
		const view = await viewCalendar({ actor: of(people, "nothing"), asked: "2026-11", now: NOW })
		expect(view.days).toEqual([])
		expect(view.label).toBe("ноябрь 2026")
	})

	test("«ближайшее» begins today and leaves out what has passed", async () => {
		const near = await nearestDates({ actor: of(people, "operator"), role: "operator", now: NOW })
		expect(near.length).toBeGreaterThan(0)
		expect(near.every(({ on }) => on >= "2026-10-01")).toBe(true)
		expect([...near.map(({ on }) => on)].sort()).toEqual(near.map(({ on }) => on))
	})
})

describe("the feed", () => {
	const tokenOfPerson = async (username: string) => {
		const feed = await feedOf(of(people, username))
		return feed ? (/\/calendar\/([\w-]+)\.ics$/.exec(feed.address)?.[1] ?? "") : ""
	}
	const read = async (token: string, now = NOW) => {
		const text = await readFeed({ token, now })
		const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((component) => ({
			uid: String(component.getFirstPropertyValue("uid")),
			sequence: Number(component.getFirstPropertyValue("sequence")),
			status: String(component.getFirstPropertyValue("status")),
			stamp: String(component.getFirstPropertyValue("dtstamp")),
			start: String(component.getFirstPropertyValue("dtstart")),
		}))
		const other = Object.values(nodeIcal.sync.parseICS(text)).filter((event) => event?.type === "VEVENT")
		expect(other).toHaveLength(events.length)
		return events
	}

	test("begins when its owner asks for an address, and says the same until something changes", async () => {
		expect(await feedOf(of(people, "waiting"))).toBeNull()
		await openFeed({ actor: of(people, "waiting"), now: NOW })
		const token = await tokenOfPerson("waiting")
		const first = await read(token)
		expect(first).toHaveLength(1)
		expect(first[0]).toMatchObject({ sequence: 0, status: "CONFIRMED" })
		expect(await read(token, instantOf("2026-10-02T09:00"))).toEqual(first)
	})

	test("moves an event under the same UID with the next sequence, and a new stamp", async () => {
		const token = await tokenOfPerson("waiting")
		const [before] = await read(token)
		await prisma.application.update({ where: { id: submitted }, data: { reviewDueOn: "2026-10-30" } })
		const later = instantOf("2026-10-02T10:00")
		const [after] = await read(token, later)
		expect(after).toMatchObject({ uid: before?.uid, sequence: 1, start: "2026-10-30", status: "CONFIRMED" })
		expect(after?.stamp).not.toBe(before?.stamp)
	})

	test("cancels what is no longer due when the case has ended, once", async () => {
		const token = await tokenOfPerson("waiting")
		await send(of(people, "municipal"), "application", submitted, "application.reject", {
			reason: "Нет подписи",
		})
		const ended = await read(token, instantOf("2026-10-03T09:00"))
		expect(ended).toMatchObject([{ sequence: 2, status: "CANCELLED" }])
		expect(await read(token, instantOf("2026-10-04T09:00"))).toEqual(ended)
	})

	test("leaves past events unchanged, and leaves them out after a month", async () => {
		await openFeed({ actor: of(people, "operator"), now: NOW })
		const token = await tokenOfPerson("operator")
		const now = await read(token)
		const soon = now.find(({ start }) => start > "2026-10-01" && start < "2026-11-01")
		if (!soon) throw new Error("the operator has nothing due in October")
		const later = await read(token, instantOf("2026-11-10T09:00"))
		expect(later.find(({ uid }) => uid === soon.uid)?.status ?? "CONFIRMED").toBe("CONFIRMED")
		const muchLater = await read(token, instantOf("2027-03-01T09:00"))
		expect(muchLater.some(({ uid }) => uid === soon.uid)).toBe(false)
	})

	test.each([5, -5])("keeps its numbers when the clock jumps by %i years and comes back", async (years) => {
		const token = await tokenOfPerson("operator")
		const numbers = async (now: Date) =>
			new Map((await read(token, now)).map(({ uid, sequence }) => [uid, sequence]))
		const before = await numbers(NOW)
		expect(before.size).toBeGreaterThan(0)
		await prisma.calendarEvent.updateMany({
			where: { personId: of(people, "operator").id },
			data: { sequence: { increment: 3 } },
		})
		const away = await numbers(instantOf(`${2026 + years}-10-01T09:00`))
		const after = await numbers(instantOf("2026-10-02T09:00"))
		for (const [uid, sequence] of before)
			expect(after.get(uid) ?? 0, uid).toBeGreaterThanOrEqual(sequence + 3)
		const again = await numbers(instantOf(`${2026 + years}-10-01T10:00`))
		for (const [uid, sequence] of away) expect(again.get(uid) ?? 0, uid).toBeGreaterThanOrEqual(sequence)
	})

	test("has one address at a time: a new one ends the old one, and keeps the UIDs", async () => {
		const old = await tokenOfPerson("operator")
		const before = await read(old, instantOf("2027-03-01T09:00"))
		await openFeed({ actor: of(people, "operator"), now: NOW })
		await expect(readFeed({ token: old, now: NOW })).rejects.toMatchObject({ code: "not-found" })
		const token = await tokenOfPerson("operator")
		expect(token).not.toBe(old)
		const after = await read(token, instantOf("2027-03-01T09:00"))
		expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid))
	})

	test("ends when its owner ends it or is blocked, and is not found at an invented address", async () => {
		const token = await tokenOfPerson("operator")
		const id = of(people, "operator").id
		await prisma.person.update({ where: { id }, data: { blockedAt: NOW } })
		await expect(readFeed({ token, now: NOW })).rejects.toMatchObject({ code: "not-found" })
		await prisma.person.update({ where: { id }, data: { blockedAt: null } })
		expect(await revokeFeed({ actor: of(people, "operator"), now: NOW })).toBe(true)
		expect(await revokeFeed({ actor: of(people, "operator"), now: NOW })).toBe(false)
		for (const one of [token, "", "A".repeat(54)])
			await expect(readFeed({ token: one, now: NOW })).rejects.toMatchObject({ code: "not-found" })
	})

	test("two programs that read at once record each event once", async () => {
		await openFeed({ actor: of(people, "municipal"), now: NOW })
		const token = await tokenOfPerson("municipal")
		const [one, other] = await Promise.all([read(token), read(token)])
		expect(other).toEqual(one)
		expect(one.every(({ sequence }) => sequence === 0)).toBe(true)
	})
})

describe("once the specialists have attached the conclusion", () => {
	test("the teacher no longer waits for it, nor may add materials, but for what comes next", async () => {
		const dates = () => lines("remote", "2026-11-01", "2027-06-30")
		const WAITED_FOR = /teacher (conclusion|evidence|evidence-safe)$/
		const before = await dates()
		expect(before.filter((line) => WAITED_FOR.test(line))).not.toEqual([])
		const conclusion = { verdict: "meets", complete: "on", files: [await putScan("conclusion", 3)] }
		await send(
			of(people, "expert1"),
			"application",
			approved,
			"conclusion.attach",
			conclusion,
			instantOf("2026-11-03T10:00"),
		)
		const after = await dates()
		expect(after).toEqual(before.filter((line) => !WAITED_FOR.test(line)))
		expect(after).not.toEqual([])
	})
})
