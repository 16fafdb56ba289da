import "#app/domain/index.server.ts"
import { startCalendar } from "./calendar.server.ts"
import { startChecks } from "./checks.server.ts"
import { startErasure } from "./erasure.server.ts"
import { startExtractions } from "./extractions.server.ts"
import { startLetters } from "./letters.server.ts"

/** Starts the workers of all queues. Called once in each process, after the queues have started. Stop them before the queues. */
export async function startWorkers(): Promise<{ stop(): Promise<void> }> {
	const letters = await startLetters()
	await startChecks()
	await startExtractions()
	await startErasure()
	const calendar = await startCalendar()
	return {
		async stop() {
			calendar.stop()
			await letters.stop()
		},
	}
}
