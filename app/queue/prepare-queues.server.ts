import pg from "pg"
import PgBoss from "pg-boss"
import { log } from "#app/utils/log.server.ts"
import { type QueueName, queues } from "./queues.ts"

// This module does not know the database client: it runs before the client may exist, because the client reads an address that is
// known only when the database has been opened.

/** Jobs live in PostgreSQL beside the data, in the schema `pgboss`, so one is written in the transaction that causes it. */
export function createBoss(options: PgBoss.ConstructorOptions) {
	const boss = new PgBoss({ schema: "pgboss", ...options })
	boss.on("error", (error) => log.error({ err: error }, "job queue"))
	return boss
}

/** Key of the advisory lock. Any number does, as long as it never changes. */
const LOCK = 20_261_129

/**
 * Creates pg-boss's schema and our queues, and brings older ones up to the program. Called at every start, before jobs are queued.
 * Two first starts at once would deadlock in pg-boss, so one waits for the other.
 */
export async function prepareQueues(databaseUrl: string): Promise<void> {
	const client = new pg.Client({ connectionString: databaseUrl })
	await client.connect()
	try {
		await client.query("BEGIN")
		await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK])
		await prepare(databaseUrl)
		await client.query("COMMIT")
	} finally {
		await client.end()
	}
}

async function prepare(databaseUrl: string): Promise<void> {
	const boss = createBoss({ connectionString: databaseUrl, max: 1, supervise: false, schedule: false })
	await boss.start()
	try {
		for (const name of Object.keys(queues) as QueueName[]) {
			const options = { name, retryBackoff: true, ...queues[name] }
			await boss.createQueue(name, options)
			await boss.updateQueue(name, options)
		}
	} finally {
		await boss.stop({ graceful: false })
	}
}
