import { beforeAll, describe, expect, test } from "vitest"
import { Prisma, prisma } from "#app/db/client.server.ts"
import { behindTheDatabase } from "#tests/behind-the-database.ts"
import { bring, type Cast, newWithdrawal, of, openRegion, teachers } from "#tests/factories.ts"
import { countsOf, foldStateCounts, recountStates } from "./state-counts.server.ts"

let people: Cast

// Every kind of life: a filed application, one with a period and experts, a withdrawal, letters about them all.
beforeAll(async () => {
	people = await openRegion(["municipal", "expert1", "expert2"], teachers(["anna", "vera", "olga"]))
	await bring(people, { teacher: "anna", until: "submitted" })
	await bring(people, { teacher: "vera", until: "scheduled.preliminary", period: "open" })
	const registered = await bring(people, { teacher: "olga", until: "registered" })
	await newWithdrawal(of(people, "olga"), registered, "submitted")
}, 120_000)

const states = async () =>
	Object.fromEntries((await countsOf("application", ["state"])).map(({ state, count }) => [state, count]))
const letters = async () => (await countsOf("letter", ["state"])).reduce((all, { count }) => all + count, 0)

describe("the kept counts of states", () => {
	test("agree with a recount after transitions of every machine, before and after they were folded", async () => {
		expect(await recountStates()).toBe(0)
		const before = await states()
		expect(before).toEqual({ submitted: 1, registered: 1, "scheduled.preliminary": 1 })
		await foldStateCounts()
		expect(await prisma.stateCount.count({ where: { folded: false } })).toBe(0)
		expect(await states()).toEqual(before)
		expect(await letters()).toBe(await prisma.letter.count())
		expect(await recountStates()).toBe(0)
	})

	test("know the municipality, the schedule and the number of experts of an application", async () => {
		const { scheduleId } = await prisma.application.findFirstOrThrow({
			where: { state: "scheduled.preliminary" },
			select: { scheduleId: true },
		})
		const found = await countsOf(
			"application",
			["municipalityCode", "scheduleId", "experts"],
			Prisma.sql`"state" = 'scheduled.preliminary'`,
		)
		expect(found).toEqual([{ municipalityCode: "tomsk", scheduleId, experts: 2, count: 1 }])
	})

	test("follow a change of experts that leaves the state as it was", async () => {
		const seat = await prisma.seat.findFirstOrThrow({ where: { seat: 2 } })
		await prisma.seat.delete({
			where: { applicationId_seat: { applicationId: seat.applicationId, seat: 2 } },
		})
		const experts = () => countsOf("application", ["experts"], Prisma.sql`"state" = 'scheduled.preliminary'`)
		expect(await experts()).toEqual([{ experts: 1, count: 1 }])
		await prisma.seat.create({ data: { ...seat, post: seat.post as Prisma.InputJsonValue } })
		expect(await experts()).toEqual([{ experts: 2, count: 1 }])
		expect(await recountStates()).toBe(0)
	})

	test("keep nothing of a transaction that was rolled back", async () => {
		const before = await states()
		await expect(
			prisma.$transaction(async (tx) => {
				await tx.application.updateMany({ data: { quarantine: "unknown" } })
				throw new Error("no")
			}),
		).rejects.toThrow("no")
		expect(await states()).toEqual(before)
	})

	test("count a subject that was set aside in no state", async () => {
		const { id } = await prisma.application.findFirstOrThrow({ where: { state: "submitted" } })
		await prisma.application.update({ where: { id }, data: { quarantine: "unknown" } })
		expect(await states()).toMatchObject({ "": 1 })
		await prisma.application.update({ where: { id }, data: { quarantine: null } })
		expect(await states()).toMatchObject({ submitted: 1 })
	})

	test("are put right by the recount of the night when somebody wrote behind the database", async () => {
		await behindTheDatabase(
			(tx) => tx.$executeRaw`UPDATE "Application" SET "state" = 'rejected' WHERE "state" = 'submitted'`,
		)
		expect(await states()).toMatchObject({ submitted: 1 })
		// One count too many, one too few.
		expect(await recountStates()).toBe(2)
		expect(await states()).toMatchObject({ rejected: 1 })
		expect(await recountStates()).toBe(0)
	})
})
