import pg from "pg"
import { prisma } from "#app/db/client.server.ts"
import { ensureDatabase, migrate } from "#app/db/migrate.server.ts"
import { withSnapshot } from "#app/db/snapshot.server.ts"
import { loadReference } from "#app/domain/reference/load-reference.server.ts"
import { replayAll } from "#app/workflow/replay.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { seedOrganisations } from "#prisma/demo/organisations.ts"
import { FILL } from "./fill.sql.ts"
import { type Way, writeJournals } from "./journal.ts"
import { median } from "./statistics.ts"

// 3,000 applications with twenty steps each: the journal is replayed and compared with the rows. The yardstick is plain
// reading of the same data.

const APPLICATIONS = 3_000
const ROUNDS = 5

export interface Replay {
	readonly transitions: number
	/** Medians in milliseconds. */
	readonly folded: number
	readonly read: number
}

const WAY: Way = [
	["application.begin", "draft.editing"],
	...Array.from({ length: 9 }, () => ["form.save", "draft.editing"] as const),
	["form.issue", "draft.formed"],
	["attachment.add", "draft.formed"],
	["attachment.add", "draft.formed"],
	["application.submit", "submitted"],
	["application.register", "registered"],
	["schedule.assign", "scheduled.preliminary"],
	["schedule.approve", "scheduled.approved"],
	["conclusion.attach", "concluded.awaitingTeacher"],
	["conclusion.sign", "concluded.signed"],
	["conclusion.assess", "concluded.assessed"],
]

async function fill(client: pg.Client) {
	await client.query("BEGIN")
	await client.query(FILL.applicants, [APPLICATIONS, "[100]"])
	for (const people of [FILL.persons, FILL.engagements]) await client.query(people)
	const steps = WAY.map(([event, to], at) => ({
		way: 0,
		seq: at + 1,
		event,
		from: WAY[at - 1]?.[1] ?? null,
		to,
	}))
	await client.query(FILL.ways, [JSON.stringify(steps)])
	await client.query(FILL.applications, ["{}", applicationLifecycle.version])
	await writeJournals(client, [WAY])
	await client.query("COMMIT")
	await client.query("ANALYZE")
}

async function measureReplay(): Promise<Replay> {
	const url = process.env.DATABASE_URL ?? ""
	await ensureDatabase(url)
	await migrate(url)
	await loadReference(prisma)
	await seedOrganisations()
	await prisma.$disconnect()
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		await fill(client)
		const folded: number[] = []
		const read: number[] = []
		let transitions = 0
		for (let round = 0; round <= ROUNDS; round += 1) {
			const begun = performance.now()
			const replayed = await withSnapshot((ask) => replayAll(ask))
			const between = performance.now()
			await client.query(`SELECT * FROM "Journal" ORDER BY "subject", "subjectId", "seq"`)
			const ended = performance.now()
			if (replayed.differenceCount > 0)
				throw new Error(`the journal does not hold: ${JSON.stringify(replayed.differences[0])}`)
			transitions = replayed.transitions
			// The first round is a warm-up.
			if (round === 0) continue
			folded.push(between - begun)
			read.push(ended - between)
		}
		return { transitions, folded: median(folded), read: median(read) }
	} finally {
		await client.end()
	}
}

measureReplay().then(
	(measured) => process.stdout.write(JSON.stringify(measured)),
	(error: unknown) => {
		console.error(error)
		process.exitCode = 1
	},
)
