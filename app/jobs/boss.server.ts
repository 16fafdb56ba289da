import pg from "pg"
import PgBoss from "pg-boss"
import { rowsOf, type Tx } from "#app/db/client.server.ts"
import { env } from "#app/utils/env.server.ts"
import { log } from "#app/utils/log.server.ts"
import { type Jobs, type QueueName, queues } from "./queues.ts"

// Jobs live in PostgreSQL beside the data (schema `pgboss`), so a job is written in the transaction that causes it.

const SCHEMA = "pgboss"
const POLLING_SECONDS = 0.5
const STOP_TIMEOUT_MS = 10_000

const kept = globalThis as typeof globalThis & { attestationBoss?: PgBoss }

function createBoss(connectionString: string | undefined, options: PgBoss.ConstructorOptions = {}) {
	const boss = new PgBoss({ connectionString, schema: SCHEMA, max: 3, ...options })
	boss.on("error", (error) => log.error({ err: error }, "job queue"))
	return boss
}

function theBoss(): PgBoss {
	kept.attestationBoss ??= createBoss(env.DATABASE_URL)
	return kept.attestationBoss
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

/** Starts supervision and the workers registered by `work`. */
export async function startBoss(): Promise<void> {
	await theBoss().start()
}

/** Lets the jobs under way finish (ten seconds at most); what is not finished is done again at the next start. */
export async function stopBoss(): Promise<void> {
	await kept.attestationBoss?.stop({ graceful: true, timeout: STOP_TIMEOUT_MS })
	kept.attestationBoss = undefined
}

/** Gives each job of a queue to `handler`, one at a time, at most half a second after its commit. Call after startBoss. */
export async function work<Q extends QueueName>(
	queue: Q,
	handler: (data: Jobs[Q], jobId: string) => Promise<void>,
): Promise<void> {
	await theBoss().work<Jobs[Q]>(queue, { pollingIntervalSeconds: POLLING_SECONDS }, async ([job]) => {
		if (job) await handler(job.data, job.id)
	})
}

export interface EnqueueOptions {
	readonly startAfter?: Date
	/** At most one waiting job of this queue with this key. */
	readonly singletonKey?: string
}

/**
 * Writes a job in the transaction: it exists if and only if the transaction commits.
 * @returns the job's id
 */
export async function enqueue<Q extends QueueName>(
	tx: Tx,
	queue: Q,
	data: Jobs[Q],
	options: EnqueueOptions = {},
): Promise<string | null> {
	return theBoss().send(queue, data, {
		...options,
		db: { executeSql: async (text, values) => ({ rows: await rowsOf(tx, { text, values }) }) },
	})
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
