import { now } from "#app/clock/clock.server.ts"
import { runErasure } from "#app/domain/erasure/run-erasure.server.ts"
import { work } from "#app/queue/boss.server.ts"
import { log } from "#app/utils/log.server.ts"

/** Starts the worker of the erasure. Call after startBoss. */
export async function startErasure(): Promise<void> {
	await work("erasure.run", async ({ runId }) => {
		const done = await runErasure(runId, now())
		log.info({ runId, ...done }, "data erased after their term")
	})
}
