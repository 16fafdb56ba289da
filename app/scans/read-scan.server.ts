import { readFile } from "node:fs/promises"
import { withPdf } from "./pdf-pages.server.ts"
import { type Draw, lookForSignatures, readPage } from "./read-page.server.ts"
import { type PageReading, UNREAD } from "./reading.ts"

/** Time limit for all pages of a scan. After it, each page gets a single quick attempt. */
const PATIENCE_MS = 12_000
/** A signed form has only a few pages. Later pages are not part of it. */
const MOST_PAGES_READ = 60

/**
 * Reads the codes on every page of a PDF. It takes tenths of a second for each page, so it runs in a worker and never in
 * the process that answers requests. Throws if the file cannot be opened. A page that cannot be drawn counts as unread.
 *
 * @param lines number of signature lines of the paper; if fewer are found, the pages are read once more
 */
export const readScan = (bytes: Uint8Array, lines: number): Promise<PageReading[]> =>
	withPdf(bytes, async ({ pages, draw }) => {
		const until = performance.now() + PATIENCE_MS
		const drawPage =
			(page: number): Draw =>
			(longer) =>
				draw(page, longer)
		const readings: PageReading[] = []
		for (let page = 0; page < pages; page++)
			readings.push(
				page < MOST_PAGES_READ ? await readPage(drawPage(page), until).catch(() => UNREAD) : UNREAD,
			)
		const found = () => new Set(readings.flatMap(({ signatures }) => signatures.map(({ line }) => line))).size
		// Signatures are at the end, and a page that has one may have more.
		const worth = [...readings.keys()]
			.filter((page) => readings[page]?.sheets.length)
			.reverse()
			.sort((a, b) => (readings[b]?.signatures.length ?? 0) - (readings[a]?.signatures.length ?? 0))
		for (const page of worth) {
			const reading = readings[page]
			if (found() >= lines || !reading) break
			await lookForSignatures(drawPage(page), reading, until).catch(() => undefined)
		}
		return readings
	})

/** The same for a scan stored as a file. */
export const readScanFile = async ({ path, lines }: { path: string; lines: number }) =>
	readScan(await readFile(path), lines)
