import { now } from "#app/clock/clock.server.ts"
import { makeExtraction } from "#app/domain/extraction/extraction.server.ts"
import { work } from "#app/queue/boss.server.ts"

/** Starts the worker that makes long PDFs, one at a time. Call after startBoss. */
export async function startExtractions(): Promise<void> {
	await work("extraction.make", ({ extractionId }) => makeExtraction(extractionId, now))
}
