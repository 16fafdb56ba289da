import sharp, { type Sharp } from "sharp"
import { MAX_IMAGE_PIXELS, MAX_JOINED_IMAGES, MAX_KEPT_IMAGE_SIDE, MAX_TIFF_PAGE_BYTES } from "../limits.ts"
import { FileRefusal, refuse } from "../refusals.ts"
import { asRefused, type RefusedContent } from "./found.ts"

// One picture at a time, in one thread, without a cache, so that the memory used is that of this picture.
sharp.cache(false)
sharp.concurrency(1)

const SAMPLE_PIXELS = 800
// In 255 levels of grey. A sheet with one line of handwriting has about 10; an empty one, including a scanner's noise, under 3.
const BLANK_DEVIATION = 3
/** So many dots are decoded during inspection. A larger picture is decoded when it is scaled down, which has more time. */
const DECODED_AT_ONCE = 40_000_000
/** A progressive picture is held completely in memory while it is decoded. */
const MAX_WHOLE_PIXELS = 60_000_000

export interface ImageToClean {
	path: string
	name: string
}

/** @param page of a TIFF, from 0 */
const open = (image: string | Uint8Array, page = 0) =>
	sharp(image, { limitInputPixels: MAX_IMAGE_PIXELS, failOn: "error", sequentialRead: true, pages: 1, page })

/** Whether a picture shows nothing, because every dot is nearly the same. Throws if it cannot be decoded. */
export async function isNearUniform(image: string | Uint8Array, page = 0): Promise<boolean> {
	const { data, info } = await open(image, page)
		.resize(SAMPLE_PIXELS, SAMPLE_PIXELS, { fit: "inside", withoutEnlargement: true })
		.flatten({ background: "white" })
		.greyscale()
		.raw()
		.toBuffer({ resolveWithObject: true })
	const { width, height, channels: depth } = info
	const { channels } = await sharp(data, { raw: { width, height, channels: depth } }).stats()
	return (channels[0]?.stdev ?? 0) < BLANK_DEVIATION
}

/** Reads the size before anything is decoded. */
async function measure(image: string | Uint8Array, name: string): Promise<number> {
	const { width, height, isProgressive, format } = await sharp(image, { limitInputPixels: false })
		.metadata()
		.catch(() => {
			throw refuse.broken(name)
		})
	if (format !== "jpeg" && format !== "png") throw refuse.broken(name)
	const pixels = width * height
	const limit = isProgressive ? MAX_WHOLE_PIXELS : MAX_IMAGE_PIXELS
	if (pixels > limit) throw refuse.hugeImage(name, pixels, limit)
	return pixels
}

/** The size of a page of a TIFF, before anything is decoded. */
async function measureTiff(image: string | Uint8Array, name: string, page = 0) {
	const found = await sharp(image, { limitInputPixels: false, pages: 1, page })
		.metadata()
		.catch(() => {
			throw refuse.oddTiff(name)
		})
	const { width, height, channels, format, depth, pages = 1 } = found
	if (format !== "tiff") throw refuse.oddTiff(name)
	if (pages > MAX_JOINED_IMAGES) throw refuse.manyTiffPages(name)
	const pixels = width * height
	const bytes = pixels * channels * (depth === "uchar" ? 1 : depth === "ushort" ? 2 : 8)
	const limit = Math.min(MAX_IMAGE_PIXELS, MAX_TIFF_PAGE_BYTES / (bytes / pixels))
	if (pixels > limit) throw refuse.hugeImage(name, pixels, limit)
	return { pixels, pages }
}

/**
 * A TIFF has one page for each sheet. The pages are decoded now only if they are small enough for a verdict. Otherwise they
 * are decoded when they are turned into a PDF, which has more time.
 */
export async function inspectTiff(bytes: Buffer, name: string) {
	const { pages } = await measureTiff(bytes, name)
	// The sample of a page costs as much as its dots do.
	let work = pages * SAMPLE_PIXELS ** 2
	for (let page = 0; page < pages; page++) work += (await measureTiff(bytes, name, page)).pixels
	const blankPages: number[] = []
	for (let page = 0; page < pages && work <= DECODED_AT_ONCE; page++)
		if (await isNearUniform(bytes, page).catch(() => Promise.reject(refuse.oddTiff(name))))
			blankPages.push(page + 1)
	return { pages, blankPages }
}

/** A JPEG or PNG is one page. It is decoded to its end, which shows whether it is complete. */
export async function inspectImage(bytes: Buffer, name: string) {
	if ((await measure(bytes, name)) > DECODED_AT_ONCE) return { pages: 1, blankPages: [] }
	const blank = await isNearUniform(bytes).catch(() => {
		throw refuse.broken(name)
	})
	return { pages: 1, blankPages: blank ? [1] : [] }
}

type Picture = { ok: true; bytes: Uint8Array } | RefusedContent

/** @param page of a TIFF, from 0; null for a picture of another type */
async function picture(
	{ path, name, page = null }: ImageToClean & { page?: number | null },
	pack: (image: Sharp) => Promise<Buffer>,
): Promise<Picture> {
	try {
		await (page === null ? measure(path, name) : measureTiff(path, name, page))
		// Turned upright by the camera's data. `sharp` drops all other data, including the place.
		return { ok: true, bytes: await pack(open(path, page ?? 0).autoOrient()) }
	} catch (error) {
		const reason = page === null ? refuse.broken(name) : refuse.oddTiff(name)
		return asRefused(error instanceof FileRefusal ? error : reason)
	}
}

/**
 * Keeps only the picture: upright, without camera data, without anything appended to the file, scaled down if it is larger
 * than any sheet needs.
 */
export const cleanImageFile = ({ turn, ...image }: ImageToClean & { turn?: 90 }): Promise<Picture> =>
	picture(image, async (upright) => {
		const { format } = await upright.metadata()
		const turned = turn ? upright.rotate(turn) : upright
		const sized = turned.resize(MAX_KEPT_IMAGE_SIDE, MAX_KEPT_IMAGE_SIDE, {
			fit: "inside",
			withoutEnlargement: true,
		})
		return (format === "png" ? sized.png() : sized.jpeg({ quality: 90 })).toBuffer()
	})

/** Tried in turn until the page fits its share of the file. Small print stays legible even at the last one. */
const QUALITIES = [
	{ dpi: 200, quality: 82 },
	{ dpi: 150, quality: 72 },
	{ dpi: 110, quality: 60 },
] as const
/** The long side of A4 in inches. */
const LONG_SIDE = 11.69

/** A picture, or a page of a TIFF, as a JPEG that fits a sheet. */
export const renderPage = ({
	budget,
	...image
}: ImageToClean & { budget: number; page: number | null }): Promise<Picture> =>
	picture(image, async (upright) => {
		const longest = Math.round(LONG_SIDE * QUALITIES[0].dpi)
		const page = await upright
			.flatten({ background: "white" })
			.resize(longest, longest, { fit: "inside", withoutEnlargement: true })
			.toColourspace("srgb")
			.png({ compressionLevel: 0 })
			.toBuffer()
		let packed = page
		for (const { dpi, quality } of QUALITIES) {
			const side = Math.round(LONG_SIDE * dpi)
			packed = await sharp(page)
				.resize(side, side, { fit: "inside", withoutEnlargement: true })
				.jpeg({ quality })
				.toBuffer()
			if (packed.byteLength <= budget) break
		}
		return packed
	})
