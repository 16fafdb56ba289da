import { randomBytes } from "node:crypto"

const COUNTED = 0x1000

let lastMs = 0
let inThisMs = 0

/**
 * A UUID of version 7 by the real clock, so that letters sort in the order in which they were written, even if the demo's
 * clock is moved. Within one millisecond of a process a counter keeps the order.
 */
export function newLetterId(): string {
	const ms = Date.now()
	if (ms > lastMs) {
		lastMs = ms
		inThisMs = 0
	} else {
		inThisMs += 1
		lastMs += Math.floor(inThisMs / COUNTED)
		inThisMs %= COUNTED
	}
	const bytes = randomBytes(16)
	bytes.writeUIntBE(lastMs, 0, 6)
	bytes.writeUInt16BE(0x7000 | inThisMs, 6)
	bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
	return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5")
}
