import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { Prisma, pool, prisma, rowsOf } from "#app/db/client.server.ts"
import { named } from "#app/db/search.server.ts"
import { fillRegion } from "#tests/bench/region/fill-region.ts"
import { different, partialIndexes, statementsOf, unboundedTables, wholeIndexes } from "#tests/setup/plans.ts"
import { switchTriggers } from "#tests/setup/triggers.ts"
import { pickedReplacement, viewForOperator } from "../application/operator-application.view.server.ts"
import {
	notSubmittedQuery,
	viewNotSubmitted,
} from "../application/overview/municipality-not-submitted.view.server.ts"
import { pickedSeats, viewAssignment } from "../application/scheduling/assignment.view.server.ts"
import {
	SchedulingQuerySchema,
	schedulingOrder,
	viewScheduling,
} from "../application/scheduling/scheduling.view.server.ts"
import { viewMunicipalityExperts } from "../expert/municipality-experts.view.server.ts"
import { viewExperts } from "../expert/operator-experts.view.server.ts"
import { viewInvitations } from "../invitation/invitation.view.server.ts"
import { keptCount } from "../machine/state-counts.server.ts"
import { listMunicipalities } from "../organisation/organisation.view.server.ts"
import { loadOffice } from "../reference/office.server.ts"
import { loadRulebook } from "../rules/rulebook.server.ts"
import { viewSchedules } from "../schedule/schedule.view.server.ts"
import { countApplications } from "./count-applications.server.ts"
import { keptWhere, plainWhere } from "./kept-where.server.ts"
import {
	asked,
	coordinator,
	knowExamples,
	municipalityCode,
	now,
	oneIn,
	operator,
	PAGES,
	TODAY,
} from "./test-pages.ts"

// A page of an office must cost as much as it shows, and not as much as everything that was ever filed: it sends few
// statements, and each of them finds its rows through an index. Beside a made-up region of some thousand applications PostgreSQL would often rather read a
// whole table, so it is asked for the plan that it makes when that is dear, as it is beside hundreds of thousands.

const GROWING = new Set([
	"AccessLog",
	"Application",
	"Attachment",
	"AwaitedTeacher",
	"Conclusion",
	"Engagement",
	"FormRevision",
	"Invitation",
	"Journal",
	"Letter",
	"LoadCount",
	"Person",
	"Seat",
	"Withdrawal",
])
beforeAll(async () => {
	await fillRegion({ url: process.env.DATABASE_URL ?? "", applications: 3_000, seed: 1, today: TODAY })
}, 180_000)

/**
 * The statements of a page in a process that has answered others before. What the process keeps for some seconds does not
 * grow old meanwhile.
 */
async function sentBy(work: () => Promise<unknown>) {
	await knowExamples()
	vi.useFakeTimers({ toFake: ["performance"] })
	try {
		await Promise.all([listMunicipalities(), loadOffice(prisma), loadRulebook(prisma)])
		return await statementsOf(work)
	} finally {
		vi.useRealTimers()
	}
}

/** The plans of statements when reading a whole table is dear. */
async function wholeTablesOf(work: () => Promise<unknown>): Promise<string[]> {
	const statements = different(await sentBy(work))
	expect(statements.length).toBeGreaterThan(0)
	const partial = await partialIndexes()
	const client = await pool.connect()
	try {
		await client.query("BEGIN")
		await client.query("SET LOCAL enable_seqscan = off")
		const found: string[] = []
		for (const { text, values } of statements) {
			const { rows } = await client.query({ text: `EXPLAIN (FORMAT JSON) ${text}`, values })
			const plan = rows[0]["QUERY PLAN"][0].Plan
			const whole = [...unboundedTables(plan, GROWING), ...wholeIndexes(plan, GROWING, partial)]
			if (whole.length > 0) found.push(`${whole}: ${text.replace(/\s+/g, " ").slice(0, 300)}`)
		}
		return found
	} finally {
		await client.query("ROLLBACK")
		client.release()
	}
}

describe("a page of the offices reads no growing table from end to end", () => {
	test.each(Object.entries(PAGES))("%s", async (_name, view) => {
		expect(await wholeTablesOf(view)).toEqual([])
	})
})

/** The session of a page is one more. */
const MOST_STATEMENTS = 5

describe("a page asks the database at most six times, its session included", () => {
	test.each(Object.entries(PAGES))("%s", async (_name, view) => {
		const sent = await sentBy(view)
		expect(sent.length).toBeGreaterThan(0)
		expect(sent.map(({ text }) => text.replace(/\s+/g, " ").slice(0, 200)).slice(MOST_STATEMENTS)).toEqual([])
	})
})

describe("the last page of a list, which is read from its end", () => {
	test.each([
		"",
		"sort=-name",
		"sort=organisation",
		"sort=-formed",
	])("goes on where the others stop: %s", async (text) => {
		const view = (page: number) =>
			viewNotSubmitted({ municipalityCode, query: { ...notSubmittedQuery(asked(text)), page } })
		const { total, pageSize } = await view(1)
		const last = Math.ceil(total / pageSize)
		expect(last).toBeGreaterThan(2)
		const pages = []
		for (let page = 1; page <= last; page += 1) pages.push((await view(page)).rows)
		const ids = pages.flat().map(({ id }) => id)
		expect([ids.length, new Set(ids).size]).toEqual([total, total])
		const rest = total % pageSize || pageSize
		expect(pages.map(({ length }) => length)).toEqual([...Array(last - 1).fill(pageSize), rest])
	})
})

describe("a list of applications has every one once, in its order, whichever end a page is read from", () => {
	test.each(["name", "-name", "ends", "-ends", "organisation", "-period"])("sorted by %s", async (sort) => {
		const query = (page: number) =>
			SchedulingQuerySchema.parse({ municipality: municipalityCode, sort, page: String(page) })
		const { total, pageSize } = await viewScheduling({ actor: coordinator, query: query(1), now })
		const last = Math.ceil(total / pageSize)
		expect(last).toBeGreaterThan(2)
		const ids: string[] = []
		for (let page = 1; page <= last; page += 1) {
			const { rows } = await viewScheduling({ actor: coordinator, query: query(page), now })
			ids.push(...rows.map(({ id }) => id))
		}
		expect(ids).toEqual(await schedulingOrder(coordinator, query(1), total + 1))
	})
})

describe("a list of more people than a page shows", () => {
	const PEOPLE = 130
	const SCHOOL_YEAR = "2026/2027"
	beforeAll(async () => {
		// Some have the same name.
		await prisma.$executeRaw`
			INSERT INTO "Person" ("id", "username", "surname", "name", "patronymic", "searchName", "email", "createdAt")
			SELECT 'crowd' || n, 'crowd' || n, 'Толпин' || n / 3, 'Анна', '', 'толпин' || n / 3 || ' анна', n || '@crowd.example', now()
			FROM generate_series(1, ${PEOPLE}::int) AS n`
		await prisma.$executeRaw`
			INSERT INTO "Engagement" ("id", "personId", "role", "municipalityCode", "organisationId", "positionCode", "from")
			SELECT 'crowd' || n, 'crowd' || n, 'expert', ${municipalityCode}, (SELECT min("id") FROM "Organisation"), (SELECT min("code") FROM "Position"), now()
			FROM generate_series(1, ${PEOPLE}::int) AS n`
		await prisma.$executeRaw`
			INSERT INTO "RosterEntry" ("id", "expertId", "municipalityCode", "schoolYear", "order")
			SELECT 'crowd' || n, 'crowd' || n, ${municipalityCode}, ${SCHOOL_YEAR}, '№ ' || n % 5 FROM generate_series(1, ${PEOPLE}::int) AS n`
		// Without their journals.
		await prisma.$executeRawUnsafe(switchTriggers("DISABLE", "Invitation"))
		await prisma.$executeRaw`
			INSERT INTO "Invitation" ("id", "state", "version", "machineVersion", "stateSince", "role", "municipalityCode", "email", "subject",
				"message", "tokenHash", "expiresAt", "acceptedById", "createdAt", "searchName")
			SELECT p."id", 'accepted', 2, i."machineVersion", i."stateSince", 'expert', ${municipalityCode}, p."email", '', '', p."id",
				i."expiresAt", p."id", i."createdAt", p."searchName"
			FROM (SELECT * FROM "Invitation" LIMIT 1) i, "Person" p WHERE p."id" LIKE 'crowd%'`
		await prisma.$executeRawUnsafe(switchTriggers("ENABLE", "Invitation"))
	})
	afterAll(async () => {
		await prisma.$executeRawUnsafe(switchTriggers("DISABLE", "Invitation"))
		await prisma.$executeRaw`DELETE FROM "Invitation" WHERE "id" LIKE 'crowd%'`
		await prisma.$executeRawUnsafe(switchTriggers("ENABLE", "Invitation"))
		await prisma.$executeRaw`DELETE FROM "RosterEntry" WHERE "id" LIKE 'crowd%'`
		await prisma.$executeRaw`DELETE FROM "Engagement" WHERE "id" LIKE 'crowd%'`
		await prisma.$executeRaw`DELETE FROM "Person" WHERE "id" LIKE 'crowd%'`
	})

	const plainly = (sql: Prisma.Sql) => rowsOf<{ id: string }>(prisma, sql)
	const LISTS = {
		"a coordinator's experts": {
			page: (page: number, sort: string) =>
				viewMunicipalityExperts({ municipalityCode, half: "2026-2", sort, page, now }),
			plain: (way: Prisma.Sql) =>
				plainly(Prisma.sql`SELECT "personId" AS "id" FROM "Engagement" WHERE "role" = 'expert' AND "municipalityCode" = ${municipalityCode}
					ORDER BY "searchName" ${way}, "personId" ${way}`),
			others: ["roster", "-roster", "load", "-load", "contract", "-contract"],
		},
		"the operator's roster": {
			page: async (page: number, sort: string) => {
				const query = { schoolYear: SCHOOL_YEAR, municipality: municipalityCode, sort, page }
				const { roster: rows, pages } = await viewExperts({ actor: operator, query, now })
				return { ...pages, rows }
			},
			plain: (way: Prisma.Sql) =>
				plainly(Prisma.sql`SELECT "id" FROM "RosterEntry" WHERE "municipalityCode" = ${municipalityCode} AND "schoolYear" = ${SCHOOL_YEAR}
					ORDER BY "searchName" ${way}, "id" ${way}`),
			others: ["order", "-order", "load", "-load"],
		},
		"those who came by an invitation": {
			page: async (page: number, sort: string) => {
				const { invited: rows, pages } = await viewInvitations({ actor: coordinator, sort, page, now })
				return { ...pages, rows }
			},
			plain: (way: Prisma.Sql) =>
				plainly(Prisma.sql`SELECT "id" FROM "Invitation" WHERE "municipalityCode" = ${municipalityCode} AND "state" = 'accepted'
					ORDER BY "searchName" ${way}, "createdAt" ${way}, "id" ${way}`),
			others: ["username", "-username", "email", "-role", "municipality"],
		},
	}
	async function everyPage(list: (typeof LISTS)[keyof typeof LISTS], sort: string): Promise<string[]> {
		const { total, pageSize } = await list.page(1, sort)
		const last = Math.ceil(total / pageSize)
		expect(last).toBeGreaterThan(2)
		const ids: string[] = []
		for (let page = 1; page <= last; page += 1)
			ids.push(...(await list.page(page, sort)).rows.map(({ id }) => id))
		return ids
	}

	test.each(
		Object.entries(LISTS),
	)("has every one once, in the order of names, whichever end a page is read from: %s", async (_name, list) => {
		const forwards = (await list.plain(Prisma.sql`ASC`)).map(({ id }) => id)
		const backwards = (await list.plain(Prisma.sql`DESC`)).map(({ id }) => id)
		expect(forwards.length).toBeGreaterThan(PEOPLE)
		expect(await everyPage(list, "")).toEqual(forwards)
		expect(await everyPage(list, "name")).toEqual(forwards)
		expect(await everyPage(list, "-name")).toEqual(backwards)
		// By another column nobody is lost or shown twice either.
		for (const sort of list.others)
			expect((await everyPage(list, sort)).sort(), sort).toEqual(forwards.toSorted())
	})
})

describe("a schedule of many", () => {
	const view = async (page: number) => {
		const { schedule } = await viewSchedules({
			actor: coordinator,
			query: { period: "", municipality: "", page },
			now,
		})
		if (!schedule) throw new Error("there is no schedule")
		return schedule
	}

	test("has every teacher once, in the order of names, whichever end a page is read from", async () => {
		const { pages, id } = await view(1)
		const last = Math.ceil(pages.total / pages.pageSize)
		expect(last).toBeGreaterThan(2)
		const ids: string[] = []
		for (let page = 1; page <= last; page += 1)
			ids.push(...(await view(page)).entries.map((entry) => entry.id))
		const inIt = await prisma.application.findMany({
			where: { scheduleId: id, state: "scheduled.preliminary" },
			orderBy: [{ fullName: "asc" }, { id: "asc" }],
			select: { id: true },
		})
		expect(ids).toEqual(inIt.map((one) => one.id))
	})

	test("names the first of those without two experts, and counts the others", async () => {
		const { id, withoutTwoExperts } = await view(1)
		const blocking = await prisma.application.count({
			where: { scheduleId: id, state: "scheduled.preliminary", expertCount: { lt: 2 } },
		})
		expect(blocking).toBeGreaterThan(20)
		expect(withoutTwoExperts).toHaveLength(21)
		expect(withoutTwoExperts.at(-1)).toBe(`и ещё ${blocking - 20}`)
	})
})

describe("the choice of specialists", () => {
	test("a municipality with more specialists than a choice can list shows fifty, and finds the others by name", async () => {
		const experts = 60
		await prisma.$executeRaw`
			INSERT INTO "Person" ("id", "username", "surname", "name", "patronymic", "searchName", "email", "createdAt")
			SELECT 'many' || n, 'many' || n, 'Многих' || n, 'Анна', '', 'многих' || n || ' анна', n || '@many.example', now()
			FROM generate_series(1, ${experts}::int) AS n`
		await prisma.$executeRaw`
			INSERT INTO "Engagement" ("id", "personId", "role", "municipalityCode", "organisationId", "positionCode", "from")
			SELECT 'many' || n, 'many' || n, 'expert', ${municipalityCode}, (SELECT min("id") FROM "Organisation"), (SELECT min("code") FROM "Position"), now()
			FROM generate_series(1, ${experts}::int) AS n`
		const id = await oneIn("registered")
		const view = (text: string) =>
			viewAssignment({ actor: coordinator, id, picked: pickedSeats(asked(text)), list: null, now })
		const all = await view("subject=all")
		expect(all.roster).toHaveLength(50)
		expect(all.rosterTotal).toBeGreaterThan(experts)
		expect(all.searched).toBe(true)
		const { roster, rosterFound } = await view("subject=all&specialist=многих60&expert1=many59")
		expect(roster.map((one) => one.id).sort()).toEqual(["many59", "many60"])
		expect(rosterFound).toBe(1)
		const nobody = await view("specialist=Никого")
		expect([nobody.roster, nobody.rosterFound, nobody.specialist]).toEqual([[], 0, "Никого"])
		await prisma.$executeRaw`
			INSERT INTO "RosterEntry" ("id", "expertId", "municipalityCode", "schoolYear")
			SELECT 'many' || n, 'many' || n, ${municipalityCode}, '2026/2027' FROM generate_series(1, ${experts}::int) AS n`
		const approved = await oneIn("scheduled.approved")
		const replacement = async (text: string) => {
			const picked = pickedReplacement(asked(text))
			return (await viewForOperator({ actor: operator, id: approved, picked, now })).replacement
		}
		expect(await replacement("")).toMatchObject({ searched: true, candidates: { length: 50 } })
		const named = await replacement("specialist=многих60&expert=many59&reason=Болезнь")
		expect(named?.candidates.map(({ value }) => value).sort()).toEqual(["many59", "many60"])
		expect(named?.picked).toMatchObject({ expert: "many59", reason: "Болезнь" })
		expect(await replacement("specialist=Никого")).toMatchObject({ searched: true, candidates: [] })
		await prisma.$executeRaw`DELETE FROM "RosterEntry" WHERE "expertId" LIKE 'many%'`
		await prisma.$executeRaw`DELETE FROM "Engagement" WHERE "personId" LIKE 'many%'`
		await prisma.$executeRaw`DELETE FROM "Person" WHERE "id" LIKE 'many%'`
	})
})

describe("the length of a list without a search", () => {
	const states = ["registered", "scheduled.preliminary"]
	const lists: Record<string, Prisma.ApplicationWhereInput> = {
		"of some states in a municipality": { municipalityCode, state: { in: states } },
		"of the general procedure without a period": {
			municipalityCode: { in: [municipalityCode] },
			state: { in: states },
			procedure: "general",
			scheduleId: null,
			AND: [{}, { expertCount: 0 }],
		},
		"of one or the other": {
			OR: [{ state: "registered", procedure: "simplified" }, { state: "submitted" }],
			AND: [{ expertCount: { lt: 2 } }],
		},
	}
	test.each(Object.entries(lists))("%s is known from the kept counts", async (_name, where) => {
		const kept = keptWhere(where)
		const counted = await prisma.application.count({ where })
		expect(counted).toBeGreaterThan(0)
		expect(kept && (await keptCount("application", kept))).toBe(counted)
		expect(await countApplications(plainWhere(where) ?? Prisma.sql`FALSE`, counted + 1)).toBe(counted)
	})

	test("of one period is known, and one of a name has to be counted", async () => {
		const { periodId } = await prisma.schedule.findFirstOrThrow({ where: { state: "forming" } })
		const where = { municipalityCode, schedule: { periodId } }
		const kept = keptWhere(where)
		expect(kept && (await keptCount("application", kept))).toBe(await prisma.application.count({ where }))
		expect(keptWhere({ ...where, AND: [{ OR: [named("Крылова")] }] })).toBeNull()
	})
})
