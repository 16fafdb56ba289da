import { now } from "#app/clock/clock.server.ts"
import { recountStates } from "#app/domain/machine/state-counts.server.ts"
import { checkQueued } from "#app/domain/replay/check-journal.server.ts"
import { work } from "#app/queue/boss.server.ts"
import { log } from "#app/utils/log.server.ts"

/** Starts the worker of the journal's check. Call after startBoss. */
export async function startChecks(): Promise<void> {
	await work("journal.check", async ({ startedById }) => {
		const { subjects, transitions, differenceCount, tookMs } = await checkQueued(startedById, now())
		const result = { subjects, transitions, differenceCount, tookMs }
		if (differenceCount > 0) log.error(result, "the journal and what is stored differ")
		else log.info(result, "journal checked")
		const wrong = await recountStates()
		if (wrong > 0)
			log.error({ wrong }, "the kept counts of states differed from the tables and were put right")
	})
}
