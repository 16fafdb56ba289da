import { PDF } from "#app/files/file-types.ts"
import { type FileStore, fileStore } from "#app/files/store.server.ts"
import { log } from "#app/utils/log.server.ts"
import { WorkerPool } from "#app/workers/pool.server.ts"
import { type ExpectedPaper, judgeScan, type ScanReport } from "./judge-scan.ts"

/**
 * Scans are read one after another, because reading takes a whole processor and requests need the other one. Reading stops
 * by itself after twelve seconds. If it does not, this limit ends it.
 */
const readers = new WorkerPool({ size: 1, limitMs: 30_000, memoryMb: 768, maxWaiting: 50 })

export interface ScannedFile {
	hash: string
	size: number
	type: string
	/** Numbers of the blank pages, from 1: at first those found at the upload, and after a check those without any mark. */
	blankPages: number[]
}

/**
 * Reads a scan and compares it with the expected paper. Pages in a wrong order or orientation are corrected in a new file.
 * This never refuses a scan: an unreadable scan gets no report, and people check it themselves.
 */
export async function checkScan<File extends ScannedFile>(
	file: File,
	expected: ExpectedPaper,
	store: FileStore = fileStore(),
): Promise<{ file: File; report: ScanReport | null }> {
	if (file.type !== PDF) return { file, report: null }
	try {
		const path = await store.path(file.hash)
		const lines = Object.keys(expected.signatures).length
		const readings = await readers.run("scan.read", { path, lines })
		for (const page of file.blankPages) {
			const reading = readings[page - 1]
			if (reading && reading.sheets.length === 0 && reading.fault !== "dark") reading.blank = true
		}
		const blankPages = readings.flatMap(({ blank }, index) => (blank ? [index + 1] : []))
		const report = judgeScan(readings, expected)
		if (!report.arranged) return { file: { ...file, blankPages }, report }
		const arranged = await readers.run("scan.arrange", { path, order: report.order })
		const { hash, size } = await store.put([arranged])
		return { file: { ...file, hash, size, blankPages }, report }
	} catch (error) {
		log.warn({ err: error, file: file.hash }, "a scan could not be read")
		return { file, report: null }
	}
}
