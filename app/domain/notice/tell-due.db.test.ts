import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { bring, type Cast, of, openRegion, send, teachers } from "#tests/factories.ts"
import { believesClock, clockState, confirmClock } from "./clock-guard.server.ts"
import { writeDigests } from "./digest.server.ts"
import { whyNotNeeded } from "./still-needed.server.ts"
import { tellWhatIsDue } from "./tell-due.server.ts"

let people: Cast
let waiting: string
/** The 30 days of the application end on 25 October. */
const DAY = instantOf("2026-10-22T10:00")
const hours = (count: number) => new Date(DAY.getTime() + count * 3_600_000)

beforeAll(async () => {
	people = await openRegion(["municipal", "expert1", "expert2"], teachers(["anna", "vera", "olga"]))
	waiting = await bring(people, { teacher: "anna", until: "submitted" })
})
beforeEach(async () => {
	await prisma.notice.deleteMany()
	await prisma.letter.deleteMany()
	await prisma.setting.deleteMany({ where: { key: "deadlines.clock" } })
	await prisma.person.updateMany({ data: { reminders: "atOnce" } })
})

const reminders = (kind = "review-near") =>
	prisma.letter.findMany({ where: { kind }, orderBy: { id: "asc" } })

describe("a deadline", () => {
	test("is announced once, with a letter about the application, and recorded in the ledger", async () => {
		expect(await tellWhatIsDue(DAY)).toEqual({ "review-near": 1 })
		const [letter, ...others] = await reminders()
		expect(others).toEqual([])
		expect(letter).toMatchObject({ to: "municipal@demo.example", causeKind: "application", causeId: waiting })
		expect(letter?.text).toContain("25 октября 2026 года")
		expect(letter?.text).toContain(`/municipality/applications/${waiting}`)
		expect(await prisma.notice.findMany()).toMatchObject([
			{ rule: "review-near", deadline: "2026-10-25", subjectId: waiting, letterId: letter?.id, toldAt: DAY },
		])
		expect(await tellWhatIsDue(hours(1))).toEqual({})
	})

	test("names whom its reader can ask: a coordinator the regional centre, an operator somebody else", async () => {
		await tellWhatIsDue(instantOf("2026-10-26T10:00"))
		const asked = (await reminders("review-over")).map(({ to, text }) => [
			to,
			/обратитесь (.+)\.$/m.exec(text)?.[1],
		])
		expect(Object.fromEntries(asked)).toEqual({
			"municipal@demo.example": "в региональный центр",
			"operator@demo.example": "к администратору системы",
		})
	})

	test("is announced once by four workers at the same moment", async () => {
		await Promise.all([1, 2, 3, 4].map(() => tellWhatIsDue(DAY)))
		expect(await reminders()).toHaveLength(1)
	})

	test("is not announced again when the clock goes back and forward again", async () => {
		await tellWhatIsDue(DAY)
		for (const moved of [-1, -24 * 10, -24 * 365 * 5, 1]) await tellWhatIsDue(hours(moved))
		expect((await reminders()).length).toBe(1)
	})

	test("is announced late when no worker ran on the first days", async () => {
		expect(await tellWhatIsDue(instantOf("2026-10-25T23:59"))).toEqual({ "review-near": 1 })
	})

	test("is not announced to a person without an address or with a closed account", async () => {
		const { id } = of(people, "municipal")
		await prisma.person.update({ where: { id }, data: { email: "" } })
		expect(await tellWhatIsDue(DAY)).toEqual({})
		await prisma.person.update({ where: { id }, data: { email: "municipal@demo.example", blockedAt: DAY } })
		expect(await tellWhatIsDue(DAY)).toEqual({})
		await prisma.person.update({ where: { id }, data: { blockedAt: null } })
	})

	test("is no longer needed once its matter has ended, though the letter still waits", async () => {
		const id = await bring(people, { teacher: "vera", until: "submitted" })
		await tellWhatIsDue(DAY)
		const letter = await prisma.letter.findFirstOrThrow({ where: { causeId: id, kind: "review-near" } })
		expect(await whyNotNeeded(letter.id, DAY)).toBeNull()
		expect(await whyNotNeeded(letter.id, hours(24 * 5)), "late, but it still waits").toBeNull()
		await send(of(people, "municipal"), "application", id, "application.register", {}, hours(1))
		expect(await whyNotNeeded(letter.id, hours(2))).toBe("То, о чём напоминает письмо, уже сделано")
		const other = await prisma.letter.findFirstOrThrow({ where: { kind: "application-registered" } })
		expect(await whyNotNeeded(other.id, hours(2)), "a letter that is no reminder").toBeNull()
	})

	test.each([5, -5])("still waits when the clock jumps by %i years, and is not dropped", async (years) => {
		expect(await believesClock(DAY)).toBe(true)
		await tellWhatIsDue(DAY)
		const [letter] = await reminders()
		expect(await whyNotNeeded(letter?.id ?? "", hours(24 * 365 * years))).toBeNull()
	})
})

describe("the digest", () => {
	const NINTH = instantOf("2026-10-09T06:59")
	const chooseDaily = () => prisma.person.updateMany({ data: { reminders: "daily" } })

	test("gathers what is due into one letter a day, from seven in the morning", async () => {
		await chooseDaily()
		expect(await tellWhatIsDue(NINTH)).toMatchObject({ "registration-day": 1, "schedule-closing": 1 })
		expect(await prisma.letter.count({ where: { to: "municipal@demo.example" } })).toBe(0)
		expect(await writeDigests(NINTH)).toBe(0)
		const seven = instantOf("2026-10-09T07:00")
		expect(await Promise.all([writeDigests(seven), writeDigests(seven)])).toContain(1)
		const digests = await prisma.letter.findMany({ where: { kind: "digest", to: "municipal@demo.example" } })
		expect(digests).toHaveLength(1)
		expect(digests[0]?.text).toMatch(/Ждут регистрации: .+\. Сделать не позднее 11 октября 2026 года\.\n/)
		expect(digests[0]?.text).toMatch(/Период закрывается: .+\. Сделать не позднее 12 октября 2026 года\.\n/)
		expect(await writeDigests(instantOf("2026-10-09T12:00"))).toBe(0)
		expect(await writeDigests(instantOf("2026-10-10T08:00"))).toBe(0)
	})

	test("leaves out what was done meanwhile, and is not written if nothing is left", async () => {
		await chooseDaily()
		await tellWhatIsDue(NINTH)
		await prisma.engagement.updateMany({
			where: { personId: of(people, "municipal").id, role: "municipal_coordinator" },
			data: { to: NINTH },
		})
		expect(await writeDigests(instantOf("2026-10-09T08:00"))).toBe(0)
		expect(await prisma.notice.count({ where: { letterId: null } })).toBe(0)
		await prisma.engagement.updateMany({
			where: { personId: of(people, "municipal").id, role: "municipal_coordinator" },
			data: { to: null },
		})
	})

	test("does not hold back what the law sets a term for", async () => {
		await chooseDaily()
		expect(await tellWhatIsDue(DAY)).toEqual({ "review-near": 1 })
		expect(await reminders()).toHaveLength(1)
	})
})

describe("the clock", () => {
	const held = () => prisma.letter.count({ where: { kind: "clock-held" } })

	test.each([
		["an hour back", -1],
		["an hour ahead", 1],
		["almost a day ahead", 23.9],
		["a day back", -24],
	])("that moves %s is accepted", async (_what, moved) => {
		expect(await believesClock(DAY)).toBe(true)
		expect(await believesClock(hours(moved))).toBe(true)
		expect(await held()).toBe(0)
	})

	test.each([
		["more than a day ahead", 24.1],
		["a week ahead", 24 * 7],
		["five years ahead", 24 * 365 * 5],
		["five years back", -24 * 365 * 5],
	])("that moves %s stops what cannot be undone until it returns", async (_what, moved) => {
		await believesClock(DAY)
		expect(await Promise.all([believesClock(hours(moved)), believesClock(hours(moved))])).toEqual([
			false,
			false,
		])
		expect(await believesClock(hours(moved + 2))).toBe(false)
		expect(await held(), "each operator is told once").toBe(1)
		expect(await believesClock(hours(1))).toBe(true)
		expect(await clockState()).toEqual({ believed: hours(1), doubted: null })
	})

	test.each([
		["five years ahead", 24 * 365 * 5],
		["five years back", -24 * 365 * 5],
		["two days ahead", 48],
	])("that is wrong %s for a week is believed by itself when it returns", async (_what, wrong) => {
		await believesClock(DAY)
		for (let passed = 1; passed <= 24 * 7; passed += 3)
			expect(await believesClock(hours(wrong + passed)), `${passed} hours`).toBe(false)
		expect(await held(), "each operator is told once").toBe(1)
		expect(await believesClock(hours(24 * 7 + 1))).toBe(true)
		expect(await clockState()).toEqual({ believed: hours(24 * 7 + 1), doubted: null })
	})

	test("that jumps from one wrong time to another counts on from the last one that was believed", async () => {
		await believesClock(DAY)
		for (const at of [1000, 1020, -5000, -4980, -4960]) expect(await believesClock(hours(at))).toBe(false)
		expect(await believesClock(hours(60 + 25)), "a day later than it can be").toBe(false)
		expect(await believesClock(hours(60))).toBe(true)
	})

	test("that returns after days loses no reminder and repeats none", async () => {
		await believesClock(DAY)
		await tellWhatIsDue(DAY)
		const later = await bring(people, { teacher: "olga", until: "submitted" })
		await prisma.application.update({ where: { id: later }, data: { reviewDueOn: "2026-10-27" } })
		for (let passed = 1; passed <= 60; passed += 1)
			if (await believesClock(hours(24 * 365 + passed))) throw new Error("a wrong clock was believed")
		expect(await believesClock(hours(61))).toBe(true)
		expect(await tellWhatIsDue(hours(61))).toEqual({ "review-near": 1 })
		expect((await reminders()).map(({ causeId }) => causeId)).toEqual([waiting, later])
	})

	test("is accepted again when an operator confirms it, and nobody else can do so", async () => {
		await believesClock(DAY)
		await believesClock(hours(200))
		await expect(confirmClock({ actor: of(people, "municipal"), now: hours(200) })).rejects.toMatchObject({
			code: "not-found",
		})
		expect(await believesClock(hours(200))).toBe(false)
		await confirmClock({ actor: of(people, "operator"), now: hours(200) })
		expect(await believesClock(hours(201))).toBe(true)
		expect(await prisma.accessLog.count({ where: { what: "clock-confirmed" } })).toBe(1)
	})
})
