import { createWriteStream } from "node:fs"
import { basename, join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { MAX_ARCHIVE_ENTRIES, MAX_FILE_BYTES, MAX_UNPACKED_BYTES } from "../limits.ts"
import { FileRefusal, refuse } from "../refusals.ts"
import { withArchive } from "./archive.server.ts"
import { asRefused, type RefusedContent } from "./found.ts"

export interface UnpackedFile {
	/** Path inside the archive. */
	name: string
	/** Where the unpacked file is. */
	path: string
	size: number
}

export interface ArchiveToUnpack {
	path: string
	/** The sender's name. */
	name: string
	/** An empty folder for the unpacked files. */
	folder: string
}

/** Unpacks every file of an archive into a folder under our own names. The archive's names are never used as a path. */
export async function unpackInto({
	path,
	name,
	folder,
}: ArchiveToUnpack): Promise<{ ok: true; files: UnpackedFile[] } | RefusedContent> {
	return withArchive(
		path,
		name,
		async ({ files, read }) => {
			if (files.length === 0) throw refuse.emptyArchive(name)
			if (files.length > MAX_ARCHIVE_ENTRIES) throw refuse.tooManyEntries(name)
			const unpacked: UnpackedFile[] = []
			for (const [index, file] of files.entries()) {
				const target = join(folder, String(index))
				let size = 0
				async function* limited() {
					for await (const chunk of read(file)) {
						size += chunk.byteLength
						if (size > MAX_FILE_BYTES) throw refuse.inArchive(name, refuse.tooLarge(basename(file.name)))
						yield chunk
					}
				}
				await pipeline(Readable.from(limited()), createWriteStream(target, { mode: 0o600 }))
				unpacked.push({ name: file.name, path: target, size })
			}
			return { ok: true as const, files: unpacked }
		},
		MAX_UNPACKED_BYTES,
	).catch((error: unknown) => asRefused(error instanceof FileRefusal ? error : refuse.broken(name)))
}
