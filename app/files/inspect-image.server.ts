import sharp from "sharp"
import { MAX_IMAGE_PIXELS } from "./limits.ts"
import { refuse } from "./refusals.ts"

const SAMPLE_PIXELS = 800
// Grey levels of 255. A sheet with one line of handwriting has about 10; an empty one, noise of the scanner included, under 3.
const BLANK_DEVIATION = 3

/** Whether a picture shows nothing: every point nearly the same. Throws when it cannot be decoded. */
export async function isNearUniform(image: string | Uint8Array): Promise<boolean> {
	const sample = await sharp(image, { limitInputPixels: MAX_IMAGE_PIXELS, failOn: "error" })
		.resize(SAMPLE_PIXELS, SAMPLE_PIXELS, { fit: "inside", withoutEnlargement: true })
		.flatten({ background: "white" })
		.greyscale()
		.png({ compressionLevel: 0 })
		.toBuffer()
	const { channels } = await sharp(sample).stats()
	return (channels[0]?.stdev ?? 0) < BLANK_DEVIATION
}

/** A JPEG or PNG is one page; it is decoded to its end, which shows whether it is whole. */
export async function inspectImage(path: string, name: string) {
	const { width, height } = await sharp(path, { limitInputPixels: false })
		.metadata()
		.catch(() => {
			throw refuse.broken(name)
		})
	if (width * height > MAX_IMAGE_PIXELS) throw refuse.hugeImage(name)
	const blank = await isNearUniform(path).catch(() => {
		throw refuse.broken(name)
	})
	return { pages: 1, blankPages: blank ? [1] : [] }
}
