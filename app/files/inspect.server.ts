import { createWriteStream } from "node:fs"
import { mkdtemp, open, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { fileTypeFromFile } from "file-type"
import { type OpenArchive, withArchive } from "./archive.server.ts"
import { COMPOUND_SIGNATURE } from "./compound-file.server.ts"
import { DOC, DOCX, extensionOf, FILE_TYPES, type FileType, isFileType, PDF, ZIP } from "./file-types.ts"
import { inspectImage } from "./inspect-image.server.ts"
import { type Found, inspectCompound, inspectOfficeZip } from "./inspect-office.server.ts"
import { inspectPdf } from "./inspect-pdf.server.ts"
import { MAX_FILE_BYTES } from "./limits.ts"
import { FileRefusal, refuse } from "./refusals.ts"

export interface InspectedEntry {
	/** Path inside the archive. */
	name: string
	size: number
	type: FileType
	pages: number | null
	blankPages: number[]
}

export interface InspectedFile {
	ok: true
	type: FileType
	/** By the content, not by the sender's name; without the dot. */
	extension: string
	/** PDF: its pages; image: 1; Word and ZIP: `null`, nobody knows before printing. */
	pages: number | null
	/** Numbers of pages (from 1) that show nothing: a warning for people, not a refusal. */
	blankPages: number[]
	/** Of a ZIP: every file in it, looked at by the same rules. */
	entries?: InspectedEntry[]
}

/** `reason`: the Russian sentence for the person who sent the file. */
export type Inspection = InspectedFile | { ok: false; reason: string }

const HEAD_BYTES = 1024
const OTHER_ARCHIVES = new Set(["rar", "7z", "gz", "tar", "bz2", "xz", "cab", "lz", "zst"])

async function readHead(path: string): Promise<Buffer> {
	const handle = await open(path, "r")
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
		return buffer.subarray(0, bytesRead)
	} finally {
		await handle.close()
	}
}

function describeFound(extension: string): string {
	if (extension === "heic" || extension === "heif") return "фотография HEIC"
	if (extension === "rtf") return "документ RTF"
	if (OTHER_ARCHIVES.has(extension)) return `архив ${extension.toUpperCase()}`
	return `файл ${extension.toUpperCase()}`
}

async function tellOtherType(path: string, head: Buffer): Promise<Found | null> {
	if (head.toString("latin1").startsWith("%PDF-")) return { type: PDF }
	const found = await fileTypeFromFile(path).catch(() => undefined)
	if (found && isFileType(found.mime) && found.mime !== ZIP) return { type: found.mime }
	// Some scanners put a few bytes before the header; readers look for it in the first kilobyte.
	if (!found && head.includes("%PDF-")) return { type: PDF }
	return found ? { other: describeFound(found.ext) } : null
}

/** Unpacks one file of an archive into a temporary folder, looks at it there and forgets it. */
async function inspectEntries(
	archive: OpenArchive,
	archiveName: string,
	accepts: readonly string[],
): Promise<InspectedEntry[]> {
	if (archive.files.length === 0) throw refuse.emptyArchive(archiveName)
	const inside = accepts.filter((type) => type !== ZIP)
	const acceptsInside = inside.length > 0 ? inside : FILE_TYPES.filter((type) => type !== ZIP)
	const folder = await mkdtemp(join(tmpdir(), "attestation-unpack-"))
	const temporary = join(folder, "entry")
	try {
		const entries: InspectedEntry[] = []
		for (const file of archive.files) {
			const limited = limit(archive.read(file), basename(file.name))
			await pipeline(Readable.from(limited), createWriteStream(temporary, { mode: 0o600 }))
			const { size } = await stat(temporary)
			const { type, pages, blankPages } = await look(
				temporary,
				basename(file.name),
				acceptsInside,
				archiveName,
			)
			entries.push({ name: file.name, size, type, pages, blankPages })
		}
		return entries
	} catch (error) {
		const isOfEntry = error instanceof FileRefusal && error.about !== archiveName
		throw isOfEntry ? refuse.inArchive(archiveName, error.message) : error
	} finally {
		await rm(folder, { recursive: true, force: true })
	}
}

async function* limit(content: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
	let size = 0
	for await (const chunk of content) {
		size += chunk.byteLength
		if (size > MAX_FILE_BYTES) throw refuse.tooLarge(name)
		yield chunk
	}
}

async function look(
	path: string,
	name: string,
	accepts: readonly string[],
	archiveName?: string,
): Promise<InspectedFile> {
	const { size } = await stat(path)
	if (size === 0) throw refuse.empty(name)
	if (size > MAX_FILE_BYTES) throw refuse.tooLarge(name)
	const head = await readHead(path)

	const accept = (found: Found | null): FileType => {
		if (archiveName !== undefined && found && "other" in found && found.other.startsWith("архив "))
			throw refuse.nestedArchive(archiveName, name)
		if (!found || "other" in found) throw refuse.wrongType(name, found?.other ?? null, accepts)
		if (!accepts.includes(found.type))
			throw refuse.wrongType(name, `файл ${extensionOf(found.type).toUpperCase()}`, accepts)
		return found.type
	}
	const result = (type: FileType, pages: number | null = null, blankPages: number[] = []): InspectedFile => ({
		ok: true,
		type,
		extension: extensionOf(type),
		pages,
		blankPages,
	})

	if (head.subarray(0, 2).toString("latin1") === "PK")
		return withArchive(path, name, async (archive) => {
			const office = await inspectOfficeZip(archive, name)
			if (office) return result(accept(office))
			if (archiveName !== undefined) throw refuse.nestedArchive(archiveName, name)
			accept({ type: ZIP })
			return { ...result(ZIP), entries: await inspectEntries(archive, name, accepts) }
		})
	if (head.subarray(0, COMPOUND_SIGNATURE.length).equals(COMPOUND_SIGNATURE))
		return result(accept(await inspectCompound(path, name)))

	const type = accept(await tellOtherType(path, head))
	if (type === DOC || type === DOCX) throw refuse.broken(name)
	const { pages, blankPages } = type === PDF ? await inspectPdf(path, name) : await inspectImage(path, name)
	return result(type, pages, blankPages)
}

/**
 * Looks at a file by its content: what it is, whether it may be kept, how many pages it has and which are blank.
 *
 * @param originalName as the sender called it; used only to name the file in a refusal
 * @param accepts the types that the kind of document takes (`accepts` of the list of document kinds)
 */
export async function inspectFile(
	path: string,
	originalName: string,
	accepts: readonly string[],
): Promise<Inspection> {
	try {
		return await look(path, originalName, accepts)
	} catch (error) {
		if (error instanceof FileRefusal) return { ok: false, reason: error.message }
		throw error
	}
}
