import { PDFDocument, rgb } from "pdf-lib"
import PizZip from "pizzip"

export interface Paper {
	name: string
	mimeType: string
	buffer: Buffer
}

const A4: [number, number] = [595.28, 841.89]
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/** A made-up scan with lines of writing and a signature. Different shades make different files. */
export async function scan(name: string, { pages = 2, shade = 0.7 } = {}): Promise<Paper> {
	const document = await PDFDocument.create()
	for (let number = 1; number <= pages; number += 1) {
		const page = document.addPage(A4)
		const color = rgb(shade, shade, shade)
		for (let line = 0; line < 20 + number; line += 1)
			page.drawRectangle({ x: 60, y: 740 - line * 24, width: line % 4 === 3 ? 240 : 470, height: 5, color })
		page.drawSvgPath("M0 0c6-22 14-26 12-8s2 8 8-2 8-6 6 2 8-8 14-10 10 4 18-6", {
			x: 380,
			y: 120,
			borderColor: rgb(0.13, 0.25, 0.56),
			borderWidth: 2,
		})
	}
	return { name, mimeType: "application/pdf", buffer: Buffer.from(await document.save()) }
}

/** The downloaded Word file after a person has filled it in. */
export function filledIn(word: Buffer, name: string, text: string): Paper {
	const zip = new PizZip(word)
	const before = zip.file("word/document.xml")?.asText() ?? ""
	const after = before.replace("<w:sectPr", `<w:p><w:r><w:t>${text}</w:t></w:r></w:p><w:sectPr`)
	zip.file("word/document.xml", after)
	return { name, mimeType: WORD, buffer: zip.generate({ type: "nodebuffer", compression: "DEFLATE" }) }
}

/** The text of a Word file with headers, one paragraph in each line; no-break spaces become plain. */
export function textOf(word: Buffer): string {
	const zip = new PizZip(word)
	const parts = Object.keys(zip.files).filter((part) =>
		/^word\/(document|header\d*|footer\d*)\.xml$/.test(part),
	)
	const paragraphs = parts.flatMap((part) => zip.file(part)?.asText().split("</w:p>") ?? [])
	return paragraphs
		.map((paragraph) => paragraph.replace(/<w:(tab|br)\/>/g, " ").replace(/<[^>]+>/g, ""))
		.map((text) => plain(text.replaceAll("&quot;", '"').replaceAll("&amp;", "&")))
		.filter((text) => text !== "")
		.join("\n")
}

/** Turns every run of spaces, no-break ones included, into one space. */
export const plain = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, " ").trim()
