import type PgBoss from "pg-boss"
import type { Tx } from "#app/db/client.server.ts"
import { env } from "#app/utils/env.server.ts"
import { createBoss } from "./prepare-queues.server.ts"
import type { Jobs, QueueName } from "./queues.ts"

// Jobs live in PostgreSQL beside the data (schema `pgboss`), so a job is written in the transaction that causes it.

const POLLING_SECONDS = 0.5
const STOP_TIMEOUT_MS = 10_000

const kept = globalThis as typeof globalThis & { attestationBoss?: PgBoss }

function theBoss(): PgBoss {
	kept.attestationBoss ??= createBoss(env.DATABASE_URL)
	return kept.attestationBoss
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
		db: { executeSql: async (text, values) => ({ rows: await tx.$queryRawUnsafe(text, ...values) }) },
	})
}
