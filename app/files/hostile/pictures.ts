import { crc32, deflateSync } from "node:zlib"
import sharp from "sharp"
import type { Hostile } from "./pdfs.ts"
import { emptySheet, lyingTiff, rawZip, scan, tiff } from "./test-files.ts"

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, "latin1"), data])
	const head = Buffer.alloc(4)
	head.writeUInt32BE(data.byteLength)
	const tail = Buffer.alloc(4)
	tail.writeUInt32BE(crc32(body))
	return Buffer.concat([head, body, tail])
}

/** A PNG whose header can claim anything. */
function png(width: number, height: number, data: Buffer, interlaced = 0): Buffer {
	const header = Buffer.alloc(13)
	header.writeUInt32BE(width, 0)
	header.writeUInt32BE(height, 4)
	header.set([8, 0, 0, 0, interlaced], 8)
	return Buffer.concat([
		Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
		chunk("IHDR", header),
		chunk("IDAT", data),
		chunk("IEND", Buffer.alloc(0)),
	])
}

const photograph = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 3, background: "#aaa" } })
		.jpeg()
		.toBuffer()

export const pictures: readonly Hostile[] = [
	["a scan as JPEG", () => scan("jpeg"), "taken"],
	["a scan as PNG", () => scan("png"), "taken"],
	["an empty sheet", () => emptySheet("png"), "taken"],
	["a photograph of 108 megapixels", () => photograph(12_000, 9_000), "taken"],
	["900 megapixels in a few bytes", () => png(30_000, 30_000, deflateSync(Buffer.alloc(1000))), "hugeImage"],
	["four thousand million points a side", () => png(0x7fffffff, 0x7fffffff, Buffer.alloc(0)), "broken"],
	[
		"100 megapixels in passes, to be held at once",
		() => png(10_000, 10_000, deflateSync(Buffer.alloc(100 << 20)), 1),
		"hugeImage",
	],
	[
		"rows that unpack to more than the picture",
		() => png(10, 10, deflateSync(Buffer.alloc(200 << 20))),
		"taken",
	],
	["a picture without its points", () => png(100, 100, Buffer.alloc(0)), "broken"],
	["half of a JPEG", async () => (await scan("jpeg")).subarray(0, 2000), "broken"],
	["half of a PNG", async () => (await scan("png")).subarray(0, 300), "broken"],
	["nothing but the beginning of a JPEG", () => Buffer.from("ffd8ffe000104a46494600", "hex"), "broken"],
	[
		"an archive behind a JPEG",
		async () => Buffer.concat([await scan("jpeg"), rawZip([{ name: "a.js", content: "1" }])]),
		"twofold",
	],
	[
		"an archive behind a PNG",
		async () => Buffer.concat([await scan("png"), rawZip([{ name: "a.js", content: "1" }])]),
		"twofold",
	],
	[
		"a document in the notes of a JPEG",
		async () => {
			const jpeg = await scan("jpeg")
			const note = Buffer.from("\xff\xfe\0\x30%PDF-1.4 1 0 obj <<>> endobj".padEnd(50, " "), "latin1")
			return Buffer.concat([jpeg.subarray(0, 2), note, jpeg.subarray(2)])
		},
		"twofold",
	],
	["HEIC", () => Buffer.from("\0\0\0\x18ftypheic\0\0\0\0heicmif1", "latin1"), "wrongType"],
	[
		"WebP",
		async () =>
			sharp(await scan("png"))
				.webp()
				.toBuffer(),
		"wrongType",
	],
	["a TIFF of three pages", () => tiff(3), "taken"],
	["a TIFF of 900 megapixels in a few bytes", () => lyingTiff(30_000, 30_000), "hugeImage"],
	["a TIFF whose next page is itself", () => lyingTiff(100, 100, 8), "oddTiff"],
	["a TIFF without its points", () => lyingTiff(1000, 1000), "oddTiff"],
	["a TIFF of sixty pages", () => tiff(60), "manyTiffPages"],
	["half of a TIFF", async () => (await tiff(3)).subarray(0, 3000), "oddTiff"],
	[
		"nothing but the beginning of a TIFF",
		() => Buffer.from("II*\0\x08\0\0\0".padEnd(40, "\0"), "latin1"),
		"oddTiff",
	],
	[
		"an archive behind a TIFF",
		async () => Buffer.concat([await tiff(1), rawZip([{ name: "a.js", content: "1" }])]),
		"twofold",
	],
	[
		"GIF",
		async () =>
			sharp(await scan("png"))
				.gif()
				.toBuffer(),
		"wrongType",
	],
	[
		"a drawing with a script",
		() => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
		"wrongType",
	],
]

export const others: readonly Hostile[] = [
	["nothing", () => Buffer.alloc(0), "empty"],
	["more than 20 MB", () => Buffer.alloc((20 << 20) + 1), "tooLarge"],
	["text", () => Buffer.from("просто текст"), "wrongType"],
	["a page of HTML", () => Buffer.from("<!doctype html><script>alert(1)</script>"), "wrongType"],
	["a program of Windows", () => Buffer.from("MZ".padEnd(200, "\0")), "wrongType"],
	["a program of Linux", () => Buffer.from("\x7fELF\x02\x01\x01".padEnd(200, "\0"), "latin1"), "wrongType"],
	["batch lines", () => Buffer.from("@echo off\r\ncalc.exe\r\n"), "wrongType"],
	["RAR", () => Buffer.from("Rar!\x1a\x07\x01\0", "latin1"), "wrongType"],
	["7z", () => Buffer.from("377abcaf271c0004".padEnd(128, "0"), "hex"), "wrongType"],
	["RTF", () => Buffer.from("{\\rtf1 text}"), "wrongType"],
]
