import pg from "pg"
import { prisma } from "#app/db/client.server.ts"
import "#app/domain/index.server.ts"
import { whyNotNeeded } from "#app/domain/notice/still-needed.server.ts"
import { createPeriods } from "#app/domain/period/create-periods.server.ts"
import { doWhatIsDue } from "#app/jobs/calendar.server.ts"
import { sendLetter } from "#app/jobs/letters.server.ts"
import { openTransport } from "#app/letters/transport.server.ts"
import { addDays, civilDate, instantOf } from "#app/utils/civil-date.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { schoolYearOf } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { letterLifecycle } from "#machines/lifecycles.ts"
import { actorNamed } from "#prisma/demo/people.ts"
import { startLetterBox } from "#tests/setup/letters.ts"
import { FILL } from "./fill.sql.ts"

// A year of the filled region, day by day: coordinators register waiting applications, due letters are written, and a real
// mail server receives them. Prints a line for each month, and the contents of the ledger at the end.

const DAYS = 365
const REGISTERED_A_DAY = 12
/** Letters sent at the same time, as in the program. */
const SENDERS = 3
const PORTION = 600

const say = (line: string) => console.error(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${line}`)
const waiting = statesTagged(letterLifecycle, "waiting")

export interface Year {
	readonly days: number
	readonly registered: number
	readonly seconds: number
	/** Notices by rule, and letters by kind and state. */
	readonly ledger: Readonly<Record<string, number>>
	readonly letters: Readonly<Record<string, number>>
	readonly received: number
}

/** A coordinator for every municipality that has none. */
async function addCoordinators(): Promise<Map<string, string>> {
	const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
	await client.connect()
	const names = new Map([["tomsk", "bench-coordinator"]])
	for (const { code } of await prisma.municipality.findMany({ select: { code: true } })) {
		if (names.has(code)) continue
		const username = `bench-coordinator-${code}`
		await client.query(FILL.official, [username, "municipal_coordinator", code, username])
		names.set(code, username)
	}
	await client.end()
	return names
}

async function play(): Promise<Year> {
	const began = performance.now()
	const box = await startLetterBox()
	const transport = openTransport({ MAIL_URL: box.url, PUBLIC_URL: "http://localhost" })
	const coordinators = await addCoordinators()
	const actors = new Map<string, Awaited<ReturnType<typeof actorNamed>>>()
	for (const [code, username] of coordinators) actors.set(code, await actorNamed(username))
	const operator = await actorNamed("bench-operator")
	const first = civilDate(new Date())

	async function register(now: Date): Promise<number> {
		const oldest = await prisma.application.findMany({
			where: { state: "submitted" },
			orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
			take: REGISTERED_A_DAY,
			select: { id: true, municipalityCode: true },
		})
		for (const { id, municipalityCode } of oldest) {
			const actor = actors.get(municipalityCode ?? "")
			if (actor) await dispatch({ actor, subject: "application", id, event: "application.register", now })
		}
		return oldest.length
	}

	async function sendAll(now: Date) {
		for (;;) {
			const letters = await prisma.letter.findMany({
				where: { state: { in: waiting } },
				orderBy: { id: "asc" },
				take: PORTION,
				select: { id: true },
			})
			let sent = 0
			const sender = async () => {
				for (let next = letters.pop(); next; next = letters.pop())
					if ((await sendLetter(next.id, { transport, now: () => now, whyNotNeeded })) === "sent") sent += 1
			}
			await Promise.all(Array.from({ length: SENDERS }, sender))
			if (sent < PORTION) return
		}
	}

	let registered = 0
	for (let day = 0; day < DAYS; day += 1) {
		const date = addDays(first, day)
		const now = instantOf(`${date}T09:00`)
		if (day === 0 || schoolYearOf(date) !== schoolYearOf(addDays(date, -1)))
			await createPeriods({ actor: operator, schoolYear: schoolYearOf(date), now })
		await doWhatIsDue(now)
		if (now.getUTCDay() % 6 !== 0) registered += await register(now)
		await sendAll(now)
		if (date.endsWith("-01") || day === DAYS - 1)
			say(
				`${date}: ${registered} registered, ${await prisma.notice.count()} notices, ${box.letters.length} letters`,
			)
	}
	const notices = await prisma.notice.groupBy({ by: ["rule"], _count: true, orderBy: { rule: "asc" } })
	const letters = await prisma.letter.groupBy({
		by: ["kind", "state"],
		_count: true,
		orderBy: [{ kind: "asc" }, { state: "asc" }],
	})
	transport.close()
	await box.stop()
	return {
		days: DAYS,
		registered,
		seconds: Math.round((performance.now() - began) / 1000),
		ledger: Object.fromEntries(notices.map(({ rule, _count }) => [rule, _count])),
		letters: Object.fromEntries(letters.map(({ kind, state, _count }) => [`${kind}, ${state}`, _count])),
		received: box.letters.length,
	}
}

play().then(
	async (year) => {
		process.stdout.write(JSON.stringify(year))
		await prisma.$disconnect()
	},
	(error: unknown) => {
		console.error(error)
		process.exitCode = 1
	},
)
