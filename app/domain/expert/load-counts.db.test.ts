import { beforeAll, describe, expect, test } from "vitest"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { schoolYearOf } from "#machines/calendar.ts"
import { putScan } from "#prisma/demo/papers.ts"
import { behindTheDatabase } from "#tests/behind-the-database.ts"
import {
	approveSchedule,
	bring,
	CALENDAR,
	type Cast,
	newWithdrawal,
	of,
	openRegion,
	scheduleOf,
	send,
	teachers,
} from "#tests/factories.ts"
import { mergeAccounts } from "../person/merge-accounts.server.ts"
import { foldLoadCounts, recountLoads } from "./load-counts.server.ts"
import { viewMunicipalityExperts } from "./municipality-experts.view.server.ts"
import { viewExperts } from "./operator-experts.view.server.ts"
import { recountWork } from "./seat-work.server.ts"

const APPROVED = instantOf("2026-10-20T10:00")
const DURING = instantOf("2026-11-03T10:00")
const EXPERTS = ["expert1", "expert2", "expert3", "twin1st", "twin2nd"]

let people: Cast
const ids: Record<string, string> = {}
const idOf = (name: string) => ids[name] ?? ""

beforeAll(async () => {
	people = await openRegion(
		["municipal", "expert1", "expert2", "expert3"],
		[
			...teachers(["anna", "boris", "vera"]),
			// One person with two accounts.
			...teachers(["twin1st", "twin2nd"], {
				role: "expert",
				surname: "Двойнова",
				organisation: "902",
				inviter: "municipal",
			}),
		],
	)
	for (const username of ["twin1st", "twin2nd"]) {
		const { id } = of(people, username)
		await prisma.person.update({ where: { id }, data: { mobilePhone: "+79000000001" } })
		await prisma.rosterEntry.create({
			data: { expertId: id, municipalityCode: "tomsk", schoolYear: schoolYearOf("2026-10-01") },
		})
	}
	for (const teacher of ["anna", "boris", "vera"])
		ids[teacher] = await bring(people, { teacher, period: "open", until: "assigned" })
}, 120_000)

/** What is kept of each expert: the work to be done, and what counts for the contract. Those with neither are left out. */
async function loads(): Promise<Record<string, [work: number, counted: number]>> {
	const sums = await prisma.loadCount.groupBy({
		by: ["expertId"],
		where: { scheduleId: await scheduleOf("tomsk", CALENDAR.open) },
		_sum: { work: true, counted: true },
	})
	const named = sums.map(({ expertId, _sum: { work, counted } }): [string, [number, number]] => [
		EXPERTS.find((username) => of(people, username).id === expertId) ?? expertId,
		[work ?? 0, counted ?? 0],
	])
	return Object.fromEntries(named.filter(([, kept]) => kept.some((count) => count !== 0)))
}

const replace = (expert: string) =>
	send(
		of(people, "operator"),
		"application",
		idOf("anna"),
		"expert.replace",
		{
			seat: "1",
			expert: of(people, expert).id,
			colleagueReason: "Других в списке нет",
			reason: "Болезнь",
		},
		APPROVED,
	)

describe("the kept loads of experts", () => {
	test("know the seats of an assignment, and say the same before and after they were folded", async () => {
		const assigned = { expert1: [3, 3], expert2: [3, 3] }
		expect(await loads()).toEqual(assigned)
		expect(await recountLoads()).toBe(0)
		await foldLoadCounts()
		expect(await prisma.loadCount.count({ where: { folded: false } })).toBe(0)
		expect(await prisma.loadCount.count()).toBe(2)
		expect(await loads()).toEqual(assigned)
		expect(await recountLoads()).toBe(0)
	})

	test("forget an application that is excluded, once its withdrawal is registered by whom it may be", async () => {
		const withdrawal = await newWithdrawal(of(people, "vera"), idOf("vera"), "submitted")
		const register = (username: string) =>
			send(of(people, username), "withdrawal", withdrawal, "withdrawal.register")
		await expect(register("vera")).rejects.toMatchObject({ code: "forbidden" })
		expect(await loads()).toEqual({ expert1: [3, 3], expert2: [3, 3] })
		await register("municipal")
		expect(await loads()).toEqual({ expert1: [2, 2], expert2: [2, 2] })
	})

	test("follow a replacement, and not one that is refused", async () => {
		await approveSchedule(people)
		await expect(replace("expert2")).rejects.toMatchObject({ code: "not-allowed-now" })
		expect(await loads()).toEqual({ expert1: [2, 2], expert2: [2, 2] })
		await replace("twin1st")
		expect(await loads()).toEqual({ expert1: [1, 1], expert2: [2, 2], twin1st: [1, 1] })
	})

	test("take what is decided for work that is done, which still counts for the contract", async () => {
		const operator = of(people, "operator")
		const conclude = (username: string, event: string, input: object) =>
			send(of(people, username), "application", idOf("boris"), event, { ...input }, DURING)
		const result = { verdict: "meets", complete: "on" }
		const files = [await putScan("conclusion", 3)]
		await conclude("expert1", "conclusion.attach", { ...result, signedByTeacher: "on", files })
		await conclude("operator", "conclusion.assess", result)
		expect(await loads()).toMatchObject({ expert1: [1, 1], expert2: [2, 2] })
		const { id } = await prisma.sitting.create({
			data: {
				...{ heldOn: "2026-11-02", protocolNumber: "4", members: 3, present: 2 },
				...{ orderNumber: "905-р", orderDate: "2026-11-03", createdAt: DURING },
			},
		})
		const decision = { sitting: id, decision: "granted" }
		await send(operator, "application", idOf("boris"), "application.decide", decision, DURING)
		expect(await loads()).toEqual({ expert1: [0, 1], expert2: [1, 2], twin1st: [1, 1] })
	})

	test("move to the account that stays when two accounts of a person are merged", async () => {
		const [one, other] = [of(people, "twin1st").id, of(people, "twin2nd").id]
		const actor = of(people, "operator")
		await mergeAccounts({ actor, one, other, kept: other, reason: "Одна и та же", now: DURING })
		expect(await loads()).toEqual({ expert1: [0, 1], expert2: [1, 2], twin2nd: [1, 1] })
		expect(await recountLoads()).toBe(0)
	})

	test("say the same when all these changes are folded", async () => {
		const before = await loads()
		await foldLoadCounts()
		expect(await loads()).toEqual(before)
		expect(await recountLoads()).toBe(0)
	})
})

describe("a list of experts sorted by load", () => {
	const named = (rows: readonly { name: string; id: string }[], idOfRow = (id: string) => id) =>
		rows.map(({ id }) => EXPERTS.find((username) => of(people, username).id === idOfRow(id)))

	test("of a coordinator has those first who had most teachers in the half-year, and at the end those without any", async () => {
		const list = async (sort: string, half = "2026-2") => {
			const { rows } = await viewMunicipalityExperts({ municipalityCode: "tomsk", half, sort, now: DURING })
			return named(rows.filter(({ gone }) => !gone))
		}
		const byName = await list("name")
		const without = byName.filter((name) => name === "expert3")
		const one = byName.filter((name) => name === "expert1" || name === "twin2nd")
		expect(await list("-load")).toEqual(["expert2", ...one, ...without])
		expect(await list("load")).toEqual([...without, ...one, "expert2"])
		// Nobody has any teacher in another half-year.
		expect(await list("-load", "2025-2")).toEqual(byName)
	})

	test("of an operator has those first who have most work to be done, with the number of it", async () => {
		const entries = await prisma.rosterEntry.findMany({ select: { id: true, expertId: true } })
		const expertOf = (id: string) => entries.find((entry) => entry.id === id)?.expertId ?? ""
		const list = async (sort: string) => {
			const query = { municipality: "tomsk", schoolYear: "2026/2027", sort }
			const { roster } = await viewExperts({ actor: of(people, "operator"), query, now: DURING })
			const present = roster.filter(({ gone }) => !gone)
			return named(present, expertOf).map((name, at) => [name, present[at]?.load])
		}
		const byName = await list("name")
		expect(Object.fromEntries(byName)).toEqual({ expert1: 0, expert2: 1, expert3: 0, twin2nd: 1 })
		const having = (load: number) => byName.filter(([, kept]) => kept === load)
		expect(await list("-load")).toEqual([...having(1), ...having(0)])
		expect(await list("load")).toEqual([...having(0), ...having(1)])
	})
})

describe("the counts of loads", () => {
	const changes = () => prisma.loadCount.count({ where: { folded: false } })
	const seat = (teacher: string, number: number) => ({
		applicationId_seat: { applicationId: idOf(teacher), seat: number },
	})
	const leave = (tx: Tx, teacher: string) => tx.seat.delete({ where: seat(teacher, 2) })

	test("get no row from a change of a seat that leaves its load as it was", async () => {
		await foldLoadCounts()
		await prisma.seat.update({ where: seat("anna", 2), data: { visitNote: "Во вторник" } })
		expect(await changes()).toBe(0)
	})

	test("are changed by two at once, who wait neither for each other nor for the job, and keep nothing of what was rolled back", async () => {
		const before = await loads()
		await expect(
			prisma.$transaction(async (tx) => {
				await leave(tx, "anna")
				await prisma.$transaction(async (other) => {
					await other.$executeRaw`SET LOCAL lock_timeout = '2s'`
					await leave(other, "boris")
				})
				await foldLoadCounts()
				throw new Error("no")
			}),
		).rejects.toThrow("no")
		expect(before).toMatchObject({ expert2: [1, 2] })
		expect(await loads()).toEqual({ ...before, expert2: [1, 1] })
		expect(await recountLoads()).toBe(0)
	})

	test("are put right by the recount of the night when somebody wrote behind the database", async () => {
		const before = await loads()
		await behindTheDatabase(async (tx) => {
			const [expertId, former] = [of(people, "expert3").id, of(people, "expert2").id]
			await tx.seat.updateMany({ where: { expertId: former }, data: { expertId } })
			await tx.$executeRaw`DELETE FROM "LoadCount" WHERE "expertId" = ${of(people, "expert1").id}`
		})
		// One too many, one too few, and one that is gone.
		expect(await recountLoads()).toBe(3)
		const { expert2: moved, ...others } = before
		expect(await loads()).toEqual({ ...others, expert3: moved })
		expect(await recountLoads()).toBe(0)
	})

	test("follow the recount of seats whose application was written behind the database", async () => {
		await behindTheDatabase(
			(tx) => tx.$executeRaw`UPDATE "Application" SET "state" = 'withdrawn' WHERE "id" = ${idOf("anna")}`,
		)
		expect(await loads()).toMatchObject({ twin2nd: [1, 1] })
		expect(await recountWork()).toBe(2)
		expect(await loads()).toEqual({ expert1: [0, 1] })
		expect(await recountLoads()).toBe(0)
	})
})
