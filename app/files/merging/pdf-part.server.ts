import { readFile } from "node:fs/promises"
import { PDFContext, PDFDocument, PDFName, PDFObjectCopier, PDFRef } from "pdf-lib"
import { JPEG, PDF, PNG } from "../file-types.ts"
import { PAGES_OBJECT } from "./numbers.ts"

/** A file as the next part of a long PDF. */
export interface PartToMake {
	path: string
	/** As found when it came. */
	type: string
	/** The number of its first object in the long file. */
	first: number
}

export interface PdfPart {
	/** Objects as a PDF writes them, one behind the other. */
	bytes: Uint8Array
	/** Number and place in `bytes` of each object. */
	objects: [number: number, offset: number][]
	/** The numbers of its pages. */
	pages: number[]
	/** The first number that is free. */
	next: number
}

/** A4, in points. */
const WIDTH = 595.28
const HEIGHT = 841.89

/**
 * Renumbers the pages of a file, with everything that they refer to, so that they can be part of another file. Only one
 * part of a long PDF is in memory. Runs only in a worker.
 */
export async function pdfPart({ path, type, first }: PartToMake): Promise<PdfPart> {
	const source = await open(await readFile(path), type)
	const context = PDFContext.create()
	context.largestObjectNumber = first - 1
	const copier = PDFObjectCopier.for(source.context, context)
	const pages = source.getPages().map(({ node }) => {
		const copy = copier.copy(node)
		copy.set(PDFName.of("Parent"), PDFRef.of(PAGES_OBJECT))
		return context.register(copy).objectNumber
	})
	return { ...written(context), pages, next: context.largestObjectNumber + 1 }
}

async function open(bytes: Uint8Array, type: string): Promise<PDFDocument> {
	if (type === PDF) return PDFDocument.load(bytes, { updateMetadata: false })
	const document = await PDFDocument.create({ updateMetadata: false })
	const image =
		type === JPEG ? await document.embedJpg(bytes) : type === PNG ? await document.embedPng(bytes) : null
	if (!image) throw new Error(`no pages in ${type}`)
	const { width, height } = image.scaleToFit(WIDTH, HEIGHT)
	document
		.addPage([WIDTH, HEIGHT])
		.drawImage(image, { x: (WIDTH - width) / 2, y: (HEIGHT - height) / 2, width, height })
	await document.flush()
	return document
}

function written(context: PDFContext): Pick<PdfPart, "bytes" | "objects"> {
	const chunks: Buffer[] = []
	const objects: PdfPart["objects"] = []
	let size = 0
	const add = (chunk: Buffer) => {
		chunks.push(chunk)
		size += chunk.length
	}
	for (const [ref, object] of context.enumerateIndirectObjects()) {
		objects.push([ref.objectNumber, size])
		const body = Buffer.alloc(object.sizeInBytes())
		object.copyBytesInto(body, 0)
		add(Buffer.from(`${ref.objectNumber} 0 obj\n`))
		add(body)
		add(Buffer.from("\nendobj\n"))
	}
	return { bytes: Buffer.concat(chunks), objects }
}
