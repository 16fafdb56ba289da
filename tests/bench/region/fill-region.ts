import pg from "pg"
import { prisma } from "#app/db/client.server.ts"
import { ensureDatabase, migrate } from "#app/db/migrate.server.ts"
import { foldFiledCounts } from "#app/domain/application/overview/filed-counts.server.ts"
import { foldLoadCounts } from "#app/domain/expert/load-counts.server.ts"
import { foldStateCounts } from "#app/domain/machine/state-counts.server.ts"
import { loadReference } from "#app/domain/reference/load-reference.server.ts"
import { prepareQueues } from "#app/queue/prepare-queues.server.ts"
import { addDays, addMonths, civilDate, instantOf } from "#app/utils/civil-date.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { deadlinesOf, periodsBetween, schoolYearOf } from "#machines/calendar.ts"
import {
	invitationLifecycle,
	letterLifecycle,
	scheduleLifecycle,
	withdrawalLifecycle,
} from "#machines/lifecycles.ts"
import { seedOrganisations } from "#prisma/demo/organisations.ts"
import { FILL, type Step } from "../fill.sql.ts"
import { FORM } from "../form.ts"
import { type Way, writeJournals, writeLives } from "../journal.ts"
import { REGION } from "./region.sql.ts"

// A made-up region (or, with 255,000 applications, a country) in the middle of its year: people, applications in every state
// that takes long, schedules, seats, conclusions, withdrawals, letters. Set-based SQL in portions, each a transaction with
// its journals, so neither memory nor the journal's checks grow with the number.

const PORTION = 15_000
/** Organisations and experts grow with the applications. */
const APPLICATIONS_FOR_A_COPY = 600
const APPLICATIONS_FOR_AN_EXPERT = 75
const APPLICATIONS_FOR_A_SITTING = 3_000

const formed: Way = [
	["application.begin", "draft.editing"],
	["form.save", "draft.editing"],
	["form.issue", "draft.formed"],
	["attachment.add", "draft.formed"],
	["attachment.add", "draft.formed"],
]
const submitted: Way = [...formed, ["application.submit", "submitted"]]
const registered: Way = [...submitted, ["application.register", "registered"]]
const assigned: Way = [...registered, ["schedule.assign", "scheduled.preliminary"]]
const approved: Way = [...assigned, ["schedule.approve", "scheduled.approved"]]
const concluded: Way = [...approved, ["conclusion.attach", "concluded.awaitingTeacher"]]
const signed: Way = [...concluded, ["conclusion.sign", "concluded.signed"]]
const assessed: Way = [...signed, ["conclusion.assess", "concluded.assessed"]]
const decided: Way = [...assessed, ["application.decide", "concluded.granted"]]

/** The percentage of applications at the end of each way, and in which period's schedule they stand. */
const SHARES: readonly (readonly [share: number, way: Way, period: "past" | "present" | "next" | null])[] = [
	[8, formed, null],
	[12, submitted, null],
	[4, [...submitted, ["application.reject", "rejected"]], null],
	[20, registered, null],
	[8, assigned, "next"],
	[6, approved, "present"],
	[2, concluded, "present"],
	[2, signed, "present"],
	[4, assessed, "present"],
	[34, decided, "past"],
]
const wayOf = (way: Way) => SHARES.findIndex(([, one]) => one === way)
const SCHEDULE: Way = [
	["schedule.open", "forming"],
	["schedule.close", "closed"],
	["schedule.approve", "approved"],
]

export interface RegionOrder {
	readonly url: string
	readonly applications: number
	/** Teachers more than that, whose applications are formed, with every document, and not yet submitted. */
	readonly filers?: number
	readonly seed: number
	/** Which day it is; everything lies around it. */
	readonly today: string
	/** Told after each portion. */
	readonly progress?: (done: number) => void
}

/** @throws if the database already has people: a made-up region is never mixed with a real one */
export async function fillRegion({
	url,
	applications,
	filers = 0,
	seed,
	today,
	progress,
}: RegionOrder): Promise<void> {
	await ensureDatabase(url)
	await migrate(url)
	await prepareQueues(url)
	if ((await prisma.person.count()) > 0)
		throw new Error(
			"В этой базе уже есть люди. Выберите пустую базу: вымышленный регион не смешивают с настоящим.",
		)
	await loadReference(prisma)
	await seedOrganisations()
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		// Nothing is lost if the computer fails meanwhile: the region is filled again from nothing.
		await client.query("SET synchronous_commit = off")
		await client.query(REGION.awaitedAtTheEnd)
		const ground = await fillGround(client, { applications, seed, today })
		for (let first = 1; first <= applications; first += PORTION) {
			const last = Math.min(applications, first + PORTION - 1)
			await fillPortion(client, { ...ground, first, last, seed })
			progress?.(last)
		}
		if (filers > 0)
			await fillPortion(client, {
				...ground,
				first: applications + 1,
				last: applications + filers,
				seed,
				shares: SHARES.map((_, way) => (way === 0 ? 100 : 0)),
			})
		await client.query(FILL.counters)
		await client.query(FILL.checked)
		await client.query("ANALYZE")
		await client.query(REGION.awaited)
		await foldStateCounts()
		await foldFiledCounts()
		await foldLoadCounts()
		// In production a job sums up the counts each minute, so their tables stay small.
		await client.query('VACUUM FULL "StateCount", "FiledCount", "LoadCount"')
		await client.query("VACUUM ANALYZE")
	} finally {
		await client.end()
	}
}

interface Ground {
	readonly now: Date
	readonly periods: Readonly<Record<"past" | "present" | "next", string>>
	readonly heldOn: string
	readonly sittings: number
}

/** Everything that exists once: organisations, experts, periods with their schedules, sittings. */
async function fillGround(
	client: pg.Client,
	{ applications, today }: Pick<RegionOrder, "applications" | "seed" | "today">,
): Promise<Ground> {
	const now = instantOf(`${today}T09:00`)
	const [next] = periodsBetween(addMonths(today, 1), addMonths(today, 6)).filter(
		({ id }) => deadlinesOf(id).closesAfter >= today,
	)
	const begun = periodsBetween(addMonths(today, -12), today)
	const [past, present] = begun.slice(-2)
	if (!past || !present || !next) throw new Error(`no periods around ${today}`)
	await client.query("BEGIN")
	await client.query(REGION.organisations, [Math.max(1, Math.ceil(applications / APPLICATIONS_FOR_A_COPY))])
	await client.query(REGION.places)
	await client.query(REGION.ways, [JSON.stringify(SHARES.flatMap(([, way], index) => stepsOf(way, index)))])
	await client.query(FILL.file)
	await client.query(REGION.periods, [JSON.stringify([past.id, present.id, next.id]), now])
	const schedules = [past, present, next].map(({ id }) => {
		const { closesAfter: closes, publishedBy: published } = deadlinesOf(id)
		const state = id === next.id ? "forming" : "approved"
		const since = instantOf(`${state === "approved" ? published : addDays(today, -60)}T09:00`)
		return { id, state, version: state === "approved" ? SCHEDULE.length : 1, since, closes, published }
	})
	const { version } = scheduleLifecycle
	const made = await client.query<{ id: string; state: string; since: Date }>(REGION.schedules, [
		version,
		JSON.stringify(schedules),
	])
	await writeLives(
		client,
		made.rows.map(({ id, state, since }) => ({
			way: state === "approved" ? SCHEDULE : SCHEDULE.slice(0, 1),
			since,
			whose: { ...SYSTEM, subject: "schedule", subjectId: id, machineVersion: version },
		})),
	)
	await client.query(
		inSteps(REGION.experts, [String(Math.max(4, Math.ceil(applications / APPLICATIONS_FOR_AN_EXPERT)))]),
	)
	await client.query(REGION.expertPeople, [now])
	await client.query(REGION.expertRoles, [now])
	await client.query(REGION.roster, [schoolYearOf(today)])
	const invited = await client.query<{ id: string; since: Date }>(REGION.invitations, [
		now,
		invitationLifecycle.version,
	])
	await writeLives(
		client,
		invited.rows.map(({ id, since }) => ({
			way: [
				["invitation.send", "sent"],
				["invitation.accept", "accepted"],
			],
			since,
			whose: { ...SYSTEM, subject: "invitation", subjectId: id, machineVersion: invitationLifecycle.version },
		})),
	)
	const heldOn = addDays(today, -20)
	const sittings = Math.ceil(applications / APPLICATIONS_FOR_A_SITTING)
	await client.query(REGION.sittings, [heldOn, addDays(today, 12), now])
	await client.query(REGION.former, [sittings, heldOn, now])
	await client.query("COMMIT")
	await client.query("ANALYZE")
	return { now, heldOn, sittings, periods: { past: past.id, present: present.id, next: next.id } }
}

async function fillPortion(
	client: pg.Client,
	{
		now,
		periods,
		heldOn,
		sittings,
		first,
		last,
		seed,
		shares: percentages = SHARES.map(([share]) => share),
	}: Ground & { first: number; last: number; seed: number; shares?: readonly number[] },
): Promise<void> {
	const { version } = applicationLifecycle
	const shares = JSON.stringify(percentages)
	const standing = JSON.stringify(SHARES.map(([, , period]) => period && periods[period]))
	await client.query("BEGIN")
	await client.query(
		inSteps(REGION.applicants, [
			String(first),
			String(last),
			`'${shares}'`,
			String(seed),
			`'${now.toISOString()}'`,
			`'${standing}'`,
		]),
	)
	await client.query(FILL.persons)
	await client.query(REGION.engagements)
	await client.query(REGION.applications, [JSON.stringify(FORM), version])
	await client.query(FILL.revisions)
	await client.query(FILL.attachments)
	await client.query(REGION.seats, [wayOf(assigned)])
	await client.query(REGION.conclusions)
	await client.query(REGION.decided, [sittings, heldOn, wayOf(decided)])
	await client.query(REGION.withdrawals, [withdrawalLifecycle.version, wayOf(registered)])
	await client.query(REGION.letters, [letterLifecycle.version])
	await client.query(REGION.reads, [null])
	await writeJournals(
		client,
		SHARES.map(([, way]) => way),
	)
	await writeOthers(client)
	await client.query("COMMIT")
}

/** The journals of the portion's letters and withdrawals. */
async function writeOthers(client: pg.Client) {
	const letters = await client.query<{ id: string; since: Date }>(
		`SELECT l."id", l."stateSince" AS since FROM "Letter" l JOIN applicant a ON a.application = l."causeId" AND l."causeKind" = 'application'`,
	)
	const withdrawals = await client.query<{ id: string; since: Date; state: string }>(
		`SELECT w."id", w."stateSince" AS since, w."state" FROM "Withdrawal" w JOIN applicant a ON a.application = w."applicationId"`,
	)
	await writeLives(client, [
		...letters.rows.map(({ id, since }) => ({
			way: LETTER,
			since,
			whose: {
				...SYSTEM,
				subject: "letter" as const,
				subjectId: id,
				machineVersion: letterLifecycle.version,
			},
		})),
		...withdrawals.rows.map(({ id, since, state }) => ({
			way: state === "rejected" ? WITHDRAWAL : WITHDRAWAL.slice(0, 2),
			since,
			whose: {
				...SYSTEM,
				subject: "withdrawal" as const,
				subjectId: id,
				machineVersion: withdrawalLifecycle.version,
			},
		})),
	])
}

const SYSTEM = { actorId: null, actorName: "", actorRole: "" }
const LETTER: Way = [
	["letter.write", "queued"],
	["letter.take", "sending"],
	["letter.deliver", "sent"],
]
const WITHDRAWAL: Way = [
	["withdrawal.form", "formed"],
	["withdrawal.submit", "submitted"],
	["withdrawal.reject", "rejected"],
]

const stepsOf = (way: Way, index: number): Step[] =>
	way.map(([event, to], at) => ({ way: index, seq: at + 1, event, from: way[at - 1]?.[1] ?? null, to }))

/** Several statements in one text take no parameters, and no value here comes from outside. */
const inSteps = (text: string, values: readonly string[]) =>
	text.replace(/\$(\d)/g, (_, number: string) => values[Number(number) - 1] ?? "NULL")

export const todayOf = () => civilDate(new Date())
