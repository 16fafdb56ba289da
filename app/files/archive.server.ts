import type { Readable } from "node:stream"
import { crc32 } from "node:zlib"
import { type Entry, openPromise, type ZipFile } from "yauzl"
import { MAX_ARCHIVE_ENTRIES, MAX_UNPACKED_BYTES } from "./limits.ts"
import { FileRefusal, refuse } from "./refusals.ts"

export interface ArchiveFile {
	/** Path inside the archive with `/`, as the sender's system wrote it. */
	name: string
	entry: Entry
}

export interface OpenArchive {
	/** Files only, without folders and what systems add by themselves. */
	files: readonly ArchiveFile[]
	/** Unpacks one file as a stream, counting real bytes towards the limit of the whole archive. */
	read(file: ArchiveFile): AsyncIterable<Uint8Array>
}

const UTF8_NAME = 0x800
const UNICODE_PATH_FIELD = 0x7075
const STORED = 0
const DEFLATED = 8
const UNIX_TYPE_MASK = 0xf000
const UNIX_FOLDER = 0x4000
const UNIX_FILE = 0x8000

function decodeUtf8(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
	} catch {
		return null
	}
}

/** Windows packs Russian names in its DOS code page without saying so, macOS in UTF-8 without saying so. */
function entryName(entry: Entry): string {
	const raw = entry.fileNameRaw
	// Version and checksum (5 bytes) precede the name in the field.
	const unicodePath = entry.extraFields.find((field) => field.id === UNICODE_PATH_FIELD)?.data.subarray(5)
	const told = entry.generalPurposeBitFlag & UTF8_NAME ? raw : (unicodePath ?? raw)
	const name = decodeUtf8(told) ?? new TextDecoder("ibm866").decode(raw)
	return name.replaceAll("\\", "/").normalize("NFC")
}

const leavesFolder = (name: string) =>
	name.startsWith("/") || /^[a-z]:/i.test(name) || name.includes("\0") || name.split("/").includes("..")

const isSystemLitter = (name: string) =>
	name.startsWith("__MACOSX/") || /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name)

async function listFiles(zip: ZipFile, archiveName: string): Promise<ArchiveFile[]> {
	const files: ArchiveFile[] = []
	let count = 0
	for await (const entry of zip.eachEntry()) {
		if (++count > MAX_ARCHIVE_ENTRIES) throw refuse.tooManyEntries(archiveName)
		const name = entryName(entry)
		const unixType = (entry.externalFileAttributes >>> 16) & UNIX_TYPE_MASK
		const isPlain = unixType === 0 || unixType === UNIX_FILE || unixType === UNIX_FOLDER
		if (leavesFolder(name) || !isPlain) throw refuse.outsideFolder(archiveName)
		if (entry.isEncrypted()) throw refuse.encrypted(archiveName)
		if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
			throw refuse.oddCompression(archiveName)
		if (!name.endsWith("/") && !isSystemLitter(name)) files.push({ name, entry })
	}
	return files
}

/**
 * Opens a ZIP, refuses one that is unsafe by its directory, and lets `use` unpack it under the limits. Whatever the
 * directory says about sizes, only bytes really unpacked count, and a directory that lies means a broken file.
 *
 * @throws FileRefusal
 */
export async function withArchive<T>(
	path: string,
	archiveName: string,
	use: (archive: OpenArchive) => Promise<T>,
): Promise<T> {
	let unpacked = 0
	const zip = await openPromise(path, {
		autoClose: false,
		lazyEntries: true,
		decodeStrings: false,
		validateEntrySizes: false,
	}).catch(() => {
		throw refuse.broken(archiveName)
	})

	async function* read({ entry }: ArchiveFile): AsyncGenerator<Uint8Array> {
		let size = 0
		let checksum = 0
		try {
			const content: Readable = await zip.openReadStreamPromise(entry)
			for await (const chunk of content as AsyncIterable<Buffer>) {
				size += chunk.byteLength
				unpacked += chunk.byteLength
				if (unpacked > MAX_UNPACKED_BYTES) throw refuse.unpacksTooLarge(archiveName)
				checksum = crc32(chunk, checksum)
				yield chunk
			}
		} catch (error) {
			throw error instanceof FileRefusal ? error : refuse.broken(archiveName)
		}
		if (size !== entry.uncompressedSize || checksum !== entry.crc32) throw refuse.broken(archiveName)
	}

	try {
		const files = await listFiles(zip, archiveName).catch((error: unknown) => {
			throw error instanceof FileRefusal ? error : refuse.broken(archiveName)
		})
		return await use({ files, read })
	} finally {
		zip.close()
	}
}
