import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { type PDFiumDocument, PDFiumLibrary } from "@hyzyla/pdfium"
import type { GreyImage } from "./grey-image.ts"

let library: Promise<PDFiumLibrary> | null = null

function prepare(): Promise<PDFiumLibrary> {
	library ??= readFile(createRequire(import.meta.url).resolve("@hyzyla/pdfium/pdfium.wasm")).then((bytes) =>
		PDFiumLibrary.init({ wasmBinary: new Uint8Array(bytes).buffer }),
	)
	return library
}

export interface OpenPdf {
	pages: number
	/** Draws a page (from 0). Its longer side gets this many dots. */
	draw(page: number, longer: number): Promise<GreyImage>
	/** Draws the page in colour, for people: four bytes for each dot, red first. */
	paint(page: number, longer: number): Promise<GreyImage>
	/** The text of a page (from 0). Text in pictures is not included. */
	text(page: number): string
}

/** Opens a PDF while `work` runs. Throws if PDFium cannot read it (damaged, encrypted). */
export async function withPdf<T>(bytes: Uint8Array, work: (pdf: OpenPdf) => Promise<T>): Promise<T> {
	const document = await (await prepare()).loadDocument(bytes)
	try {
		return await work({
			pages: document.getPageCount(),
			draw: (page, longer) => draw(document, page, longer, "Gray"),
			paint: (page, longer) => draw(document, page, longer, "BGRA"),
			text: (page) => document.getPage(page).getText(),
		})
	} finally {
		document.destroy()
	}
}

async function draw(
	document: PDFiumDocument,
	index: number,
	longer: number,
	colorSpace: "Gray" | "BGRA",
): Promise<GreyImage> {
	const page = document.getPage(index)
	const { originalWidth, originalHeight } = page.getOriginalSize()
	const scale = longer / Math.max(originalWidth, originalHeight)
	const { width, height, data } = await page.render({ scale, colorSpace, render: "bitmap" })
	return { width, height, data }
}
