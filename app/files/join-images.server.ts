import { DomainError } from "#app/utils/errors.ts"
import { JPEG, PNG } from "./file-types.ts"
import { inspectFile } from "./inspect.server.ts"
import { inspectors, verdict, WITH_TIME_FOR_PICTURES } from "./inspectors.server.ts"
import { MAX_FILE_BYTES, MAX_JOINED_IMAGES } from "./limits.ts"
import { FileRefusal } from "./refusals.ts"
import { type FileStore, fileStore, type StoredFile } from "./store.server.ts"

export interface ImageToJoin {
	hash: string
	/** As the sender called it, for a refusal. */
	name: string
}

const SHARE_FOR_STRUCTURE = 0.05

/**
 * Puts images, in the order given, on A4 sheets of one PDF, one a page; a wide one lies across. Each is turned upright and
 * loses what the camera noted. The same images give the same file. At most `MAX_JOINED_IMAGES`, 20 MB together.
 *
 * @throws DomainError "invalid" with a Russian sentence when an image cannot be read or there are too many
 */
export async function joinImages(
	images: readonly ImageToJoin[],
	store: FileStore = fileStore(),
): Promise<StoredFile & { pages: number }> {
	if (images.length === 0) throw new DomainError("invalid", "Выберите хотя бы одно изображение.")
	if (images.length > MAX_JOINED_IMAGES)
		throw new DomainError(
			"invalid",
			`За один раз можно объединить не больше ${MAX_JOINED_IMAGES} изображений. Разделите документ на части.`,
		)
	const budget = (MAX_FILE_BYTES * (1 - SHARE_FOR_STRUCTURE)) / images.length
	try {
		const pages = await Promise.all(images.map((image) => pageOf(image, budget, store)))
		const document = await inspectors.run("images.join", { pages }, WITH_TIME_FOR_PICTURES)
		const stored = await store.put([document])
		return { ...stored, pages: images.length }
	} catch (error) {
		throw error instanceof FileRefusal ? new DomainError("invalid", error.message) : error
	}
}

async function pageOf({ hash, name }: ImageToJoin, budget: number, store: FileStore): Promise<Uint8Array> {
	const path = await store.path(hash)
	const inspection = await inspectFile(path, name, [JPEG, PNG])
	if (!inspection.ok) throw new FileRefusal(inspection.code, inspection.reason, name)
	const asked = inspectors.run("image.page", { path, name, budget }, WITH_TIME_FOR_PICTURES)
	return (await verdict(asked, name)).bytes
}
