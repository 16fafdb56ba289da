import { PDFDocument } from "pdf-lib"

const A4 = { short: 595.28, long: 841.89 }

/** A PDF as a scanner's program writes it: each picture, JPEG or PNG, on a separate page. */
export async function pdfOf(...pictures: readonly Uint8Array[]): Promise<Uint8Array> {
	const pdf = await PDFDocument.create({ updateMetadata: false })
	for (const picture of pictures) {
		const image = picture[0] === 0xff ? await pdf.embedJpg(picture) : await pdf.embedPng(picture)
		const [width, height] = image.width > image.height ? [A4.long, A4.short] : [A4.short, A4.long]
		pdf.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height })
	}
	return pdf.save()
}
