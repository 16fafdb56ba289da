import { readFile } from "node:fs/promises"
import { withPdf } from "./pdf-pages.server.ts"

/** Tables of results have a few pages. Later pages are not read. */
const MOST_PAGES_READ = 100

/** The lines of text on each page of a PDF; a scan has none. Runs in a worker only. */
export const readPdfText = async (path: string): Promise<string[][]> =>
	withPdf(await readFile(path), async ({ pages, text }) =>
		Array.from({ length: Math.min(pages, MOST_PAGES_READ) }, (_, page) => text(page).split(/\r?\n/)),
	)
