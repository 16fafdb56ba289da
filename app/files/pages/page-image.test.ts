import { mkdtemp, readdir, rm, utimes } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PDFDocument, rgb } from "pdf-lib"
import sharp from "sharp"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { DOCX, PDF, PNG } from "../file-types.ts"
import { createFileStore, type FileStore } from "../store.server.ts"
import { pageImage } from "./page-image.server.ts"

let folder: string
let store: FileStore
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "pages-"))
	store = createFileStore(`file:${folder}`)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Two A4 sheets; the second has a blue stamp on its lower half. */
async function scan(): Promise<Uint8Array> {
	const pdf = await PDFDocument.create({ updateMetadata: false })
	pdf.addPage([595, 842])
	pdf.addPage([595, 842]).drawRectangle({ x: 0, y: 0, width: 595, height: 421, color: rgb(0.1, 0.2, 0.8) })
	return pdf.save()
}

const keep = async (bytes: Uint8Array) => (await store.put([bytes])).hash
const show = (hash: string, page: number, turns = 0, type: string = PDF) =>
	pageImage({ hash, type, page, turns }, store)

async function colourAt(image: Uint8Array, left: number, top: number): Promise<number[]> {
	const { data } = await sharp(image)
		.extract({ left, top, width: 1, height: 1 })
		.raw()
		.toBuffer({ resolveWithObject: true })
	return [...data]
}

describe("a page of a file as an image", () => {
	test("is drawn in colour, and turned by quarters as asked", async () => {
		const hash = await keep(await scan())
		const upright = await show(hash, 2)
		expect(await sharp(upright).metadata()).toMatchObject({ format: "jpeg", width: 1239, height: 1754 })
		const [red = 0, , blue = 0] = await colourAt(upright, 600, 1500)
		expect(blue - red).toBeGreaterThan(100)
		expect(await colourAt(upright, 600, 200)).toEqual([255, 255, 255])
		const turned = await show(hash, 2, 1)
		expect(await sharp(turned).metadata()).toMatchObject({ width: 1754, height: 1239 })
		const [redAtLeft = 0, , blueAtLeft = 0] = await colourAt(turned, 200, 600)
		expect(blueAtLeft - redAtLeft).toBeGreaterThan(100)
	})

	test("is made once; the second time it comes from beside the file", async () => {
		const hash = await keep(await scan())
		const made = join(folder, "made", hash.slice(0, 2), hash.slice(2))
		const [one, same] = await Promise.all([show(hash, 1), show(hash, 1)])
		expect(one).toEqual(same)
		expect(await readdir(made)).toEqual(["1-0.jpg"])
		await store.made(hash, "2-0.jpg", async () => Buffer.from("kept"))
		expect(Buffer.from(await show(hash, 2)).toString()).toBe("kept")
	})

	test("of a picture is the picture, upright as its camera noted", async () => {
		const lying = await sharp({ create: { width: 300, height: 200, channels: 3, background: "red" } })
			.withMetadata({ orientation: 6 })
			.png()
			.toBuffer()
		const hash = await keep(lying)
		expect(await sharp(await show(hash, 1, 0, PNG)).metadata()).toMatchObject({ width: 200, height: 300 })
		expect(await sharp(await show(hash, 1, 1, PNG)).metadata()).toMatchObject({ width: 300, height: 200 })
		await expect(show(hash, 2, 0, PNG)).rejects.toMatchObject({ code: "not-found" })
	})

	test("does not exist past the last page, of a Word file, and of a file that the store has lost", async () => {
		const hash = await keep(await scan())
		await expect(show(hash, 3)).rejects.toMatchObject({ code: "not-found" })
		await expect(show(hash, 1, 0, DOCX)).rejects.toMatchObject({ code: "not-found" })
		await expect(show("0".repeat(64), 1)).rejects.toMatchObject({ code: "not-found" })
	})

	test("of a damaged file is refused with what to do, and nothing is kept of it", async () => {
		const hash = await keep(Buffer.from("%PDF-1.7 nothing"))
		await expect(show(hash, 1)).rejects.toMatchObject({
			code: "not-allowed-now",
			message: "Эту страницу показать не удалось. Откройте сам файл.",
		})
		expect(await readdir(folder)).not.toContain("made")
	})

	test("is cleared away a month later, and with the file that it was made of", async () => {
		const [stays, goes] = [await keep(await scan()), await keep(Buffer.from("refused"))]
		await show(stays, 1)
		await store.made(goes, "1-0.jpg", async () => Buffer.from("a page of it"))
		const known = async (hashes: readonly string[]) => new Set(hashes.filter((hash) => hash === stays))
		const sweep = async (days: number) => {
			await store.sweep({ now: new Date(Date.now() + days * 24 * 3_600_000), known })
			const starts = await readdir(join(folder, "made"))
			const within = await Promise.all(starts.map((start) => readdir(join(folder, "made", start))))
			return within.flat()
		}
		await utimes(await store.path(goes), new Date(0), new Date(0))
		expect(await sweep(0)).toEqual([stays.slice(2)])
		expect(await sweep(29)).toEqual([stays.slice(2)])
		expect(await sweep(31)).toEqual([])
		expect(await show(stays, 1)).toHaveLength((await show(stays, 1)).length)
	})
})
