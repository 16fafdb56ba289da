import { DomainError } from "#app/utils/errors.ts"
import { withArchive } from "./archive.server.ts"
import { ZIP } from "./file-types.ts"
import { type InspectedEntry, inspectFile } from "./inspect.server.ts"
import { type FileStore, fileStore } from "./store.server.ts"

export interface UnpackedEntry extends InspectedEntry {
	hash: string
}

/**
 * Looks at a stored archive and, if everything in it may be kept, puts each file into the store.
 *
 * @param accepts the types taken inside; ZIP itself need not be among them
 * @throws DomainError "invalid" with the Russian reason; then nothing was stored
 */
export async function unpackArchive(
	{ hash, originalName }: { hash: string; originalName: string },
	accepts: readonly string[],
	store: FileStore = fileStore(),
): Promise<UnpackedEntry[]> {
	const path = await store.path(hash)
	const inspection = await inspectFile(path, originalName, [...accepts, ZIP])
	if (!inspection.ok) throw new DomainError("invalid", inspection.reason)
	const inspected = inspection.entries
	if (!inspected) throw new DomainError("invalid", `Файл «${originalName}» — не архив ZIP. Приложите архив.`)
	return withArchive(path, originalName, async (archive) => {
		const unpacked: UnpackedEntry[] = []
		for (const [index, file] of archive.files.entries()) {
			const entry = inspected[index]
			if (!entry) break
			const { hash: entryHash } = await store.put(archive.read(file))
			unpacked.push({ ...entry, hash: entryHash })
		}
		return unpacked
	})
}
