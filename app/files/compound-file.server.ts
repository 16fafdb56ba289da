import type { FileHandle } from "node:fs/promises"

// [MS-CFB]: a small file system in one file, which Word 97–2003 and encrypted new documents use.
const HEADER_BYTES = 512
const ENTRY_BYTES = 128
const LAST_REGULAR_SECTOR = 0xfffffffa
const FAT_SECTORS_IN_HEADER = 109
const MAX_SECTORS = 65_536

export interface CompoundEntry {
	name: string
	startSector: number
	size: number
}

export interface CompoundFile {
	entries: readonly CompoundEntry[]
	/** The first bytes of a stream that is large enough to have sectors of its own (4,096 bytes and more). */
	readStart(entry: CompoundEntry, length: number): Promise<Buffer>
}

export const COMPOUND_SIGNATURE = Buffer.from("d0cf11e0a1b11ae1", "hex")

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
	const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position)
	if (bytesRead < length) throw new RangeError("a sector lies past the end of the file")
	return buffer
}

/** Reads the directory of a compound file. Throws on anything malformed. */
export async function readCompoundFile(handle: FileHandle): Promise<CompoundFile> {
	const header = await readAt(handle, 0, HEADER_BYTES)
	const shift = header.readUInt16LE(0x1e)
	if (shift !== 9 && shift !== 12) throw new RangeError("unknown sector size")
	const sectorBytes = 1 << shift
	const readSector = (sector: number) => readAt(handle, (sector + 1) * sectorBytes, sectorBytes)

	const fatSectors: number[] = []
	const collect = (table: Buffer, count: number) => {
		for (let index = 0; index < count; index++) {
			const sector = table.readUInt32LE(index * 4)
			if (sector < LAST_REGULAR_SECTOR) fatSectors.push(sector)
		}
	}
	collect(header.subarray(0x4c), FAT_SECTORS_IN_HEADER)
	let more = header.readUInt32LE(0x44)
	for (let read = 0; more < LAST_REGULAR_SECTOR; read++) {
		if (read > MAX_SECTORS) throw new RangeError("the sector table runs in a circle")
		const table = await readSector(more)
		collect(table, sectorBytes / 4 - 1)
		more = table.readUInt32LE(sectorBytes - 4)
	}

	const nextSector = async (sector: number) => {
		const perSector = sectorBytes / 4
		const fatSector = fatSectors[Math.floor(sector / perSector)]
		if (fatSector === undefined) throw new RangeError("a sector outside the table")
		return (await readAt(handle, (fatSector + 1) * sectorBytes + (sector % perSector) * 4, 4)).readUInt32LE(0)
	}

	const entries: CompoundEntry[] = []
	let sector = header.readUInt32LE(0x30)
	for (let read = 0; sector < LAST_REGULAR_SECTOR; read++) {
		if (read > MAX_SECTORS) throw new RangeError("the directory runs in a circle")
		const directory = await readSector(sector)
		for (let offset = 0; offset < sectorBytes; offset += ENTRY_BYTES) {
			const nameBytes = directory.readUInt16LE(offset + 0x40)
			if (directory[offset + 0x42] === 0 || nameBytes < 2 || nameBytes > 64) continue
			entries.push({
				name: directory.toString("utf16le", offset, offset + nameBytes - 2),
				startSector: directory.readUInt32LE(offset + 0x74),
				size: directory.readUInt32LE(offset + 0x78),
			})
		}
		sector = await nextSector(sector)
	}
	return {
		entries,
		readStart: (entry, length) => readAt(handle, (entry.startSector + 1) * sectorBytes, length),
	}
}
