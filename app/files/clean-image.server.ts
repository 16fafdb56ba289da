import { DomainError } from "#app/utils/errors.ts"
import { inspectors, verdict, WITH_TIME_FOR_PICTURES } from "./inspectors.server.ts"
import { FileRefusal } from "./refusals.ts"
import { type FileStore, fileStore, type StoredFile } from "./store.server.ts"

/**
 * Replaces an uploaded picture by one that looks the same but has no camera data (place, time, owner), scaled down if it is
 * larger than any sheet needs.
 *
 * @throws DomainError "invalid" with the Russian reason
 */
export async function cleanImage(
	{ hash, name, turn }: { hash: string; name: string; turn?: 90 },
	store: FileStore = fileStore(),
): Promise<StoredFile> {
	try {
		const path = await store.path(hash)
		const asked = inspectors.run("image.clean", { path, name, turn }, WITH_TIME_FOR_PICTURES)
		const { bytes } = await verdict(asked, name)
		return await store.put([bytes])
	} catch (error) {
		throw error instanceof FileRefusal ? new DomainError("invalid", error.message) : error
	}
}
