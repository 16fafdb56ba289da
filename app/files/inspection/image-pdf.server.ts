import { PDFDocument } from "pdf-lib"

// A4 in points of 1/72 inch.
const A4 = { short: 595.28, long: 841.89 }

/** Joins JPEGs into one PDF, each on its own A4 page; a wide one in landscape. The same pictures give the same file. */
export async function pdfOfPages({ pages }: { pages: readonly Uint8Array[] }): Promise<Uint8Array> {
	const document = await PDFDocument.create({ updateMetadata: false })
	for (const page of pages) {
		// A copy, because the JPEG reader takes the whole buffer that an array is a part of.
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
