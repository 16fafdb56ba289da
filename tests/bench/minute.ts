import pg from "pg"
import { pool, prisma } from "#app/db/client.server.ts"
import "#app/domain/index.server.ts"
import { examineUnexamined } from "#app/domain/application/registration/findings.server.ts"
import { deliverMailings } from "#app/domain/notice/mailing.server.ts"
import { doWhatIsDue } from "#app/jobs/calendar.server.ts"
import { sweepOutbox } from "#app/jobs/letters.server.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { switchTriggers } from "#tests/setup/triggers.ts"

// What the job of each minute costs: every statement of an ordinary minute, run again with EXPLAIN ANALYZE. First with the
// 3,000 applications of the filled region, then with 252,000 decided ones more, with their letters and notices.

const MORE = 252_000
const PORTION = 21_000
/** Tables that grow with the applications. */
const GROWING = new Set(["Application", "Letter", "Notice", "Invitation", "Journal", "Attachment", "Person"])

interface Node {
	"Node Type": string
	"Relation Name"?: string
	"Shared Hit Blocks"?: number
	"Shared Read Blocks"?: number
	"Actual Loops": number
	/** For each loop, as the next two are. */
	"Actual Rows": number
	"Rows Removed by Filter"?: number
	"Rows Removed by Index Recheck"?: number
	Plans?: Node[]
}

export interface Cost {
	readonly applications: number
	readonly statements: number
	/** Rows that the statements took from tables, whether they kept them or not. */
	readonly rows: number
	/** Pages of 8 kB that the statements touched, in memory or on the disk. */
	readonly pages: number
	readonly milliseconds: number
	/** Growing tables that a statement read from end to end. */
	readonly wholeTables: readonly string[]
}

const minute = async (at: Date) => {
	await doWhatIsDue(at)
	await deliverMailings(at)
	await examineUnexamined(at)
	await sweepOutbox(at)
}

/** Every statement of a minute in which nothing is left to do, as it is sent. */
async function statementsOf(at: Date): Promise<{ text: string; values: unknown[] }[]> {
	const sent: { text: string; values: unknown[] }[] = []
	const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
	Object.assign(pg.Client.prototype, {
		query(this: pg.Client, ...args: unknown[]) {
			const { text, values = [] } = Object(args[0]) as { text?: string; values?: unknown[] }
			if (text && /^\s*(SELECT|UPDATE|WITH|DELETE)/i.test(text)) sent.push({ text, values })
			return query.apply(this, args)
		},
	})
	try {
		await minute(at)
	} finally {
		Object.assign(pg.Client.prototype, { query })
	}
	return sent
}

const rowsReadBy = (node: Node) =>
	node["Relation Name"] === undefined
		? 0
		: node["Actual Loops"] *
			(node["Actual Rows"] +
				(node["Rows Removed by Filter"] ?? 0) +
				(node["Rows Removed by Index Recheck"] ?? 0))

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

async function measure(at: Date): Promise<Cost> {
	await pool.query("VACUUM ANALYZE")
	// Due notices are given first, in as many minutes as needed. The last minute finds nothing and is measured.
	for (let turn = 0; turn < 3; turn += 1) await minute(at)
	const statements = await statementsOf(at)
	let [read, pages, milliseconds] = [0, 0, 0]
	const whole = new Set<string>()
	const client = await pool.connect()
	for (const { text, values } of statements) {
		await client.query("BEGIN")
		// The first one fills the memory; the second one is measured.
		await client.query(text, values)
		const { rows } = await client.query({ text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values })
		await client.query("ROLLBACK")
		const { Plan, "Execution Time": took } = rows[0]["QUERY PLAN"][0] as {
			Plan: Node
			"Execution Time": number
		}
		pages += (Plan["Shared Hit Blocks"] ?? 0) + (Plan["Shared Read Blocks"] ?? 0)
		milliseconds += took
		for (const node of nodesOf(Plan)) {
			const { "Node Type": type, "Relation Name": table = "" } = node
			read += rowsReadBy(node)
			if (type === "Seq Scan" && GROWING.has(table)) whole.add(table)
		}
	}
	client.release()
	const applications = await prisma.application.count()
	return {
		applications,
		statements: statements.length,
		rows: Math.round(read),
		pages,
		milliseconds,
		wholeTables: [...whole],
	}
}

async function addDecided() {
	const client = await pool.connect()
	await client.query(switchTriggers("DISABLE"))
	const { rows } = await client.query<{ name: string }>(`
		SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema()
			AND table_name = 'Application' AND column_name NOT IN ('id', 'paperKey', 'journalNumber')`)
	const names = rows.map(({ name }) => `"${name}"`).join(", ")
	for (let from = 1; from <= MORE; from += PORTION) {
		const numbers = `generate_series(${from}, ${from + PORTION - 1}) n`
		await client.query(`INSERT INTO "Application" ("id", "paperKey", ${names})
			SELECT gen_random_uuid()::text, md5(n::text), ${names}
			FROM (SELECT * FROM "Application" WHERE "state" = 'concluded.granted' ORDER BY "id" LIMIT 1) a, ${numbers}`)
		await client.query(`INSERT INTO "Letter" ("id", "state", "stateSince", "kind", "to", "subject", "text", "html", "createdAt", "dueAt")
			SELECT gen_random_uuid()::text, 'sent', now(), 'application-decided', n || '@example.org', '', '', '', now(), now()
			FROM ${numbers}`)
		await client.query(`INSERT INTO "Notice" ("rule", "deadline", "subjectId", "personId", "subject", "toldAt", "letterId")
			SELECT 'review-near', '2025-01-01', n::text, n::text, 'application', now(), n::text FROM ${numbers}`)
		await client.query(`INSERT INTO "Invitation" ("id", "state", "stateSince", "role", "email", "subject", "message", "tokenHash", "expiresAt", "createdAt")
			SELECT gen_random_uuid()::text, 'expired', now(), 'expert', n || '@example.org', '', '', md5(n::text), now(), now()
			FROM ${numbers} WHERE n % 10 = 0`)
		console.error(`${from + PORTION - 1} of ${MORE} more applications`)
	}
	await client.query(switchTriggers("ENABLE"))
	client.release()
}

// The region is filled around the present day; the eleventh has both a day of registration and a schedule that closes.
const now = new Date(`${civilDate(new Date()).slice(0, 7)}-11T03:00:00Z`)
try {
	const few = await measure(now)
	await addDecided()
	const many = await measure(now)
	process.stdout.write(JSON.stringify([few, many]))
} catch (error) {
	console.error(error)
	process.exitCode = 1
} finally {
	// This ends the pool as well.
	await prisma.$disconnect()
}
