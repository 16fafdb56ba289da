import { PDFDocument } from "pdf-lib"

// A4 in points of 1/72 inch.
const A4 = { short: 595.28, long: 841.89 }

/** JPEGs on A4 sheets of one PDF, one a page; a wide one lies across. The same pictures give the same file. */
export async function pdfOfPages({ pages }: { pages: readonly Uint8Array[] }): Promise<Uint8Array> {
	const document = await PDFDocument.create({ updateMetadata: false })
	for (const page of pages) {
		// A copy: the reader of JPEGs takes the whole memory that an array is a part of.
		const picture = await document.embedJpg(new Uint8Array(page))
		const [width, height] = picture.width > picture.height ? [A4.long, A4.short] : [A4.short, A4.long]
		const scale = Math.min(width / picture.width, height / picture.height)
		const drawn = picture.scale(scale)
		document.addPage([width, height]).drawImage(picture, {
			x: (width - drawn.width) / 2,
			y: (height - drawn.height) / 2,
			...drawn,
		})
	}
	return document.save()
}
