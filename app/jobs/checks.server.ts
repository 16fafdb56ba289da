import { now } from "#app/clock/clock.server.ts"
import { recountFiled } from "#app/domain/application/overview/filed-counts.server.ts"
import { recountLoads } from "#app/domain/expert/load-counts.server.ts"
import { recountWork } from "#app/domain/expert/seat-work.server.ts"
import { recountNames } from "#app/domain/list/kept-names.server.ts"
import { recountStates } from "#app/domain/machine/state-counts.server.ts"
import { recountAwaited } from "#app/domain/notice/awaited-teachers.server.ts"
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
		const states = await recountStates()
		const filed = await recountFiled()
		const awaited = await recountAwaited()
		const seats = await recountWork()
		// After the seats, from which they are counted.
		const loads = await recountLoads()
		const names = await recountNames()
		if (states + filed + awaited + seats + loads + names > 0)
			log.error(
				{ states, filed, awaited, seats, loads, names },
				"kept counts differed from the tables and were put right",
			)
	})
}
