import { beforeAll, describe, expect, test } from "vitest"
import { Prisma, pool, prisma } from "#app/db/client.server.ts"
import { named } from "#app/db/search.server.ts"
import { auditQuery } from "#app/domain/audit/audit-query.ts"
import { viewOutbox } from "#app/letters/outbox.view.server.ts"
import { outboxQuery } from "#app/letters/outbox-query.ts"
import type { Actor } from "#app/policies/policy.ts"
import { fillRegion } from "#tests/bench/region/fill-region.ts"
import { different, partialIndexes, statementsOf, unboundedTables, wholeIndexes } from "#tests/setup/plans.ts"
import { viewBlocked } from "../account/block-account.server.ts"
import { AttestationQuerySchema, viewAttestation } from "../application/assessment/attestation.view.server.ts"
import { viewExpertHome, viewExpertList } from "../application/assessment/expert-attestation.view.server.ts"
import {
	conclusionsQuery,
	viewConclusions,
} from "../application/assessment/operator-conclusions.view.server.ts"
import { viewInspection } from "../application/inspection/inspection.view.server.ts"
import { pickedReplacement, viewForOperator } from "../application/operator-application.view.server.ts"
import { viewMunicipalityHome } from "../application/overview/municipality-home.view.server.ts"
import {
	notSubmittedQuery,
	viewNotSubmitted,
} from "../application/overview/municipality-not-submitted.view.server.ts"
import { viewOperatorDashboard } from "../application/overview/operator-dashboard.view.server.ts"
import { listChoices, listForOperator } from "../application/overview/operator-list.view.server.ts"
import { operatorQuery } from "../application/overview/operator-query.ts"
import { schoolQuery } from "../application/overview/school-list.query.ts"
import {
	countSchool,
	schoolNames,
	viewSchoolList,
	viewSchoolWithdrawals,
} from "../application/overview/school-list.view.server.ts"
import { viewSchoolTeachers } from "../application/overview/school-teachers.view.server.ts"
import { viewStatistics } from "../application/overview/statistics.view.server.ts"
import { viewForCoordinator } from "../application/registration/municipality-application.view.server.ts"
import { viewRegistration } from "../application/registration/registration.view.server.ts"
import { RegistrationQuerySchema } from "../application/registration/registration-query.ts"
import { pickedSeats, viewAssignment } from "../application/scheduling/assignment.view.server.ts"
import { pairChoices } from "../application/scheduling/plan-assignment.server.ts"
import { SchedulingQuerySchema, viewScheduling } from "../application/scheduling/scheduling.view.server.ts"
import { viewAudit } from "../audit/audit.view.server.ts"
import { nearestDates, viewCalendar } from "../calendar/calendar.view.server.ts"
import { addresseeOf, paperOf } from "../document/formed-paper.server.ts"
import { viewMunicipalityPapers } from "../expert/group.view.server.ts"
import { GroupQuerySchema } from "../expert/group-query.ts"
import { viewMunicipalityExperts } from "../expert/municipality-experts.view.server.ts"
import { viewExperts } from "../expert/operator-experts.view.server.ts"
import { viewExtractions } from "../extraction/extraction.server.ts"
import { viewInvitations } from "../invitation/invitation.view.server.ts"
import { viewMachines } from "../machine/machine.view.server.ts"
import { listStanding } from "../machine/standing-list.view.server.ts"
import { keptCount, recountStates } from "../machine/state-counts.server.ts"
import { viewCalls } from "../notice/calls.view.server.ts"
import { NOT_SUBMITTED } from "../notice/not-submitted.sql.server.ts"
import { listMunicipalities } from "../organisation/organisation.view.server.ts"
import { viewPeriods } from "../period/periods.view.server.ts"
import { viewSchedules as viewSchedulesOfRegion } from "../period/schedules.view.server.ts"
import { ListQuerySchema, viewList } from "../reference/lists/lists.view.server.ts"
import { loadOffice } from "../reference/office.server.ts"
import { loadRulebook } from "../rules/rulebook.server.ts"
import { viewSchedules } from "../schedule/schedule.view.server.ts"
import { viewSitting } from "../sitting/agenda.view.server.ts"
import { viewSittings } from "../sitting/sittings.view.server.ts"
import { viewExclusion } from "../withdrawal/exclusion.view.server.ts"
import { viewWithdrawals } from "../withdrawal/municipality-withdrawals.view.server.ts"
import { countApplications } from "./count-applications.server.ts"
import { keptWhere, plainWhere } from "./kept-where.server.ts"

// A page of an office must cost as much as it shows, and not as much as everything that was ever filed: it sends few
// statements, and each of them finds its rows through an index. Beside a made-up region of some thousand applications PostgreSQL would often rather read a
// whole table, so it is asked for the plan that it makes when that is dear, as it is beside hundreds of thousands.

const GROWING = new Set([
	"AccessLog",
	"Application",
	"Attachment",
	"Conclusion",
	"Engagement",
	"FormRevision",
	"Invitation",
	"Journal",
	"Letter",
	"Person",
	"Seat",
	"Withdrawal",
])
const TODAY = "2026-11-20"
const now = new Date(`${TODAY}T03:00:00Z`)
const actorAs = (role: Actor["grants"][number]["role"], municipalityCode: string | null): Actor => ({
	kind: "person",
	id: "0192f0c4-0000-7000-8000-0000000000aa",
	username: role,
	fullName: "Примерова Ольга Павловна",
	grants: [{ role, municipalityCode, organisationId: null, subjectId: null }],
})
const operator = actorAs("operator", null)
const coordinator = actorAs("municipal_coordinator", "tomsk")
const municipalityCode = "tomsk"
beforeAll(async () => {
	await fillRegion({ url: process.env.DATABASE_URL ?? "", applications: 3_000, seed: 1, today: TODAY })
}, 180_000)

const asked = (text: string) => new URLSearchParams(text)
const list = (text: string) => () =>
	listForOperator({ actor: operator, query: operatorQuery(asked(text)), now })
const registration = (text: string) => () =>
	viewRegistration({
		actor: coordinator,
		municipalityCode,
		query: RegistrationQuerySchema.parse(Object.fromEntries(asked(text))),
		now,
	})
const notSubmitted = (text: string) => () =>
	viewNotSubmitted({ municipalityCode, query: notSubmittedQuery(asked(text)) })

const PAGES: Record<string, () => Promise<unknown>> = {
	"the operator's home": () =>
		Promise.all([
			viewOperatorDashboard({ actor: operator, now }),
			nearestDates({ actor: operator, role: "operator", now }),
		]),
	"the operator's calendar": () => viewCalendar({ actor: operator, asked: null, now }),
	machines: () => viewMachines({ actor: operator, now }),
	"withdrawals in one state": () =>
		listStanding({ actor: operator, name: "withdrawal", state: "submitted", page: 1 }),
	"all applications": list(""),
	"all applications, the last page": list("page=200"),
	"applications in a group": list("state=decided"),
	"applications without two experts": list("state=no-experts"),
	"applications by a name": list("name=Мария+Крылова"),
	"applications by two letters": list("name=аб"),
	"applications sorted by name": list("sort=name"),
	"applications sorted backwards": list("sort=-claim"),
	"applications of a municipality": list("municipality=tomsk&sort=name"),
	conclusions: () => viewConclusions({ actor: operator, query: conclusionsQuery(asked("")), now }),
	sittings: () => viewSittings({ actor: operator, now }),
	"a sitting that was held": () => viewSitting({ actor: operator, id: "sitting-held", page: 1, now }),
	"the next sitting": () => viewSitting({ actor: operator, id: "sitting-next", page: 1, now }),
	"the operator's experts": () => viewExperts({ actor: operator, query: { municipality: "tomsk" }, now }),
	users: () => Promise.all([viewInvitations({ actor: operator, now }), viewBlocked(operator)]),
	organisations: () => viewList({ actor: operator, name: "organisations", query: ListQuerySchema.parse({}) }),
	"what can be extracted": () =>
		Promise.all([viewExtractions({ actor: operator, query: operatorQuery(asked("")), now }), listChoices()]),
	"the way of one application": async () =>
		viewInspection({ actor: operator, id: await oneIn("concluded.granted"), now }),
	mail: () => viewOutbox({ actor: operator, query: outboxQuery(asked("state=sent")), now }),
	audit: () => viewAudit({ actor: operator, query: auditQuery(asked("")) }),
	"a coordinator's home": () =>
		Promise.all([
			viewMunicipalityHome({ municipalityCode, now }),
			nearestDates({ actor: coordinator, role: "municipal_coordinator", now }),
		]),
	"a coordinator's calendar": () => viewCalendar({ actor: coordinator, asked: null, now }),
	registration: registration(""),
	"registration by two letters": registration("q=аб"),
	"registration sorted by name": registration("sort=name"),
	"registration of one school": registration("organisation=902"),
	withdrawals: () => viewWithdrawals({ actor: coordinator, municipalityCode, page: 1, now }),
	scheduling: () =>
		Promise.all([
			viewScheduling({ actor: coordinator, query: SchedulingQuerySchema.parse({}), now }),
			pairChoices(municipalityCode),
		]),
	schedule: () => viewSchedules({ actor: coordinator, query: { period: "", municipality: "" }, now }),
	attestation: () => viewAttestation({ actor: coordinator, query: AttestationQuerySchema.parse({}), now }),
	"teachers who did not submit": notSubmitted(""),
	"teachers who did not submit, by organisation": notSubmitted("sort=organisation"),
	"the coordinator's experts": () => viewMunicipalityExperts({ municipalityCode, half: null, now }),
	invitations: () => viewInvitations({ actor: coordinator, now }),
	"statistics of the region": () =>
		viewStatistics({ actor: operator, municipalityCode: null, year: null, now }),
	"statistics of a municipality": () =>
		viewStatistics({ actor: coordinator, municipalityCode, year: null, now }),
	"period and experts of one application": async () =>
		viewAssignment({
			actor: coordinator,
			id: await oneIn("registered"),
			picked: pickedSeats(asked("")),
			list: SchedulingQuerySchema.parse({ municipality: municipalityCode }),
			now,
		}),
	"people whom no letter reaches": () => viewCalls({ actor: coordinator, municipalityCode }),
	"applications that can be withdrawn": () => viewExclusion({ municipalityCode, q: "", page: 1 }),
	"papers of a municipality": () =>
		viewMunicipalityPapers({ actor: coordinator, municipalityCode, query: GroupQuerySchema.parse({}), now }),
	"a school's home": async () => {
		const actor = await ofSchool()
		return Promise.all([
			countSchool(actor),
			schoolNames(actor),
			nearestDates({ actor, role: "school_coordinator", now }),
		])
	},
	"a school's applications": async () => {
		const actor = await ofSchool()
		return Promise.all([viewSchoolList({ actor, query: schoolQuery(asked("")) }), countSchool(actor)])
	},
	"a school's teachers": async () => viewSchoolTeachers({ actor: await ofSchool(), name: "", page: 1 }),
	"a school's withdrawals": async () => viewSchoolWithdrawals({ actor: await ofSchool(), name: "", page: 1 }),
	"an expert's teachers": async () => viewExpertList({ actor: await anExpert(), page: 1 }),
	"an expert's home": async () => {
		const actor = await anExpert()
		return Promise.all([viewExpertHome({ actor, now }), nearestDates({ actor, role: "expert", now })])
	},
	"one application, for operators": async () =>
		viewForOperator({ actor: operator, id: await oneIn("scheduled.approved"), now }),
	"one application on the workbench": async () =>
		viewForCoordinator({ actor: coordinator, id: await oneIn("submitted"), now }),
	"schedules of the region": () => viewSchedulesOfRegion({ actor: operator, periodId: "", now }),
	periods: () => viewPeriods({ actor: operator, now }),
}

/** What the pages are asked about is looked up once, so that a page's own statements are counted. */
const lookUp = <T>(what: () => Promise<T>) => {
	let known: Promise<T> | undefined
	return () => {
		known ??= what()
		return known
	}
}
const examples = lookUp(async () => {
	const rows = await prisma.application.findMany({
		where: { municipalityCode },
		orderBy: { id: "asc" },
		select: { id: true, state: true },
	})
	return new Map(rows.toReversed().map(({ id, state }) => [state, id]))
})
const oneIn = async (state: string) => (await examples()).get(state) ?? ""
const ofSchool = lookUp(async (): Promise<Actor> => {
	const { id: organisationId } = await prisma.organisation.findFirstOrThrow({ where: { municipalityCode } })
	const grant = { role: "school_coordinator" as const, municipalityCode, organisationId, subjectId: null }
	return { ...actorAs("school_coordinator", municipalityCode), grants: [grant] }
})
const anExpert = lookUp(async (): Promise<Actor> => {
	const { expertId } = await prisma.seat.findFirstOrThrow({ orderBy: { applicationId: "asc" } })
	return { ...actorAs("expert", municipalityCode), id: expertId }
})

/** The statements of a page in a process that has answered others before. */
async function sentBy(work: () => Promise<unknown>) {
	await Promise.all([examples(), ofSchool(), anExpert()])
	await Promise.all([listMunicipalities(), loadOffice(prisma), loadRulebook(prisma)])
	return statementsOf(work)
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

describe("a made-up region", () => {
	test("knows who has still to file an application", async () => {
		const awaited = await prisma.engagement.findMany({
			where: { awaited: true },
			distinct: ["personId"],
			select: { personId: true },
		})
		const due = await prisma.$queryRaw<{ id: string }[]>`SELECT r."id" FROM "Person" r WHERE ${NOT_SUBMITTED}`
		expect(due.length).toBeGreaterThan(0)
		expect(awaited.map(({ personId }) => personId).sort()).toEqual(due.map(({ id }) => id).sort())
		const { personId } = await prisma.engagement.findFirstOrThrow({ where: { awaited: true } })
		const isAwaited = async () => (await prisma.engagement.findFirstOrThrow({ where: { personId } })).awaited
		await prisma.person.update({ where: { id: personId }, data: { blockedAt: now } })
		expect(await isAwaited()).toBe(false)
		await prisma.person.update({ where: { id: personId }, data: { blockedAt: null } })
		expect(await isAwaited()).toBe(true)
	})

	test("has a journal for every state and counts that agree with the tables", async () => {
		expect(await recountStates()).toBe(0)
		expect(await prisma.application.count()).toBe(3_000)
		expect(await prisma.person.count({ where: { filed: true } })).toBe(
			await prisma.application.count({ where: { submittedAt: { not: null } } }),
		)
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

	test("is never mixed with a real one", async () => {
		await expect(
			fillRegion({ url: process.env.DATABASE_URL ?? "", applications: 1, seed: 1, today: TODAY }),
		).rejects.toThrow("В этой базе уже есть люди.")
	})
})
