import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { bring, type Cast, NOW, newWithdrawal, of, openRegion, teachers } from "#tests/factories.ts"
import { listForOperator } from "../application/overview/operator-list.view.server.ts"
import { operatorQuery } from "../application/overview/operator-query.ts"
import { viewMachine } from "./machine.view.server.ts"
import { listStanding } from "./standing-list.view.server.ts"
import { ALL, type StandingQuery } from "./standing-query.server.ts"

let people: Cast
let planned: string
/** The period to which the planned application belongs. */
let period: string

beforeAll(async () => {
	people = await openRegion(["municipal", "expert1", "expert2"], teachers(["anna", "vera"]))
	await bring(people, { teacher: "anna", until: "submitted" })
	planned = await bring(people, { teacher: "vera", until: "scheduled.preliminary", period: "open" })
	await newWithdrawal(of(people, "vera"), planned, "submitted")
	const { schedule } = await prisma.application.findUniqueOrThrow({
		where: { id: planned },
		select: { schedule: { select: { periodId: true } } },
	})
	period = schedule?.periodId ?? ""
}, 120_000)

const actor = () => of(people, "operator")
const view = (name: string, query: Partial<StandingQuery> = {}) =>
	viewMachine({ actor: actor(), name, withWho: false, query: { ...ALL, ...query }, now: NOW })
const counts = async (name: string, query?: Partial<StandingQuery>) =>
	Object.fromEntries(
		(await view(name, query)).states.filter(({ count }) => count > 0).map(({ path, count }) => [path, count]),
	)

describe("the figures of a machine", () => {
	test("count, for a municipality, its own subjects only", async () => {
		const tomsk = { submitted: 1, "scheduled.preliminary": 1 }
		expect(await counts("application", { municipality: "tomsk" })).toEqual(tomsk)
		expect(await counts("application", { municipality: "kolpashevsky" })).toEqual({})
		expect(await counts("withdrawal", { municipality: "tomsk" })).toEqual({ submitted: 1 })
		expect(await counts("withdrawal", { municipality: "kolpashevsky" })).toEqual({})
	})

	test("count, for a period, the subjects of its schedules, and fewer with a municipality as well", async () => {
		expect(await counts("application", { period })).toEqual({ "scheduled.preliminary": 1 })
		expect(await counts("withdrawal", { period })).toEqual({ submitted: 1 })
		expect(await counts("withdrawal", { period, municipality: "kolpashevsky" })).toEqual({})
		const sum = (found: Record<string, number>) => Object.values(found).reduce((all, one) => all + one, 0)
		expect(sum(await counts("schedule", { period, municipality: "tomsk" }))).toBe(1)
		expect(sum(await counts("schedule", { period }))).toBe(await prisma.municipality.count())
		expect(sum(await counts("schedule", { municipality: "tomsk" }))).toBe(await prisma.period.count())
	})

	test("ignore a filter that the machine does not know: the period for invitations, both for letters", async () => {
		const all = await counts("invitation")
		expect(await counts("invitation", { period })).toEqual(all)
		expect((await view("invitation")).asked).toMatchObject({ periods: [] })
		expect((await view("letter", { municipality: "tomsk", period })).asked).toMatchObject({
			query: ALL,
			words: "",
			municipalities: [],
			periods: [],
		})
	})

	test("count everything, and say so, when a filter names no municipality and no period", async () => {
		const { asked, total } = await view("application", { municipality: "' OR true --", period: "2099-01" })
		expect(asked).toMatchObject({ query: ALL, words: "" })
		expect(total).toBe((await view("application")).total)
		expect((await view("application", { municipality: "tomsk" })).asked.words).toBe("Город Томск")
	})
})

describe("the list behind a state", () => {
	test.each([
		"application",
		"withdrawal",
		"schedule",
		"invitation",
	])("of «%s» contains as many as its figure says, with every filter", async (name) => {
		for (const query of [{}, { municipality: "tomsk" }, { period }, { municipality: "tomsk", period }])
			for (const { path, count, to } of (await view(name, query)).states) {
				const search = new URL(to, "http://here").searchParams
				for (const [key, value] of Object.entries((await view(name, query)).asked.query))
					expect(search.get(key) ?? "", to).toBe(value)
				const asked = { actor: actor(), query: operatorQuery(search), now: NOW }
				const { total, rows } =
					name === "application"
						? await listForOperator(asked)
						: await listStanding({ actor: actor(), name, state: path, page: 1, query: { ...ALL, ...query } })
				expect(total, to).toBe(count)
				expect(rows.length, to).toBe(Math.min(count, 50))
			}
	})

	test("leaves out the subjects that were set aside, as the figure does", async () => {
		await prisma.withdrawal.updateMany({ data: { quarantine: "unknown" } })
		const list = await listStanding({ actor: actor(), name: "withdrawal", state: "submitted", page: 1 })
		await prisma.withdrawal.updateMany({ data: { quarantine: null } })
		expect(list).toMatchObject({ total: 0, rows: [] })
	})
})
