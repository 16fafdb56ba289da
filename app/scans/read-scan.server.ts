import { readFile } from "node:fs/promises"
import { withPdf } from "./pdf-pages.server.ts"
import { type Draw, lookForSignatures, readPage } from "./read-page.server.ts"
import { type PageReading, UNREAD } from "./reading.ts"

/** Time for all pages of a scan. After that each page gets a single quick attempt. */
const PATIENCE_MS = 12_000
/** A signed form has a few pages; anything after these is not part of it. */
const MOST_PAGES_READ = 60

/**
 * Reads the codes of every page of a PDF. It takes tenths of a second for each page, so it runs in a worker, never in the
 * process that answers requests. Throws if the file cannot be opened; a page that cannot be drawn counts as unread.
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
		// Signatures are at the end, and a page with one may have more.
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

/** A scan by its place on the disk. */
export const readScanFile = async ({ path, lines }: { path: string; lines: number }) =>
	readScan(await readFile(path), lines)
