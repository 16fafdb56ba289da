import pg from "pg"
import PgBoss from "pg-boss"
import { log } from "#app/utils/log.server.ts"
import { type QueueName, queues } from "./queues.ts"

// This module must not import the database client. The client needs an address that is known only after the database has
// been opened, and this module runs earlier.

/** Jobs are stored in PostgreSQL with the data, in the schema `pgboss`, so that a job is written in the transaction that causes it. */
export function createBoss(options: PgBoss.ConstructorOptions) {
	const boss = new PgBoss({ schema: "pgboss", ...options })
	boss.on("error", (error) => log.error({ err: error }, "job queue"))
	return boss
}

/** Key of the advisory lock. The number is arbitrary but must never change. */
const LOCK = 20_261_129

/**
 * Creates pg-boss's schema and our queues, or updates them. Called at every start, before jobs are queued. Two simultaneous
 * first starts would deadlock in pg-boss, so one waits for the other.
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
