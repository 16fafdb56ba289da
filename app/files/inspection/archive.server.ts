import type { Readable } from "node:stream"
import { crc32 } from "node:zlib"
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from "yauzl"
import { MAX_DOCUMENT_BYTES } from "../limits.ts"
import { FileRefusal, refuse } from "../refusals.ts"
import { cleanPath, decodeNames, leavesFolder } from "./archive-names.ts"

export interface ArchiveFile {
	/** Path inside the archive with `/`, otherwise as the sender's system wrote it. */
	name: string
	entry: Entry
}

export interface OpenArchive {
	/** Only files, without folders and without what systems add. */
	files: readonly ArchiveFile[]
	/** Unpacks one file as a stream. The unpacked bytes count towards the limit of the whole archive. */
	read(file: ArchiveFile): AsyncIterable<Uint8Array>
}

const UNICODE_PATH_FIELD = 0x7075
const STORED = 0
const DEFLATED = 8
const UNIX_TYPE_MASK = 0xf000
const UNIX_FOLDER = 0x4000
const UNIX_FILE = 0x8000
/** A Word document has a few dozen parts, and one with very many pictures has hundreds. */
const MOST_ENTRIES = 2000
const LONGEST_COMMENT = 1024
/** The length of the optional repetition of sizes and checksum after an entry. */
const LONGEST_DESCRIPTOR = 24

/** Some programs write the name again in UTF-8. It counts only while it belongs to the same plain name. */
function rawName({ fileNameRaw, extraFields }: Entry): Uint8Array {
	const data = extraFields.find((field) => field.id === UNICODE_PATH_FIELD)?.data
	// Version (1 byte) and the checksum of the plain name (4 bytes) precede the name in the field.
	const isCurrent = data && data.byteLength > 5 && data.readUInt32LE(1) === crc32(fileNameRaw)
	return isCurrent ? data.subarray(5) : fileNameRaw
}

const isSystemLitter = (name: string) =>
	name.startsWith("__MACOSX/") || /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name)

async function listFiles(zip: ZipFile, archiveName: string): Promise<ArchiveFile[]> {
	if (zip.entryCount > MOST_ENTRIES) throw refuse.tooManyEntries(archiveName)
	if (zip.comment.length > LONGEST_COMMENT) throw refuse.twofold(archiveName)
	const entries: Entry[] = []
	for await (const entry of zip.eachEntry()) {
		if (entries.push(entry) > MOST_ENTRIES) throw refuse.tooManyEntries(archiveName)
		const unixType = (entry.externalFileAttributes >>> 16) & UNIX_TYPE_MASK
		const isPlain = unixType === 0 || unixType === UNIX_FILE || unixType === UNIX_FOLDER
		if (!isPlain) throw refuse.outsideFolder(archiveName)
		if (entry.isEncrypted()) throw refuse.encrypted(archiveName)
		if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
			throw refuse.oddCompression(archiveName)
	}
	const names = decodeNames(entries.map(rawName))
	if (names.some(leavesFolder)) throw refuse.outsideFolder(archiveName)
	await checkLayout(zip, entries, archiveName)
	const files = entries
		.map((entry, index) => ({ name: cleanPath(names[index] ?? "").normalize("NFC"), entry }))
		.filter(({ name }) => !name.endsWith("/") && !isSystemLitter(name))
	if (new Set(files.map(({ name }) => name.toLowerCase())).size < files.length)
		throw refuse.sameNames(archiveName)
	return files
}

/**
 * Programs that unpack from the front and those that use the directory must see the same files. So entries must follow each
 * other from the first byte, nothing may hide between them, none may be inside another, and each must have the same name in
 * both places.
 */
async function checkLayout(zip: ZipFile, entries: readonly Entry[], archiveName: string) {
	const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
	let end = 0
	for (const entry of inOrder) {
		const gap = entry.relativeOffsetOfLocalHeader - end
		if (gap < 0 || gap > (end === 0 ? 0 : LONGEST_DESCRIPTOR)) throw refuse.twofold(archiveName)
		const { fileName, fileDataStart } = await zip.readLocalFileHeaderPromise(entry)
		if (!fileName.equals(entry.fileNameRaw)) throw refuse.twofold(archiveName)
		end = fileDataStart + entry.compressedSize
	}
}

/**
 * Opens a ZIP, refuses one with an unsafe directory, and lets `use` unpack it within the limit. Only the bytes really
 * unpacked count, whatever sizes the directory claims, and a directory with false claims means a broken file.
 *
 * @param source a path, or an archive contained in another one
 * @throws FileRefusal
 */
export async function withArchive<T>(
	source: string | Buffer,
	archiveName: string,
	use: (archive: OpenArchive) => Promise<T>,
	maxBytes = MAX_DOCUMENT_BYTES,
): Promise<T> {
	let unpacked = 0
	const options = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: false }
	const opened =
		typeof source === "string" ? openPromise(source, options) : fromBufferPromise(source, options)
	const zip = await opened.catch(() => {
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
				if (unpacked > maxBytes) throw refuse.unpacksTooLarge(archiveName)
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
