import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PDFDocument } from "pdf-lib"
import sharp from "sharp"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { PDF } from "./file-types.ts"
import { pdf, scan, TIFF_PACKINGS, tiff } from "./hostile/test-files.ts"
import { inspectFile } from "./inspect.server.ts"
import { joinImages } from "./join-images.server.ts"
import { MAX_FILE_BYTES, MAX_JOINED_IMAGES } from "./limits.ts"
import { createFileStore, type FileStore } from "./store.server.ts"

let folder: string
let store: FileStore
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "join-"))
	store = createFileStore(`file:${folder}`)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const keep = async (content: Uint8Array, name = "скан.jpg") => ({
	hash: (await store.put([content])).hash,
	name,
})

async function sizesOf(hash: string) {
	const document = await PDFDocument.load(await readFile(await store.path(hash)))
	return document.getPages().map((page) => [Math.round(page.getWidth()), Math.round(page.getHeight())])
}

describe("joining images", () => {
	it("makes one PDF of A4 sheets, with a wide image in landscape", async () => {
		const images = [
			await keep(await scan("jpeg")),
			await keep(await scan("png", 900, 600), "разворот.png"),
			await keep(await scan("jpeg", 300, 300)),
		]
		const joined = await joinImages(images, store)
		expect(joined.pages).toBe(3)
		expect(await sizesOf(joined.hash)).toEqual([
			[595, 842],
			[842, 595],
			[595, 842],
		])
		const path = await store.path(joined.hash)
		expect(await inspectFile(path, "скан.pdf", [PDF])).toMatchObject({ ok: true, pages: 3, blankPages: [] })
	})

	it("turns a phone's photograph upright and removes where it was taken", async () => {
		const lying = await sharp(await scan("jpeg", 900, 600))
			.withExif({ IFD3: { GPSLatitudeRef: "N" } })
			.withMetadata({ orientation: 6 })
			.toBuffer()
		const joined = await joinImages([await keep(lying)], store)
		expect(await sizesOf(joined.hash)).toEqual([[595, 842]])
		const bytes = await readFile(await store.path(joined.hash))
		expect(bytes.includes("Exif")).toBe(false)
	})

	it.each(
		TIFF_PACKINGS,
	)("makes a page of each page of an office scanner's TIFF, packed as %s", async (compression) => {
		const joined = await joinImages([await keep(await tiff(3, { compression }), "скан.tif")], store)
		expect(await sizesOf(joined.hash)).toEqual(Array(3).fill([595, 842]))
		expect(await inspectFile(await store.path(joined.hash), "скан.pdf", [PDF])).toMatchObject({
			pages: 3,
			blankPages: [],
		})
	})

	it("takes a TIFF with as many sheets as may be joined at once", async () => {
		const joined = await joinImages([await keep(await tiff(MAX_JOINED_IMAGES), "скан.tif")], store)
		expect(joined.pages).toBe(MAX_JOINED_IMAGES)
	})

	it("joins the pages of several files in order, also a colour TIFF among photographs", async () => {
		const images = [
			await keep(await scan("jpeg")),
			await keep(await tiff(2, { colour: true }), "скан.tif"),
			await keep(await scan("png", 900, 600)),
		]
		const joined = await joinImages(images, store)
		expect(joined.pages).toBe(4)
		expect((await sizesOf(joined.hash)).at(-1)).toEqual([842, 595])
	})

	it("gives the same file for the same images", async () => {
		const image = await keep(await scan("jpeg"))
		expect(await joinImages([image], store)).toEqual(await joinImages([image], store))
	})

	it("keeps many detailed photographs within the limit of a file", async () => {
		const noise = { type: "gaussian", mean: 128, sigma: 60 } as const
		const photo = await sharp({
			create: { width: 1700, height: 2400, channels: 3, background: "white", noise },
		})
			.jpeg({ quality: 90 })
			.toBuffer()
		const images = Array.from({ length: 12 }, () => photo)
		const kept = await Promise.all(images.map((image) => keep(image)))
		expect((await joinImages(kept, store)).size).toBeLessThan(MAX_FILE_BYTES)
	})

	it("refuses none, too many, and what is not an image", async () => {
		const image = await keep(await scan("jpeg"))
		await expect(joinImages([], store)).rejects.toThrow("хотя бы одно")
		await expect(joinImages(Array(51).fill(image), store)).rejects.toThrow("не больше 50 изображений")
		const sheets = await keep(await tiff(26), "скан.tif")
		await expect(joinImages([sheets, sheets], store)).rejects.toThrow("не больше 50 изображений")
		const document = await keep(await pdf(["text"]), "договор.jpg")
		await expect(joinImages([document], store)).rejects.toThrow("Файл «договор.jpg» — это файл PDF")
	})
})
