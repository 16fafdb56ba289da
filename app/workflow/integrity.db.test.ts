import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Journal } from "#app/db/generated/client.ts"
import { viewApplication } from "#app/domain/application/application.view.server.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { behindTheDatabase } from "#tests/behind-the-database.ts"
import { bring, type Cast, NOW, newWithdrawal, of, openRegion, send, teachers } from "#tests/factories.ts"
import { explain } from "./explain.server.ts"
import { hashOf } from "./journal.server.ts"

// What the database itself guarantees, whatever the program does, and what the program does with a state that it cannot restore.

let people: Cast
let registered: string
let submitted: string

beforeAll(async () => {
	people = await openRegion(
		["municipal", "teacher", "expert1", "expert2"],
		teachers(["waiting", "assigned", "broken", "broken2", "broken3"]),
	)
	registered = await bring(people, { teacher: "teacher", until: "registered" })
	submitted = await bring(people, { teacher: "waiting", until: "submitted" })
})

const rowOf = (id: string) => prisma.application.findUniqueOrThrow({ where: { id } })

describe("the database refuses", () => {
	test.each<[SubjectName, string]>([
		["application", "Application"],
		["letter", "Letter"],
		["schedule", "Schedule"],
		["invitation", "Invitation"],
	])("another state of a row of «%s» without its journal row", async (_subject, table) => {
		const [row] = await prisma.$queryRawUnsafe<{ id: string; state: string }[]>(
			`SELECT "id", "state" FROM "${table}" LIMIT 1`,
		)
		const change = prisma.$executeRawUnsafe(
			`UPDATE "${table}" SET "state" = 'elsewhere', "version" = "version" + 1 WHERE "id" = $1`,
			row?.id,
		)
		await expect(change).rejects.toThrow(/without its journal row/)
		expect(await prisma.$queryRawUnsafe(`SELECT "state" FROM "${table}" WHERE "id" = $1`, row?.id)).toEqual([
			{ state: row?.state },
		])
	})

	test("a state that its journal row does not name, and a row written in an earlier transaction", async () => {
		const { version, state } = await rowOf(registered)
		const change = (to: string, from: number) =>
			prisma.$executeRaw`UPDATE "Application" SET "state" = ${to}, "version" = ${from} WHERE "id" = ${registered}`
		await expect(change("withdrawn", version)).rejects.toThrow(/without its journal row/)
		// Goes back to an earlier state. A journal row for it exists, but not from this transaction.
		await expect(change("submitted", version - 1)).rejects.toThrow(/without its journal row/)
		expect(await rowOf(registered)).toMatchObject({ version, state })
	})

	test("a subject that is created without its journal row", async () => {
		const { id: _, ...row } = await prisma.schedule.findFirstOrThrow({
			where: { municipalityCode: "seversk" },
		})
		await prisma.period.create({ data: { id: "2030-01", createdAt: NOW } })
		await expect(
			prisma.schedule.create({ data: { ...row, id: "stillborn", periodId: "2030-01" } }),
		).rejects.toThrow(/without its journal row/)
	})

	test("a change, a removal and an emptying of the journal", async () => {
		const append = /append-only/
		await expect(prisma.$executeRaw`UPDATE "Journal" SET "reason" = 'другая'`).rejects.toThrow(append)
		await expect(prisma.$executeRaw`DELETE FROM "Journal" WHERE "seq" = 1`).rejects.toThrow(append)
		await expect(prisma.$executeRaw`TRUNCATE "Journal"`).rejects.toThrow(append)
	})

	test("a second entry under the same number of a subject's sequence", async () => {
		const {
			id: _,
			transaction: __,
			erased: ___,
			...entry
		} = await prisma.journal.findFirstOrThrow({
			where: { subjectId: registered },
		})
		await expect(prisma.journal.create({ data: { ...entry, data: {} } })).rejects.toMatchObject({
			code: "P2002",
		})
	})

	test("a second active application of a teacher for the same position", async () => {
		const { id: _, form, ...row } = await rowOf(submitted)
		const twin = prisma.application.create({
			data: { ...row, form: form as object, id: "twin", journalNumber: null, journalYear: null },
		})
		await expect(twin).rejects.toMatchObject({ code: "P2002" })
	})

	test("the same journal number twice in one municipality and year", async () => {
		const { journalYear, journalNumber } = await rowOf(registered)
		await expect(
			prisma.application.update({ where: { id: submitted }, data: { journalYear, journalNumber } }),
		).rejects.toMatchObject({ code: "P2002" })
	})

	test("a second withdrawal while one is open", async () => {
		const id = await newWithdrawal(of(people, "teacher"), registered, "formed")
		const { paperKey: _, ...row } = await prisma.withdrawal.findUniqueOrThrow({ where: { id } })
		await expect(
			prisma.withdrawal.create({ data: { ...row, id: "second", scanReport: undefined } }),
		).rejects.toMatchObject({ code: "P2002" })
		await expect(newWithdrawal(of(people, "teacher"), registered, "formed")).rejects.toMatchObject({
			reasons: ["Заявление на отзыв уже сформировано: подайте его или нажмите «Не отзывать»."],
		})
		await send(of(people, "teacher"), "withdrawal", id, "withdrawal.discard")
	})

	test("the same expert on both seats, a third seat, a counter that goes back to zero", async () => {
		const id = await bring(people, { teacher: "assigned", until: "assigned", period: "open" })
		const expertId = of(people, "expert1").id
		const seat = (number: number) =>
			prisma.$executeRaw`UPDATE "Seat" SET "seat" = ${number} WHERE "applicationId" = ${id} AND "expertId" = ${expertId}`
		await expect(
			prisma.$executeRaw`UPDATE "Seat" SET "expertId" = ${expertId} WHERE "applicationId" = ${id} AND "seat" = 2`,
		).rejects.toThrow(/Seat_applicationId_expertId_key|duplicate|23505/i)
		await expect(seat(3)).rejects.toThrow(/Seat_seat_check|23514/)
		await expect(prisma.$executeRaw`UPDATE "Counter" SET "value" = 0`).rejects.toThrow(
			/Counter_value_check|23514/,
		)
	})
})

/** The number of the first entry whose hash is wrong, or null if the whole chain is correct. */
function brokenAt(entries: readonly Journal[]): number | null {
	let previousHash = ""
	for (const [index, entry] of entries.entries()) {
		const { id: _, transaction: __, erased: ___, previousHash: link, hash, subject, data, ...rest } = entry
		const told = hashOf(
			{ ...rest, subject: subject as SubjectName, data: data as Record<string, unknown> },
			previousHash,
		)
		if (entry.seq !== index + 1 || link !== previousHash || hash !== told) return index + 1
		previousHash = hash
	}
	return null
}

const chainOf = (subjectId: string) =>
	prisma.journal.findMany({ where: { subjectId }, orderBy: { seq: "asc" } })

describe("the chain of the journal", () => {
	test("is correct for every subject that the tests have created", async () => {
		const all = await prisma.journal.findMany({ orderBy: [{ subjectId: "asc" }, { seq: "asc" }] })
		const chains = new Map<string, Journal[]>()
		for (const entry of all) {
			const key = `${entry.subject} ${entry.subjectId}`
			chains.set(key, [...(chains.get(key) ?? []), entry])
		}
		expect(new Set(all.map(({ subject }) => subject))).toEqual(new Set(Object.keys(LIFECYCLES)))
		for (const [subject, entries] of chains) expect(brokenAt(entries), subject).toBeNull()
	})

	test("leads to the state and version of the row", async () => {
		for (const id of [registered, submitted]) {
			const last = (await chainOf(id)).at(-1)
			expect(await rowOf(id)).toMatchObject({ state: last?.to, version: last?.seq })
		}
	})

	test.each([
		["the reason", { reason: "другая" }],
		["the actor", { actorName: "Кто-то другой" }],
		["the time", { at: new Date(0) }],
		["the data", { data: { verdict: "meets" } }],
		["the target", { to: "withdrawn" }],
	])("shows which entry was changed behind the database's back: %s", async (_what, change) => {
		const entries = await chainOf(registered)
		expect(brokenAt(entries)).toBeNull()
		const [, , third] = entries
		const changed = entries.map((entry) => (entry.id === third?.id ? { ...entry, ...change } : entry))
		expect(brokenAt(changed)).toBe(3)
	})

	test("shows a change that was really written, and an entry that was removed", async () => {
		const entries = await chainOf(submitted)
		const second = entries[1]
		const write = (name: string) =>
			behindTheDatabase(
				(tx) => tx.$executeRaw`UPDATE "Journal" SET "actorName" = ${name} WHERE "id" = ${second?.id}`,
			)
		await write("Кто-то другой")
		expect(brokenAt(await chainOf(submitted))).toBe(2)
		await write(second?.actorName ?? "")
		expect(brokenAt(await chainOf(submitted))).toBeNull()
		expect(brokenAt(entries.filter(({ seq }) => seq !== 2))).toBe(2)
		expect(brokenAt(entries.slice(1))).toBe(1)
	})
})

describe("a stored state that the machine does not know", () => {
	const toNowhere = (table: "Application" | "Withdrawal", id: string) =>
		behindTheDatabase((tx) =>
			tx.$executeRawUnsafe(`UPDATE "${table}" SET "state" = 'scheduled.forgotten' WHERE "id" = $1`, id),
		)
	const SET_ASIDE = {
		code: "not-allowed-now",
		message: expect.stringMatching(/^Запись отложена: .*Ваши данные сохранены\.$/),
	}

	test("is set aside for operators with the reason, the person who acts is told so, and nothing is lost", async () => {
		const id = await bring(people, { teacher: "broken", until: "submitted" })
		await toNowhere("Application", id)
		const before = await rowOf(id)
		const municipal = of(people, "municipal")
		await expect(send(municipal, "application", id, "application.register")).rejects.toMatchObject(SET_ASIDE)
		expect(await rowOf(id)).toEqual({
			...before,
			quarantine: "«application» has no state «scheduled.forgotten»",
		})
		await expect(send(municipal, "application", id, "application.register")).rejects.toMatchObject(SET_ASIDE)
		expect(await prisma.journal.count({ where: { subjectId: id } })).toBe(before.version)
	})

	test("is explained and shown without a crash, before and after it is set aside", async () => {
		const id = await bring(people, { teacher: "broken2", until: "submitted" })
		await toNowhere("Application", id)
		const look = async () => {
			const municipal = of(people, "municipal")
			const { events } = await explain(municipal, "application", id, NOW)
			expect(Object.values(events).filter(({ possible }) => possible)).toEqual([])
			expect(events["application.register"]?.reasons).toEqual(["Запись отложена для проверки оператором."])
			for (const who of ["municipal", "broken2", "operator"])
				expect(await viewApplication({ actor: of(people, who), id, now: NOW })).toMatchObject({ id })
		}
		await look()
		await expect(
			send(of(people, "municipal"), "application", id, "application.register"),
		).rejects.toMatchObject(SET_ASIDE)
		await look()
	})

	test("sets the application aside, and not the withdrawal whose registration reads it", async () => {
		const id = await bring(people, { teacher: "broken3", until: "submitted" })
		const withdrawal = await newWithdrawal(of(people, "broken3"), id, "submitted")
		await toNowhere("Application", id)
		await expect(
			send(of(people, "municipal"), "withdrawal", withdrawal, "withdrawal.register"),
		).rejects.toMatchObject(SET_ASIDE)
		expect(await rowOf(id)).toMatchObject({
			quarantine: "«application» has no state «scheduled.forgotten»",
		})
		expect(await prisma.withdrawal.findUnique({ where: { id: withdrawal } })).toMatchObject({
			state: "submitted",
			quarantine: null,
			journalNumber: null,
		})
	})

	test("appears in no list by state", () => {
		for (const lifecycle of Object.values(LIFECYCLES))
			expect(statesTagged(lifecycle, "active")).not.toContain("scheduled.forgotten")
	})
})
