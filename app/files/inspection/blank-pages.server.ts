import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { type PDFiumImageObject, PDFiumLibrary, type PDFiumObject, type PDFiumPage } from "@hyzyla/pdfium"
import { isNearUniform } from "./image.server.ts"

/** A third of the time for a verdict. After it the remaining pages count as not blank. */
const PATIENCE_MS = 500
const MAX_OBJECTS = 20
const MAX_IMAGES = 2
/** The longer side of a page that is drawn to see whether its text is visible. */
const DRAWN_PIXELS = 300

const library = readFile(createRequire(import.meta.url).resolve("@hyzyla/pdfium/pdfium.wasm")).then((bytes) =>
	PDFiumLibrary.init({ wasmBinary: new Uint8Array(bytes).buffer }),
)
await library

/** Milliseconds of processor time. */
function spent(): number {
	const { user, system } = process.cpuUsage()
	return (user + system) / 1000
}

/**
 * How many pages a viewer sees, and which of them (from 1) show nothing. Throws if the file cannot be opened.
 * @param annotated numbers of pages (from 1) with stamps, notes or fields
 */
export async function lookAtPages(
	bytes: Uint8Array,
	annotated: ReadonlySet<number>,
): Promise<{ pages: number; blankPages: number[] }> {
	const document = await (await library).loadDocument(bytes)
	const until = spent() + PATIENCE_MS
	try {
		const pages = document.getPageCount()
		const blankPages: number[] = []
		for (let index = 0; index < pages && spent() < until; index++)
			if (!annotated.has(index + 1) && (await isBlankPage(document.getPage(index))))
				blankPages.push(index + 1)
		return { pages, blankPages }
	} finally {
		document.destroy()
	}
}

/** A page that draws nothing except spaces and pictures of one colour. In case of doubt it is not blank. */
async function isBlankPage(page: PDFiumPage): Promise<boolean> {
	const count = page.getObjectCount()
	if (count > MAX_OBJECTS) return false
	const objects: PDFiumObject[] = [...page.objects()]
	const images = objects.filter((object): object is PDFiumImageObject => object.type === "image")
	if (images.length > MAX_IMAGES || objects.some(({ type }) => type !== "image" && type !== "text"))
		return false
	if (images.length < objects.length && page.getText().trim() !== "") return false
	for (const image of images) if (!(await isBlankPicture(image))) return false
	// Letters that a program cannot decode may still be visible.
	return images.length === objects.length || showsNothing(page)
}

/** A scan of an empty sheet. Each page from a scanner is one JPEG. */
async function isBlankPicture(picture: PDFiumImageObject): Promise<boolean> {
	const { data, filters } = await picture.getImageDataRaw()
	if (filters.length !== 1 || filters[0] !== "DCTDecode") return false
	return isNearUniform(data).catch(() => false)
}

async function showsNothing(page: PDFiumPage): Promise<boolean> {
	const { originalWidth, originalHeight } = page.getOriginalSize()
	const scale = DRAWN_PIXELS / Math.max(originalWidth, originalHeight)
	const { data } = await page.render({ scale, colorSpace: "Gray", render: "bitmap", renderFormFields: false })
	return data.every((grey) => grey >= 250)
}
