import { crc32, deflateSync } from "node:zlib"

/** Black dots on white: one byte for each dot (1 is black), row by row. */
export class Bitmap {
	readonly dots: Uint8Array
	constructor(
		readonly width: number,
		readonly height: number,
	) {
		this.dots = new Uint8Array(width * height)
	}

	fill(left: number, top: number, width: number, height: number) {
		for (let y = top; y < top + height; y++)
			this.dots.fill(1, y * this.width + left, y * this.width + left + width)
	}
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, "latin1"), data])
	const framed = Buffer.alloc(body.length + 8)
	framed.writeUInt32BE(data.length)
	body.copy(framed, 4)
	framed.writeUInt32BE(crc32(body), body.length + 4)
	return framed
}

/** Writes a PNG with one bit for each dot. We write it ourselves so that the same code always gives the same bytes. */
export function toPng({ width, height, dots }: Bitmap): Buffer {
	const stride = Math.ceil(width / 8)
	const rows = Buffer.alloc((stride + 1) * height)
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const at = y * (stride + 1) + 1 + (x >> 3)
			if (dots[y * width + x] === 0) rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7))
		}
	const head = Buffer.alloc(13)
	head.writeUInt32BE(width)
	head.writeUInt32BE(height, 4)
	head.writeUInt8(1, 8)
	return Buffer.concat([
		SIGNATURE,
		chunk("IHDR", head),
		chunk("IDAT", deflateSync(rows, { level: 9 })),
		chunk("IEND", Buffer.alloc(0)),
	])
}
