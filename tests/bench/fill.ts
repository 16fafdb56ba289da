import { randomBytes } from "node:crypto"
import pg from "pg"
import { hashToken } from "#app/auth/tokens.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { ensureDatabase, migrate } from "#app/db/migrate.server.ts"
import { loadReference } from "#app/domain/reference/load-reference.server.ts"
import type { Role } from "#app/policies/policy.ts"
import { prepareQueues } from "#app/queue/prepare-queues.server.ts"
import { addMonths, civilDate, instantOf } from "#app/utils/civil-date.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { deadlinesOf, periodsBetween } from "#machines/calendar.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import { seedOrganisations } from "#prisma/demo/organisations.ts"
import { FILL, type Step } from "./fill.sql.ts"
import { FORM } from "./form.ts"
import { type Way, writeJournals, writeLife } from "./journal.ts"

// A region in the middle of its year, filled by set-based SQL, because rendering 3,000 forms would take too long. Every
// state has its complete journal; otherwise the database would refuse it.

const APPLICATIONS = 3_000
const IN_SCHEDULE = 500

export interface Filled {
	readonly applications: number
	readonly cookies: { readonly coordinator: string; readonly operator: string }
	/** Applications of the coordinator's municipality that wait for registration. */
	readonly waiting: readonly string[]
	/** The same for other municipalities. */
	readonly waitingElsewhere: readonly { id: string; municipalityCode: string }[]
	/** An application with papers and a journal. */
	readonly application: string
	/** Many such applications. */
	readonly registered: readonly string[]
	/** An approved schedule of the coordinator's municipality. */
	readonly schedule: { readonly period: string; readonly rows: number }
}

const formed: Way = [
	["application.begin", "draft.editing"],
	["form.save", "draft.editing"],
	["form.issue", "draft.formed"],
	["attachment.add", "draft.formed"],
	["attachment.add", "draft.formed"],
]
const submitted: Way = [...formed, ["application.submit", "submitted"]]
const registered: Way = [...submitted, ["application.register", "registered"]]
const decided: Way = [
	...registered,
	["schedule.assign", "scheduled.preliminary"],
	["schedule.approve", "scheduled.approved"],
	["conclusion.attach", "concluded.awaitingTeacher"],
	["conclusion.sign", "concluded.signed"],
	["conclusion.assess", "concluded.assessed"],
	["application.decide", "concluded.granted"],
]
const approved: Way = [
	["schedule.open", "forming"],
	["schedule.close", "closed"],
	["schedule.approve", "approved"],
]
/** The percentage of applications at the end of each way. */
const SHARES: readonly (readonly [share: number, way: Way])[] = [
	[8, formed],
	[16, submitted],
	[4, [...submitted, ["application.reject", "rejected"]]],
	[32, registered],
	[40, decided],
]

async function fill(): Promise<Filled> {
	const url = process.env.DATABASE_URL ?? ""
	await ensureDatabase(url)
	await migrate(url)
	await prepareQueues(url)
	await loadReference(prisma)
	await seedOrganisations()
	await prisma.$disconnect()
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		return await fillWith(client)
	} finally {
		await client.end()
	}
}

async function fillWith(client: pg.Client): Promise<Filled> {
	await client.query("BEGIN")
	const coordinator = await signIn(client, "bench-coordinator", "municipal_coordinator", "tomsk")
	const operator = await signIn(client, "bench-operator", "operator", null)
	const version = applicationLifecycle.version
	await client.query(FILL.applicants, [APPLICATIONS, JSON.stringify(SHARES.map(([share]) => share))])
	for (const people of [FILL.persons, FILL.engagements, FILL.file]) await client.query(people)
	await client.query(FILL.ways, [JSON.stringify(SHARES.flatMap(([, way], index) => stepsOf(way, index)))])
	await client.query(FILL.applications, [JSON.stringify(FORM), version])
	for (const papers of [FILL.revisions, FILL.attachments, FILL.counters, FILL.checked])
		await client.query(papers)
	await writeJournals(
		client,
		SHARES.map(([, way]) => way),
	)
	const schedule = await fillSchedule(client)
	await client.query("COMMIT")
	await client.query("ANALYZE")

	const waiting = await client.query<{ id: string; municipalityCode: string }>(
		`SELECT "id", "municipalityCode" FROM "Application" WHERE "state" = 'submitted' ORDER BY "id"`,
	)
	const seen = await client.query<{ id: string }>(
		`SELECT "id" FROM "Application" WHERE "state" = 'registered' ORDER BY "municipalityCode" = 'tomsk' DESC, "id"`,
	)
	return {
		applications: APPLICATIONS,
		cookies: { coordinator, operator },
		waiting: waiting.rows.filter((row) => row.municipalityCode === "tomsk").map(({ id }) => id),
		waitingElsewhere: waiting.rows.filter((row) => row.municipalityCode !== "tomsk"),
		application: seen.rows[0]?.id ?? "",
		registered: seen.rows.map(({ id }) => id),
		schedule,
	}
}

/** Creates the schedule of the latest period that has begun, with its order. Each row has two experts. */
async function fillSchedule(client: pg.Client): Promise<Filled["schedule"]> {
	const today = civilDate(new Date())
	const begun = periodsBetween(addMonths(today, -6), today).at(-1)
	if (!begun) throw new Error("no attestation period began in the last half-year")
	const { closesAfter, publishedBy } = deadlinesOf(begun.id)
	const since = instantOf(`${publishedBy}T09:00`)
	const { version } = scheduleLifecycle
	const values = [begun.id, closesAfter, publishedBy, since, version]
	const { rows } = await client.query<{ id: string }>(FILL.schedule, values)
	const id = rows[0]?.id ?? ""
	await writeLife(client, approved, since, {
		subject: "schedule",
		subjectId: id,
		actorId: null,
		actorName: "",
		actorRole: "",
		machineVersion: version,
	})
	const scheduled = await client.query(FILL.scheduled, [id, IN_SCHEDULE, SHARES.length - 1])
	if (scheduled.rowCount !== IN_SCHEDULE) throw new Error(`only ${scheduled.rowCount} stand in the schedule`)
	await client.query(FILL.seats)
	return { period: begun.id, rows: IN_SCHEDULE }
}

const newSession = () => `s_${randomBytes(32).toString("base64url")}`

const stepsOf = (way: Way, index: number): Step[] =>
	way.map(([event, to], at) => ({ way: index, seq: at + 1, event, from: way[at - 1]?.[1] ?? null, to }))

/** Creates a person with one role and an open session. @returns the cookie */
async function signIn(client: pg.Client, username: string, role: Role, municipalityCode: string | null) {
	const session = newSession()
	await client.query(FILL.official, [username, role, municipalityCode, hashToken(session)])
	return `session=${session}`
}

fill().then(
	(filled) => process.stdout.write(JSON.stringify(filled)),
	(error: unknown) => {
		console.error(error)
		process.exitCode = 1
	},
)
