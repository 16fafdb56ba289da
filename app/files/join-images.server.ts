import { DomainError } from "#app/utils/errors.ts"
import { JPEG, PNG, TIFF } from "./file-types.ts"
import { inspectFile } from "./inspect.server.ts"
import { inspectors, verdict, WITH_TIME_FOR_PICTURES } from "./inspectors.server.ts"
import { MAX_FILE_BYTES, MAX_JOINED_IMAGES } from "./limits.ts"
import { FileRefusal } from "./refusals.ts"
import { type FileStore, fileStore, type StoredFile } from "./store.server.ts"

export interface ImageToJoin {
	hash: string
	/** The sender's name, for a refusal. */
	name: string
}

const SHARE_FOR_STRUCTURE = 0.05

/**
 * Joins images in the given order into one PDF, each on its own A4 page; a wide one in landscape. All pages of a TIFF are
 * included. Each is turned upright and loses its camera data. The same images give the same file. At most
 * `MAX_JOINED_IMAGES` pages and 20 MB together.
 *
 * @throws DomainError "invalid" with a Russian sentence if an image cannot be read or there are too many
 */
export async function joinImages(
	images: readonly ImageToJoin[],
	store: FileStore = fileStore(),
): Promise<StoredFile & { pages: number }> {
	if (images.length === 0) throw new DomainError("invalid", "Выберите хотя бы одно изображение.")
	if (images.length > MAX_JOINED_IMAGES) throw tooMany()
	try {
		const sources = (await Promise.all(images.map((image) => pagesOf(image, store)))).flat()
		if (sources.length > MAX_JOINED_IMAGES) throw tooMany()
		const budget = (MAX_FILE_BYTES * (1 - SHARE_FOR_STRUCTURE)) / sources.length
		const pages = await Promise.all(sources.map((source) => renderedPage({ ...source, budget })))
		const document = await inspectors.run("images.join", { pages }, WITH_TIME_FOR_PICTURES)
		const stored = await store.put([document])
		return { ...stored, pages: pages.length }
	} catch (error) {
		throw error instanceof FileRefusal ? new DomainError("invalid", error.message) : error
	}
}

const tooMany = () =>
	new DomainError(
		"invalid",
		`За один раз можно объединить не больше ${MAX_JOINED_IMAGES} изображений. Разделите документ на части.`,
	)

interface PageSource {
	path: string
	name: string
	/** The page of a TIFF, from 0. */
	page: number | null
}

async function pagesOf({ hash, name }: ImageToJoin, store: FileStore): Promise<PageSource[]> {
	const path = await store.path(hash)
	const inspection = await inspectFile(path, name, [JPEG, PNG, TIFF])
	if (!inspection.ok) throw new FileRefusal(inspection.code, inspection.reason, name)
	if (inspection.type !== TIFF) return [{ path, name, page: null }]
	return Array.from({ length: inspection.pages ?? 1 }, (_, page) => ({ path, name, page }))
}

async function renderedPage(source: PageSource & { budget: number }): Promise<Uint8Array> {
	const asked = inspectors.run("image.page", source, WITH_TIME_FOR_PICTURES)
	return (await verdict(asked, source.name)).bytes
}
