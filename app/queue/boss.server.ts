import type PgBoss from "pg-boss"
import { pool, type Tx } from "#app/db/client.server.ts"
import { createBoss } from "./prepare-queues.server.ts"
import type { Jobs, QueueName } from "./queues.ts"

const POLLING_SECONDS = 0.5
const STOP_TIMEOUT_MS = 10_000

const kept = globalThis as typeof globalThis & { attestationBoss?: PgBoss }

function theBoss(): PgBoss {
	kept.attestationBoss ??= createBoss({ db: { executeSql: (text, values) => pool.query(text, values) } })
	return kept.attestationBoss
}

/** Starts supervision and the workers registered by `work`. */
export async function startBoss(): Promise<void> {
	await theBoss().start()
}

/** Waits at most ten seconds for running jobs. An unfinished job runs again at the next start. */
export async function stopBoss(): Promise<void> {
	await kept.attestationBoss?.stop({ graceful: true, timeout: STOP_TIMEOUT_MS })
	kept.attestationBoss = undefined
}

/** Passes each job of a queue to `handler`, one at a time, at most half a second after its commit. Call it after startBoss. */
export async function work<Q extends QueueName>(
	queue: Q,
	handler: (data: Jobs[Q], jobId: string) => Promise<void>,
): Promise<void> {
	await theBoss().work<Jobs[Q]>(queue, { pollingIntervalSeconds: POLLING_SECONDS }, async ([job]) => {
		if (job) await handler(job.data, job.id)
	})
}

export interface EnqueueOptions {
	/** At most one job with this key waits in the queue. */
	readonly singletonKey: string
	/** Jobs of a higher number come first, those of one number in the order in which they were written. */
	readonly priority?: number
}

/**
 * Writes a job in the transaction, so it exists only if the transaction commits.
 * @returns the job's id, or null if a job with this key is already waiting
 */
export async function enqueue<Q extends QueueName>(
	tx: Tx,
	queue: Q,
	data: Jobs[Q],
	options: EnqueueOptions,
): Promise<string | null> {
	return theBoss().send(queue, data, {
		...options,
		db: { executeSql: async (text, values) => ({ rows: await tx.$queryRawUnsafe(text, ...values) }) },
	})
}

/** How many jobs of a queue are waiting or running. */
export const countUnderWay = (queue: QueueName): Promise<number> =>
	theBoss().getQueueSize(queue, { before: "completed" })

/** Deletes the waiting jobs of a queue. */
export const purge = (queue: QueueName): Promise<void> => theBoss().purgeQueue(queue)
