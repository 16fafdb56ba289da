import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { nextNumber } from "#app/db/counter.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import {
	bring,
	CALENDAR,
	type Cast,
	NOW,
	newWithdrawal,
	ORDER,
	of,
	openRegion,
	scheduleOf,
	send,
	teachers,
} from "#tests/factories.ts"
import { dispatch } from "./dispatch.server.ts"
import { explain } from "./explain.server.ts"

const TEN = Array.from({ length: 10 }, (_, index) => `crowd${index}`)
let people: Cast
let municipal: Actor
let municipal2: Actor

beforeAll(async () => {
	people = await openRegion(
		[
			"municipal",
			"municipal2",
			"municipal3",
			"teacher",
			"teacher2",
			"teacher3",
			"expert1",
			"expert2",
			"expert4",
			"expert5",
		],
		[
			...teachers([...TEN, "inside", "inside2", "inside3", "inside4", "leaver"]),
			...teachers(["north1", "north2", "north3", "east1", "east2"], {
				municipality: "kolpashevsky",
				organisation: "934",
			}),
		],
	)
	municipal = of(people, "municipal")
	municipal2 = of(people, "municipal2")
})

const journalOf = (subjectId: string, event?: string) =>
	prisma.journal.findMany({ where: { subjectId, ...(event && { event }) }, orderBy: { seq: "asc" } })
const lettersTo = (username: string, kind: string) =>
	prisma.letter.count({ where: { kind, to: `${username}@demo.example` } })
const rowOf = (id: string) => prisma.application.findUniqueOrThrow({ where: { id } })
const jobs = async () => {
	const [row] = await prisma.$queryRaw<
		{ count: bigint }[]
	>`SELECT count(*) FROM pgboss.job WHERE name = 'letter.send'`
	return Number(row?.count)
}

describe("two people at once", () => {
	test("who register the same application get one number and one letter, and the slower one is refused", async () => {
		const id = await bring(people, { teacher: "teacher", until: "submitted" })
		const { version } = await rowOf(id)
		const before = await jobs()
		const both = await Promise.allSettled(
			[municipal, municipal2].map((actor) =>
				dispatch({ actor, subject: "application", id, event: "application.register", now: NOW, version }),
			),
		)
		const won = both.filter(({ status }) => status === "fulfilled")
		const [lost] = both.filter((one) => one.status === "rejected")
		expect(won).toHaveLength(1)
		expect(lost?.reason).toMatchObject({ code: "stale", message: expect.stringMatching(/измени/) })
		expect(await rowOf(id)).toMatchObject({ state: "registered", journalYear: 2026, journalNumber: 1 })
		expect(await journalOf(id, "application.register")).toHaveLength(1)
		expect(await lettersTo("teacher", "application-registered")).toBe(1)
		expect(await jobs()).toBe(before + 1)
	})

	test("who act without a version: the second is told that the state no longer has this event", async () => {
		const id = await bring(people, { teacher: "teacher2", until: "submitted" })
		const both = await Promise.allSettled(
			[municipal, municipal2].map((actor) => send(actor, "application", id, "application.register")),
		)
		expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
		expect(both.find((one) => one.status === "rejected")?.reason).toMatchObject({
			code: "not-allowed-now",
			reasons: [
				"Сейчас это сделать нельзя. Заявление зарегистрировано: теперь ему назначают период и специалистов, а при упрощённой форме его рассмотрит комиссия.",
			],
		})
		expect(await rowOf(id)).toMatchObject({ journalNumber: 2 })
	})

	test("the one who saw an older version is refused, and nothing is written", async () => {
		const id = await bring(people, { teacher: "teacher3", municipality: "kolpashevsky", until: "submitted" })
		const { version } = await rowOf(id)
		const coordinator = of(people, "municipal3")
		const order = {
			actor: coordinator,
			subject: "application",
			id,
			event: "application.register",
			now: NOW,
		} as const
		await expect(dispatch({ ...order, version: version - 1 })).rejects.toMatchObject({ code: "stale" })
		expect(await rowOf(id)).toMatchObject({ state: "submitted", version, journalNumber: null })
		expect(await lettersTo("teacher3", "application-registered")).toBe(0)
		await expect(dispatch({ ...order, version })).resolves.toMatchObject({ version: version + 1 })
	})
})

describe("the journal number", () => {
	test("gives ten simultaneous registrations of a municipality ten numbers without a gap", async () => {
		const ids: string[] = []
		for (const teacher of TEN) ids.push(await bring(people, { teacher, until: "submitted" }))
		await Promise.all(
			ids.map((id, index) =>
				send(index % 2 === 0 ? municipal : municipal2, "application", id, "application.register"),
			),
		)
		const rows = await prisma.application.findMany({ where: { id: { in: ids } } })
		expect(rows.map(({ journalNumber }) => journalNumber).sort((a, b) => Number(a) - Number(b))).toEqual(
			Array.from({ length: 10 }, (_, index) => index + 3),
		)
		for (const teacher of TEN) expect(await lettersTo(teacher, "application-registered")).toBe(1)
	})

	test("is counted separately for each municipality, and a refused registration leaves no gap", async () => {
		const coordinator = of(people, "municipal3")
		const refused = await bring(people, {
			teacher: "north1",
			municipality: "kolpashevsky",
			until: "submitted",
		})
		const next = await bring(people, { teacher: "north2", municipality: "kolpashevsky", until: "submitted" })
		const withdrawal = await newWithdrawal(of(people, "north1"), refused, "submitted")
		await expect(send(coordinator, "application", refused, "application.register")).rejects.toMatchObject({
			code: "not-allowed-now",
			reasons: ["Подано заявление на отзыв: сначала зарегистрируйте его или отклоните."],
		})
		await send(coordinator, "application", next, "application.register")
		expect(await rowOf(next)).toMatchObject({ journalNumber: 2 })
		await send(coordinator, "withdrawal", withdrawal, "withdrawal.reject", { reason: "Нет подписи" })
		await send(coordinator, "application", refused, "application.register")
		expect(await rowOf(refused)).toMatchObject({ journalNumber: 3 })
	})

	test("is given back by a transaction that fails after taking it", async () => {
		const broken = inTransaction(async (tx) => {
			expect(await nextNumber(tx, "test")).toBe(1)
			throw new Error("power cut")
		})
		await expect(broken).rejects.toThrow("power cut")
		expect(await inTransaction((tx) => nextNumber(tx, "test"))).toBe(1)
	})
})

describe("letters", () => {
	test("are not written for a refused transition, and neither are jobs", async () => {
		const id = await bring(people, { teacher: "north3", municipality: "kolpashevsky", until: "submitted" })
		const [letters, waiting] = [await prisma.letter.count(), await jobs()]
		const stranger = of(people, "municipal")
		await expect(send(stranger, "application", id, "application.register")).rejects.toMatchObject({
			code: "not-found",
		})
		await expect(send(of(people, "north3"), "application", id, "application.register")).rejects.toMatchObject(
			{ code: "forbidden" },
		)
		expect([await prisma.letter.count(), await jobs()]).toEqual([letters, waiting])
		expect(await rowOf(id)).toMatchObject({ state: "submitted", journalNumber: null })
	})
})

describe("events that nobody sends", () => {
	test("approval and withdrawal of an application come only from the schedule and from the withdrawal", async () => {
		const id = await bring(people, { teacher: "inside", until: "assigned", period: "open" })
		const before = await rowOf(id)
		for (const event of ["schedule.approve", "application.withdraw"]) {
			for (const actor of ["inside", "municipal", "operator"])
				await expect(send(of(people, actor), "application", id, event)).rejects.toMatchObject({
					code: "forbidden",
				})
			for (const cause of ["application.register", "schedule.close", ""])
				await expect(
					dispatch({ actor: municipal, subject: "application", id, event, now: NOW, cause }),
				).rejects.toMatchObject({ code: "forbidden" })
			await expect(send(SYSTEM, "application", id, event)).rejects.toMatchObject({ code: "not-found" })
		}
		expect(await rowOf(id)).toEqual(before)
		const { events } = await explain(municipal, "application", id, NOW)
		expect(events["schedule.approve"]).toMatchObject({ allowed: false, possible: false })
	})

	test("an event that does not exist, and one of another subject, are not found", async () => {
		const id = await bring(people, { teacher: "inside2", until: "submitted" })
		for (const event of ["application.explode", "withdrawal.register", "constructor", ""])
			await expect(
				dispatch({ actor: municipal, subject: "application", id, event, now: NOW }),
			).rejects.toMatchObject({ code: "not-found" })
	})
})

describe("one event that sends another", () => {
	test("a registered withdrawal withdraws its application in the same transaction, with both entries and numbers", async () => {
		const id = await bring(people, { teacher: "leaver", until: "registered" })
		const withdrawal = await newWithdrawal(of(people, "leaver"), id, "submitted")
		await send(municipal, "withdrawal", withdrawal, "withdrawal.register")
		expect(await rowOf(id)).toMatchObject({ state: "withdrawn" })
		expect(await prisma.withdrawal.findUnique({ where: { id: withdrawal } })).toMatchObject({
			state: "registered",
			journalYear: 2026,
			journalNumber: 1,
		})
		const [outer] = await journalOf(withdrawal, "withdrawal.register")
		const [inner] = await journalOf(id, "application.withdraw")
		expect(inner?.transaction).toBe(outer?.transaction)
		expect(inner).toMatchObject({
			actorId: municipal.id,
			to: "withdrawn",
			onBehalfOf: of(people, "leaver").id,
		})
	})

	test("a schedule is approved with everybody in it or not at all", async () => {
		const operator = of(people, "operator")
		const schedule = await scheduleOf("kolpashevsky", CALENDAR.open)
		const coordinator = of(people, "municipal3")
		const [expert1, expert2] = [of(people, "expert4").id, of(people, "expert5").id]
		const ready = await bring(people, { teacher: "east1", municipality: "kolpashevsky", until: "registered" })
		const lacks = await bring(people, { teacher: "east2", municipality: "kolpashevsky", until: "registered" })
		const assign = (id: string, second: string) =>
			send(coordinator, "application", id, "schedule.assign", {
				period: CALENDAR.open,
				expert1,
				expert2: second,
				colleagueReason1: "Единственный по предмету",
				colleagueReason2: "Единственный по предмету",
			})
		await assign(ready, expert2)
		await assign(lacks, "")
		await send(coordinator, "schedule", schedule, "schedule.close")
		await expect(send(operator, "schedule", schedule, "schedule.approve", ORDER)).rejects.toMatchObject({
			code: "not-allowed-now",
			reasons: [expect.stringMatching(/^Назначены не оба специалиста: /)],
		})
		expect(await rowOf(ready)).toMatchObject({ state: "scheduled.preliminary" })
		expect(await lettersTo("east1", "schedule-approved")).toBe(0)

		await send(operator, "schedule", schedule, "schedule.reopen", {
			reason: "Нет специалиста",
			until: "02.10.2026",
		})
		await assign(lacks, expert2)
		await send(coordinator, "schedule", schedule, "schedule.close")
		await send(operator, "schedule", schedule, "schedule.approve", ORDER)
		for (const id of [ready, lacks]) expect(await rowOf(id)).toMatchObject({ state: "scheduled.approved" })
		const inner = await prisma.journal.findMany({ where: { event: "schedule.approve" } })
		expect(inner).toHaveLength(3)
		expect(new Set(inner.map(({ transaction }) => transaction)).size).toBe(1)
		for (const teacher of ["east1", "east2"]) expect(await lettersTo(teacher, "schedule-approved")).toBe(1)
	})

	test("while a schedule is being closed, no application enters or leaves it", async () => {
		const moved = await bring(people, { teacher: "inside3", until: "assigned", period: "open" })
		const late = await bring(people, { teacher: "inside4", until: "registered" })
		const schedule = await scheduleOf("tomsk", CALENDAR.open)
		const [closing, coming, clearing] = await Promise.allSettled([
			send(municipal, "schedule", schedule, "schedule.close"),
			send(municipal2, "application", late, "schedule.assign", { period: CALENDAR.open }),
			send(municipal2, "application", moved, "schedule.clear"),
		])
		expect(closing?.status).toBe("fulfilled")
		// Each may still come before the closing. After the closing none may.
		for (const one of [coming, clearing])
			if (one?.status === "rejected") expect(one.reason).toMatchObject({ code: "not-allowed-now" })
		await expect(
			send(municipal, "application", late, "schedule.assign", { period: CALENDAR.open }),
		).rejects.toMatchObject({ code: "not-allowed-now" })
		await expect(send(municipal, "application", moved, "schedule.clear")).rejects.toMatchObject({
			code: "not-allowed-now",
		})
	})
})
