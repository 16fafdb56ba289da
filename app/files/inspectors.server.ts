import { availableParallelism } from "node:os"
import { type PoolOptions, WorkerLimitError, WorkerPool } from "#app/workers/pool.server.ts"
import { INSPECTION_MS, PICTURE_MS } from "./limits.ts"
import { FileRefusal, type RefusalCode, refuse } from "./refusals.ts"

const OPTIONS: PoolOptions = {
	size: Math.min(Math.max(availableParallelism(), 2), 4),
	limitMs: INSPECTION_MS,
	memoryMb: 640,
}

/** The processes that inspect uploaded files. No other process parses an uploaded file. */
export const inspectors = new WorkerPool(OPTIONS)
export const WITH_TIME_FOR_PICTURES = { limitMs: PICTURE_MS }

type Refused = { ok: false; code: RefusalCode; reason: string }

/**
 * Returns a worker's answer about a file. A refusal is thrown, and also a file that exceeded the limits.
 * @throws FileRefusal
 */
export async function verdict<Answer extends { ok: boolean }>(
	asked: Promise<Answer | Refused>,
	name: string,
): Promise<Exclude<Answer, { ok: false }>> {
	const answer = await asked.catch((error: unknown) => {
		if (!(error instanceof WorkerLimitError)) throw error
		throw error.limit === "queue" ? refuse.busy(name) : refuse.tooComplex(name)
	})
	if (isRefused(answer)) throw new FileRefusal(answer.code, answer.reason, name)
	return answer as Exclude<Answer, { ok: false }>
}

const isRefused = (answer: { ok: boolean }): answer is Refused => !answer.ok
