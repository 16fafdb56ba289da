import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { behindTheDatabase } from "#tests/behind-the-database.ts"
import { bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { foldFiledCounts, recountFiled } from "./filed-counts.server.ts"
import { viewStatistics } from "./statistics.view.server.ts"

let people: Cast

const view = (username: string, municipalityCode: string | null, year: string | null = null) =>
	viewStatistics({ actor: of(people, username), municipalityCode, year, now: NOW })

beforeAll(async () => {
	people = await openRegion(
		["municipal", "municipal3"],
		[
			...teachers(["first", "second"]),
			...teachers(["far"], { municipality: "kolpashevsky", organisation: "934" }),
		],
	)
	await bring(people, { teacher: "first", until: "registered" })
	const second = await bring(people, { teacher: "second", until: "submitted" })
	await bring(people, { teacher: "far", until: "submitted", municipality: "kolpashevsky" })
	await prisma.application.update({ where: { id: second }, data: { receivedOn: "2025-05-05" } })
})

test("statistics count the applications of a year in every way, next to the previous year", async () => {
	const { year, total, sections } = await view("municipal", "tomsk")
	expect(year).toBe(2026)
	expect(total).toEqual({ filed: 1, before: 1, registered: 1, granted: 0, refused: 0 })
	for (const { id, rows } of sections) {
		const sum = rows.reduce((all, { filed, before }) => all + filed + before, 0)
		expect(sum, id).toBe(2)
	}
	expect(sections.map(({ id }) => id)).toEqual(["period", "category", "form", "organisation", "position"])
	expect((await view("municipal", "tomsk", "2025")).total).toMatchObject({ filed: 1, before: 0 })
})

test("statistics of the whole region are for operators, also by municipality", async () => {
	const { total, sections } = await view("operator", null)
	expect(total).toMatchObject({ filed: 2, before: 1 })
	expect(sections[0]?.rows.map(({ label }) => label)).toEqual(["Город Томск", "Колпашевский район"])
})

test("statistics of another municipality or of the region are not found by a coordinator", async () => {
	for (const place of ["kolpashevsky", null])
		await expect(view("municipal", place)).rejects.toMatchObject({ code: "not-found" })
	await expect(view("first", "tomsk")).rejects.toMatchObject({ code: "not-found" })
})

describe("organisations beyond those that are named", () => {
	const inYears = async (count: number, year: string) => {
		const row = { year, municipalityCode: "tomsk", registered: 0, granted: 0, refused: 0, folded: true }
		await prisma.filedCount.createMany({
			data: [
				{ ...row, part: "municipality", key: "tomsk", filed: count },
				...Array.from({ length: count }, (_, index) => ({
					...row,
					...{ part: "organisation", key: `school-${index}`, filed: 1 },
				})),
			],
		})
	}
	test.each([
		[1000, "2021", "ещё 970"],
		[1001, "2024", "все остальные"],
	])("are summed up, and of %i nobody counts more than a thousand", async (count, year, label) => {
		await inYears(count, year)
		const { sections, total } = await view("operator", null, year)
		const { rows = [] } = sections.find(({ id }) => id === "organisation") ?? {}
		expect(total.filed).toBe(count)
		expect(rows).toHaveLength(31)
		expect(rows.at(-1)).toMatchObject({ label, filed: count - 30 })
		await prisma.filedCount.deleteMany({ where: { year } })
	})
})

describe("the kept counts of received applications", () => {
	const region = () => view("operator", null)

	test("agree with a recount, and say the same before and after they were folded", async () => {
		expect(await recountFiled()).toBe(0)
		const before = await region()
		await foldFiledCounts()
		expect(await prisma.filedCount.count({ where: { folded: false } })).toBe(0)
		expect(await region()).toEqual(before)
		expect(await recountFiled()).toBe(0)
	})

	test("follow a change of what an application claims and of where it was filed", async () => {
		const { id } = await prisma.application.findFirstOrThrow({ where: { state: "registered" } })
		await prisma.application.update({
			where: { id },
			data: { claimedCategory: "highest", attestationForm: "remote" },
		})
		const rows = (await view("municipal", "tomsk")).sections.flatMap((section) => section.rows)
		expect(rows).toContainEqual(expect.objectContaining({ label: "высшая", filed: 1 }))
		expect(rows).toContainEqual(expect.objectContaining({ label: "дистанционно", filed: 1 }))
		expect(await recountFiled()).toBe(0)
	})

	test("are put right by the recount of the night when somebody wrote behind the database", async () => {
		await behindTheDatabase(
			(tx) => tx.$executeRaw`UPDATE "Application" SET "state" = 'submitted' WHERE "state" = 'registered'`,
		)
		expect((await region()).total.registered).toBe(1)
		expect(await recountFiled()).toBeGreaterThan(0)
		expect((await region()).total.registered).toBe(0)
		expect(await recountFiled()).toBe(0)
	})

	test("understand each state as the machine does", async () => {
		for (const state of Object.keys(applicationLifecycle.states)) {
			const [counted] = await prisma.$queryRaw<{ registered: number; granted: number; refused: number }[]>`
				SELECT "registered", "granted", "refused"
				FROM filed_parts(${state}, '2026-01-01', 'tomsk', NULL, NULL, NULL, NULL, '902', 'teacher') LIMIT 1`
			const isGranted = state === "concluded.granted"
			expect(counted, state).toEqual({
				registered: Number(isTagged(applicationLifecycle, state, "registered")),
				granted: Number(isGranted),
				refused: Number(isTagged(applicationLifecycle, state, "decided") && !isGranted),
			})
		}
	})
})
