import sharp, { type Sharp } from "sharp"
import { MAX_IMAGE_PIXELS, MAX_KEPT_IMAGE_SIDE } from "../limits.ts"
import { FileRefusal, refuse } from "../refusals.ts"
import { asRefused, type RefusedContent } from "./found.ts"

// One picture at a time, by one thread, and nothing remembered: what it takes is what this picture takes.
sharp.cache(false)
sharp.concurrency(1)

const SAMPLE_PIXELS = 800
// Grey levels of 255. A sheet with one line of handwriting has about 10; an empty one, noise of the scanner included, under 3.
const BLANK_DEVIATION = 3
/** A picture up to this size is decoded while it is inspected; a larger one when it is scaled down, which has more time. */
const DECODED_AT_ONCE = 40_000_000
/** A picture stored in passes is held whole while it is decoded. */
const MAX_WHOLE_PIXELS = 60_000_000

export interface ImageToClean {
	path: string
	name: string
}

const open = (image: string | Uint8Array) =>
	sharp(image, { limitInputPixels: MAX_IMAGE_PIXELS, failOn: "error", sequentialRead: true, pages: 1 })

/** Whether a picture shows nothing: every point nearly the same. Throws when it cannot be decoded. */
export async function isNearUniform(image: string | Uint8Array): Promise<boolean> {
	const sample = await open(image)
		.resize(SAMPLE_PIXELS, SAMPLE_PIXELS, { fit: "inside", withoutEnlargement: true })
		.flatten({ background: "white" })
		.greyscale()
		.png({ compressionLevel: 0 })
		.toBuffer()
	const { channels } = await sharp(sample).stats()
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
	if (pixels > (isProgressive ? MAX_WHOLE_PIXELS : MAX_IMAGE_PIXELS)) throw refuse.hugeImage(name)
	return pixels
}

/** A JPEG or PNG is one page; it is decoded to its end, which shows whether it is whole. */
export async function inspectImage(bytes: Buffer, name: string) {
	if ((await measure(bytes, name)) > DECODED_AT_ONCE) return { pages: 1, blankPages: [] }
	const blank = await isNearUniform(bytes).catch(() => {
		throw refuse.broken(name)
	})
	return { pages: 1, blankPages: blank ? [1] : [] }
}

type Picture = { ok: true; bytes: Uint8Array } | RefusedContent

async function picture(
	{ path, name }: ImageToClean,
	pack: (image: Sharp) => Promise<Buffer>,
): Promise<Picture> {
	try {
		await measure(path, name)
		// Upright by what the camera noted; `sharp` leaves all other notes behind, the place it was taken included.
		return { ok: true, bytes: await pack(open(path).autoOrient()) }
	} catch (error) {
		return asRefused(error instanceof FileRefusal ? error : refuse.broken(name))
	}
}

/**
 * The picture and nothing else: upright, without notes of the camera, without what hangs on behind the picture, scaled down
 * when it is larger than any sheet needs.
 */
export const cleanImageFile = (image: ImageToClean): Promise<Picture> =>
	picture(image, async (upright) => {
		const { format } = await upright.metadata()
		const sized = upright.resize(MAX_KEPT_IMAGE_SIDE, MAX_KEPT_IMAGE_SIDE, {
			fit: "inside",
			withoutEnlargement: true,
		})
		return (format === "png" ? sized.png() : sized.jpeg({ quality: 90 })).toBuffer()
	})

/** Tried in turn until the page fits its share of the file: small print stays legible at the last one. */
const QUALITIES = [
	{ dpi: 200, quality: 82 },
	{ dpi: 150, quality: 72 },
	{ dpi: 110, quality: 60 },
] as const
/** The long side of A4 in inches. */
const LONG_SIDE = 11.69

/** A picture as a JPEG that fits a sheet. */
export const renderPage = ({ budget, ...image }: ImageToClean & { budget: number }): Promise<Picture> =>
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
