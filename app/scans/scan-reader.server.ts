import { log } from "#app/utils/log.server.ts"
import { WorkerPool } from "#app/workers/pool.server.ts"
import type { PageReading } from "./reading.ts"

/** One scan after another: reading takes a whole processor, and requests need the other. */
const readers = new WorkerPool({ size: 1, timeoutMs: 60_000 })

/**
 * Reads a scan without making anybody else wait. Null when it could not be read at all: then people look at the scan themselves,
 * and nothing is held up.
 */
export async function readScanAside(bytes: Uint8Array, lines: number): Promise<PageReading[] | null> {
	try {
		return await readers.run("scan.read", { bytes, lines })
	} catch (error) {
		log.warn({ err: error }, "a scan could not be read")
		return null
	}
}
