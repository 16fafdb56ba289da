import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { viewStatistics } from "#app/domain/application/overview/statistics.view.server.ts"
import { addresseeOf, paperOf } from "#app/domain/document/formed-paper.server.ts"
import { recountLoads } from "#app/domain/expert/load-counts.server.ts"
import { recountWork } from "#app/domain/expert/seat-work.server.ts"
import { now, operator, TODAY } from "#app/domain/list/test-pages.ts"
import { recountStates } from "#app/domain/machine/state-counts.server.ts"
import { recountAwaited } from "#app/domain/notice/awaited-teachers.server.ts"
import { NOT_SUBMITTED } from "#app/domain/notice/not-submitted.sql.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { fillRegion } from "#tests/bench/region/fill-region.ts"

beforeAll(async () => {
	await fillRegion({ url: process.env.DATABASE_URL ?? "", applications: 3_000, seed: 1, today: TODAY })
}, 180_000)

describe("a made-up region", () => {
	test("knows who has still to file an application", async () => {
		const awaited = await prisma.awaitedTeacher.findMany({
			distinct: ["personId"],
			select: { personId: true },
		})
		const due = await prisma.$queryRaw<{ id: string }[]>`SELECT r."id" FROM "Person" r WHERE ${NOT_SUBMITTED}`
		expect(due.length).toBeGreaterThan(0)
		expect(awaited.map(({ personId }) => personId).sort()).toEqual(due.map(({ id }) => id).sort())
		expect(await recountAwaited()).toBe(0)
	})

	test("has a journal for every state and counts that agree with the tables", async () => {
		expect(await recountStates()).toBe(0)
		expect(await prisma.application.count()).toBe(3_000)
		expect(await prisma.person.count({ where: { filed: true } })).toBe(
			await prisma.application.count({ where: { submittedAt: { not: null } } }),
		)
	})

	test("knows which seats are work to be done", async () => {
		expect(await recountWork()).toBe(0)
		// Nothing more is to be done for an application that is withdrawn or decided.
		const state = { in: statesTagged(applicationLifecycle, "unapproved", "approved") }
		const toBeDone = await prisma.seat.findMany({
			where: { application: { state } },
			select: { workIn: true, application: { select: { scheduleId: true } } },
		})
		expect(toBeDone.length).toBeGreaterThan(0)
		expect(toBeDone.filter(({ workIn, application }) => workIn !== application.scheduleId)).toEqual([])
		expect(await prisma.seat.count({ where: { workIn: { not: null } } })).toBe(toBeDone.length)
		const { applicationId, workIn } = await prisma.seat.findFirstOrThrow({ where: { workIn: { not: null } } })
		const work = async () => (await prisma.seat.findFirstOrThrow({ where: { applicationId } })).workIn
		await prisma.application.update({ where: { id: applicationId }, data: { scheduleId: null } })
		expect(await work()).toBeNull()
		await prisma.application.update({ where: { id: applicationId }, data: { scheduleId: workIn } })
		expect(await work()).toBe(workIn)
	})

	test("knows which seats count for their experts' contracts, also after the decision", async () => {
		const state = { in: statesTagged(applicationLifecycle, "unapproved", "published") }
		const counting = await prisma.seat.findMany({
			where: { application: { state } },
			select: { countedIn: true, application: { select: { state: true, scheduleId: true } } },
		})
		expect(counting.map(({ application }) => application.state)).toContain("concluded.granted")
		expect(counting.filter(({ countedIn, application }) => countedIn !== application.scheduleId)).toEqual([])
		expect(await prisma.seat.count({ where: { countedIn: { not: null } } })).toBe(counting.length)
		expect(await recountLoads()).toBe(0)
		const { _sum: sum } = await prisma.loadCount.aggregate({
			where: { folded: true },
			_sum: { counted: true },
		})
		expect(sum.counted).toBe(counting.length)
	})

	test("has formed papers, from which notices are written", async () => {
		const rows = await prisma.application.findMany({
			where: { procedure: "simplified", state: "submitted" },
			take: 5,
		})
		expect(rows.map(({ groundCode }) => groundCode)).not.toContain(null)
		for (const row of rows) {
			const paper = await paperOf(prisma, row)
			if (!paper) throw new Error("nothing was formed")
			const { addressee, greeting } = addresseeOf(paper)
			expect(greeting).toMatch(/^Уважаемая \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+!$/u)
			for (const said of [addressee.dative, addressee.position, addressee.workplace])
				expect(said).toMatch(/\p{L}{3}/u)
		}
	})

	test("has statistics with its periods in the order of time", async () => {
		const { sections } = await viewStatistics({ actor: operator, municipalityCode: null, year: null, now })
		const keys = sections.find(({ id }) => id === "period")?.rows.map(({ key }) => key) ?? []
		expect(keys.length).toBeGreaterThan(3)
		expect(keys).toEqual(keys.toSorted())
	})

	test("has in every part of the statistics as many applications as in all, however few organisations are named", async () => {
		const statistics = () => viewStatistics({ actor: operator, municipalityCode: null, year: null, now })
		const { total, sections } = await statistics()
		const organisations = sections.find(({ id }) => id === "organisation")?.rows ?? []
		expect(organisations.map(({ label }) => label).at(-1)).toMatch(/^ещё \d+$/)
		for (const { id, rows } of sections)
			expect([id, rows.reduce((sum, { filed }) => sum + filed, 0)]).toEqual([id, total.filed])
		// A change that is not summed up yet counts: the organisation with the fewest becomes the first one.
		const fewest = await prisma.filedCount.findFirstOrThrow({
			where: { part: "organisation" },
			orderBy: [{ filed: "asc" }, { key: "asc" }],
		})
		const { id: _, ...change } = { ...fewest, filed: 1_000, folded: false }
		const { id } = await prisma.filedCount.create({ data: change })
		const [first] = (await statistics()).sections.find((one) => one.id === "organisation")?.rows ?? []
		expect([first?.key, first?.filed]).toEqual([fewest.key, fewest.filed + 1_000])
		await prisma.filedCount.delete({ where: { id } })
	})

	test("is never mixed with a real one", async () => {
		await expect(
			fillRegion({ url: process.env.DATABASE_URL ?? "", applications: 1, seed: 1, today: TODAY }),
		).rejects.toThrow("В этой базе уже есть люди.")
	})
})
