import { withPdf } from "./pdf-pages.server.ts"
import { readPage } from "./read-page.server.ts"
import { type PageReading, UNREAD } from "./reading.ts"

/** Together for all pages of a scan; after that each page gets a single quick look. */
const PATIENCE_MS = 12_000
/** A signed form has a few pages; what comes after these is no part of it. */
export const MOST_PAGES_READ = 60

/**
 * Reads the codes of every page of a PDF. Long (tenths of a second a page): runs in a worker, never in the server's own thread.
 * Throws when the file cannot be opened; a page that cannot be drawn is an unread one.
 */
export const readScan = (bytes: Uint8Array): Promise<PageReading[]> =>
	withPdf(bytes, async ({ pages, draw }) => {
		const until = performance.now() + PATIENCE_MS
		const readings: PageReading[] = []
		for (let page = 0; page < pages; page++) {
			const wanted = { signature: true, until }
			const reading =
				page < MOST_PAGES_READ
					? await readPage((longer) => draw(page, longer), wanted).catch(() => UNREAD)
					: UNREAD
			readings.push(reading)
		}
		return readings
	})
