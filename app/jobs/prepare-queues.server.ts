import pg from "pg"
import PgBoss from "pg-boss"
import { log } from "#app/utils/log.server.ts"
import { type QueueName, queues } from "./queues.ts"

// Apart from the queues' use, which needs the client: this runs before the client may exist, because the database's address is
// known only when it has been opened.

const SCHEMA = "pgboss"

export function createBoss(connectionString: string | undefined, options: PgBoss.ConstructorOptions = {}) {
	const boss = new PgBoss({ connectionString, schema: SCHEMA, max: 3, ...options })
	boss.on("error", (error) => log.error({ err: error }, "job queue"))
	return boss
}

/** Creates the schema and the queues where they are missing. Called once a start, before anything is enqueued. */
export async function prepareQueues(databaseUrl: string): Promise<void> {
	const names = Object.keys(queues) as QueueName[]
	if (await hasQueues(databaseUrl, names)) return
	const boss = createBoss(databaseUrl, { supervise: false, schedule: false })
	await boss.start()
	try {
		for (const name of names) await boss.createQueue(name, { name, retryBackoff: true, ...queues[name] })
	} finally {
		await boss.stop({ graceful: false })
	}
}

async function hasQueues(connectionString: string, names: readonly string[]): Promise<boolean> {
	const client = new pg.Client({ connectionString })
	await client.connect()
	try {
		const table = await client.query(`SELECT to_regclass('${SCHEMA}.queue') AS name`)
		if (table.rows[0].name === null) return false
		const { rows } = await client.query(`SELECT 1 FROM ${SCHEMA}.queue WHERE name = ANY($1)`, [names])
		return rows.length === names.length
	} finally {
		await client.end()
	}
}
