import { readFile } from "node:fs/promises"
import { PDFDocument } from "pdf-lib"
import sharp from "sharp"
import { DomainError } from "#app/utils/errors.ts"
import { JPEG, PNG } from "./file-types.ts"
import { inspectFile } from "./inspect.server.ts"
import { MAX_FILE_BYTES, MAX_IMAGE_PIXELS, MAX_JOINED_IMAGES } from "./limits.ts"
import { type FileStore, fileStore, type StoredFile } from "./store.server.ts"

export interface ImageToJoin {
	hash: string
	/** As the sender called it, for a refusal. */
	name: string
}

// A4 in points of 1/72 inch.
const A4 = { short: 595.28, long: 841.89 }
/** Tried in turn until the page fits its share of the file: small print stays legible at the last one. */
const QUALITIES = [
	{ dpi: 200, quality: 82 },
	{ dpi: 150, quality: 72 },
	{ dpi: 110, quality: 60 },
] as const
const SHARE_FOR_STRUCTURE = 0.05

/** Turns a photograph upright, drops its metadata (the place it was taken included) and fits it to a sheet. */
async function renderPage(path: string, budget: number): Promise<Uint8Array> {
	// libvips keeps an opened file; a buffer of one image is bounded by the limit of a file.
	const upright = await sharp(await readFile(path), { limitInputPixels: MAX_IMAGE_PIXELS, failOn: "error" })
		.rotate()
		.flatten({ background: "white" })
	let page: Buffer | undefined
	for (const { dpi, quality } of QUALITIES) {
		const longest = Math.round((A4.long / 72) * dpi)
		page = await upright
			.clone()
			.resize(longest, longest, { fit: "inside", withoutEnlargement: true })
			.toColourspace("srgb")
			.jpeg({ quality })
			.toBuffer()
		if (page.byteLength <= budget) break
	}
	return page ?? new Uint8Array()
}

/**
 * Puts images, in the order given, on A4 sheets of one PDF, one a page; a wide one lies across. The same images give the
 * same file. At most `MAX_JOINED_IMAGES`, one in memory at a time besides the pages already made (20 MB together).
 *
 * @throws DomainError "invalid" with a Russian sentence when an image cannot be read or there are too many
 */
export async function joinImages(
	images: readonly ImageToJoin[],
	store: FileStore = fileStore(),
): Promise<StoredFile & { pages: number }> {
	if (images.length === 0) throw new DomainError("invalid", "Выберите хотя бы одно изображение.")
	if (images.length > MAX_JOINED_IMAGES)
		throw new DomainError(
			"invalid",
			`За один раз можно объединить не больше ${MAX_JOINED_IMAGES} изображений. Разделите документ на части.`,
		)
	const document = await PDFDocument.create({ updateMetadata: false })
	const budget = (MAX_FILE_BYTES * (1 - SHARE_FOR_STRUCTURE)) / images.length
	for (const { hash, name } of images) {
		const path = await store.path(hash)
		const inspection = await inspectFile(path, name, [JPEG, PNG])
		if (!inspection.ok) throw new DomainError("invalid", inspection.reason)
		const rendered = await renderPage(path, budget)
		const picture = await document.embedJpg(rendered)
		const [width, height] = picture.width > picture.height ? [A4.long, A4.short] : [A4.short, A4.long]
		const scale = Math.min(width / picture.width, height / picture.height)
		const drawn = picture.scale(scale)
		document.addPage([width, height]).drawImage(picture, {
			x: (width - drawn.width) / 2,
			y: (height - drawn.height) / 2,
			...drawn,
		})
	}
	const stored = await store.put([await document.save()])
	return { ...stored, pages: images.length }
}
