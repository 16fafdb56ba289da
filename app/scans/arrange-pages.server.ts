import { readFile } from "node:fs/promises"
import { degrees, PDFDocument } from "pdf-lib"

/** Pages of the upload, from 0, in the order they should have, each with its quarter turns clockwise. */
export type PageOrder = readonly { page: number; turns: number }[]

/** Reorders the pages of a PDF and turns each upright. The pictures on them stay as they were scanned. */
export async function arrangePages(bytes: Uint8Array, order: PageOrder): Promise<Uint8Array> {
	const scan = await PDFDocument.load(bytes, { updateMetadata: false })
	const arranged = await PDFDocument.create({ updateMetadata: false })
	const pages = await arranged.copyPages(
		scan,
		order.map(({ page }) => page),
	)
	for (const [index, page] of pages.entries()) {
		const turns = order[index]?.turns ?? 0
		if (turns !== 0) page.setRotation(degrees((page.getRotation().angle + turns * 90) % 360))
		arranged.addPage(page)
	}
	return arranged.save()
}

/** The same for a scan stored as a file. */
export const arrangeFile = async ({ path, order }: { path: string; order: PageOrder }) =>
	arrangePages(await readFile(path), order)
