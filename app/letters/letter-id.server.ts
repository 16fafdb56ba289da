import { randomBytes } from "node:crypto"

/**
 * A UUID of version 7 by the real clock: letters sort by the order in which they were written, however the demo's clock is
 * moved meanwhile.
 */
export function newLetterId(): string {
	const bytes = randomBytes(16)
	bytes.writeUIntBE(Date.now(), 0, 6)
	bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
	bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
	return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5")
}
