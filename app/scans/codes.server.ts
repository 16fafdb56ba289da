import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { prepareZXingModule, type ReaderOptions, readBarcodes } from "zxing-wasm/reader"
import type { GreyImage, ImagePoint } from "./grey-image.ts"

/** A code in a picture: its text and its corners, clockwise from the code's own upper left corner. */
export interface FoundCode {
	/** Null if it looks like a code but cannot be read. */
	text: string | null
	corners: [ImagePoint, ImagePoint, ImagePoint, ImagePoint]
}

let ready: Promise<unknown> | null = null

/** Loads the decoder from the installed package. By default it would be fetched from the network. */
function prepare() {
	ready ??= readFile(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm")).then(
		(bytes) =>
			prepareZXingModule({
				overrides: { wasmBinary: new Uint8Array(bytes).buffer },
				fireImmediately: true,
			}),
	)
	return ready
}

/** Converts the picture to PGM, the simplest format that the decoder accepts. */
function asPgm({ width, height, data }: GreyImage): Uint8Array {
	const head = Buffer.from(`P5\n${width} ${height}\n255\n`, "latin1")
	return Buffer.concat([head, data])
}

async function find(image: GreyImage, options: ReaderOptions): Promise<FoundCode[]> {
	await prepare()
	const found = await readBarcodes(asPgm(image), options)
	return found.map(({ isValid, text, position: { topLeft, topRight, bottomRight, bottomLeft } }) => ({
		text: isValid ? text : null,
		corners: [topLeft, topRight, bottomRight, bottomLeft],
	}))
}

export type Effort = "quick" | "denoised" | "global"

/** Finds every QR code in a picture, in any orientation. */
export const findSquares = (image: GreyImage, effort: Effort = "quick") =>
	find(image, {
		formats: ["QRCode"],
		tryHarder: true,
		tryInvert: false,
		returnErrors: true,
		tryDenoise: effort === "denoised",
		binarizer: effort === "global" ? "GlobalHistogram" : "LocalAverage",
	})

export async function findBars(image: GreyImage, anywhere = false): Promise<string[]> {
	const found = await find(image, {
		formats: ["Code39"],
		tryHarder: true,
		tryInvert: false,
		tryRotate: anywhere,
		tryDownscale: anywhere,
	})
	return found.flatMap(({ text }) => (text === null ? [] : [text]))
}
