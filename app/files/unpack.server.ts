import { createReadStream } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { DomainError } from "#app/utils/errors.ts"
import { FILE_TYPES, type FileType, ZIP } from "./file-types.ts"
import { inspectFile } from "./inspect.server.ts"
import type { UnpackedFile } from "./inspection/unpack-archive.server.ts"
import { inspectors, verdict } from "./inspectors.server.ts"
import { UNPACKING_MS } from "./limits.ts"
import { FileRefusal, refuse } from "./refusals.ts"
import { type FileStore, fileStore } from "./store.server.ts"

export interface UnpackedEntry {
	/** Path inside the archive. */
	name: string
	hash: string
	size: number
	type: FileType
	/** According to the content, whatever the archive calls it. */
	extension: string
	pages: number | null
	blankPages: number[]
}

/**
 * Unpacks a stored archive, inspects every file in it and, if all are accepted, puts each into the store.
 *
 * @param accepts the types accepted inside; ZIP itself need not be among them
 * @throws DomainError "invalid" with the Russian reason; then nothing was stored
 */
export async function unpackArchive(
	{ hash, originalName }: { hash: string; originalName: string },
	accepts: readonly string[],
	store: FileStore = fileStore(),
): Promise<UnpackedEntry[]> {
	const path = await store.path(hash)
	const archive = await inspectFile(path, originalName, [...accepts, ZIP])
	if (!archive.ok) throw new DomainError("invalid", archive.reason)
	if (archive.type !== ZIP)
		throw new DomainError("invalid", `Файл «${originalName}» — не архив ZIP. Приложите архив.`)
	const folder = await mkdtemp(join(tmpdir(), "attestation-unpack-"))
	try {
		const asked = inspectors.run(
			"archive.unpack",
			{ path, name: originalName, folder },
			{ limitMs: UNPACKING_MS },
		)
		const { files } = await verdict(asked, originalName)
		const inside = accepts.filter((type) => type !== ZIP)
		const acceptsInside = inside.length > 0 ? inside : FILE_TYPES.filter((type) => type !== ZIP)
		const inspected = await Promise.all(files.map((file) => inspectEntry(file, acceptsInside, originalName)))
		const kept: UnpackedEntry[] = []
		for (const { path: at, ...entry } of inspected)
			kept.push({ ...entry, ...(await store.put(createReadStream(at))) })
		return kept
	} catch (error) {
		throw error instanceof FileRefusal ? new DomainError("invalid", error.message) : error
	} finally {
		await rm(folder, { recursive: true, force: true })
	}
}

async function inspectEntry({ name, path, size }: UnpackedFile, accepts: readonly string[], archive: string) {
	const found = await inspectFile(path, basename(name), accepts, archive)
	if (!found.ok) {
		const isOfArchive = found.code === "nestedArchive"
		throw isOfArchive
			? new FileRefusal(found.code, found.reason, archive)
			: refuse.inArchive(archive, { code: found.code, message: found.reason })
	}
	const { type, extension, pages, blankPages } = found
	return { name, path, size, type, extension, pages, blankPages }
}
