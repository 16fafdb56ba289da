import { readFile } from "node:fs/promises"
import sharp, { type Sharp } from "sharp"
import { withPdf } from "#app/scans/pdf-pages.server.ts"
import { PDF } from "../file-types.ts"
import { MAX_IMAGE_PIXELS } from "../limits.ts"

/** The long side of a painted page: 150 dots an inch on A4. Handwriting is legible when it is enlarged. */
const LONG_SIDE = 1754

export interface PageToPaint {
	path: string
	type: string
	/** From 1; a picture has one. */
	page: number
	/** Quarter turns clockwise. */
	turns: number
}

/** A page as JPEG, upright as its file says and then turned; null if there is no such page. Runs in a worker only. */
export async function paintPage({ path, type, page, turns }: PageToPaint): Promise<Uint8Array | null> {
	if (type !== PDF) return page === 1 ? pack(openPicture(path), turns) : null
	return withPdf(await readFile(path), async ({ pages, paint }) => {
		if (page > pages) return null
		const { width, height, data } = await paint(page - 1, LONG_SIDE)
		return pack(sharp(data, { raw: { width, height, channels: 4 } }), turns)
	})
}

const openPicture = (path: string) =>
	sharp(path, { limitInputPixels: MAX_IMAGE_PIXELS, sequentialRead: true })
		.autoOrient()
		.resize(LONG_SIDE, LONG_SIDE, { fit: "inside", withoutEnlargement: true })

async function pack(picture: Sharp, turns: number): Promise<Uint8Array> {
	const upright = picture.flatten({ background: "white" })
	// One pipeline turns a picture only once: either by its camera data or as requested.
	const turned =
		turns === 0 ? upright : sharp(await upright.png({ compressionLevel: 0 }).toBuffer()).rotate(turns * 90)
	return turned.toColourspace("srgb").jpeg({ quality: 78 }).toBuffer()
}
