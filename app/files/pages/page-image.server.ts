import { DomainError, notFound } from "#app/utils/errors.ts"
import { WorkerLimitError } from "#app/workers/pool.server.ts"
import { mustBeClean } from "../antivirus/check-files.server.ts"
import { mayRenderInline } from "../file-types.ts"
import { inspectors, WITH_TIME_FOR_PICTURES } from "../inspectors.server.ts"
import { FileMissingError, type FileStore, fileStore } from "../store.server.ts"

interface PageOfFile {
	hash: string
	/** As found when it came. */
	type: string
	/** Counted from 1. */
	page: number
	/** Quarter turns clockwise. */
	turns: number
}

/** Two who ask for the same page at once wait for the same worker. */
const beingMade = new Map<string, Promise<Uint8Array>>()

/**
 * A page of a stored file as an image. A worker renders it once, and then it is stored with the file. The caller has
 * checked the policy.
 *
 * @throws DomainError "not-found" without such a page, "not-allowed-now" when it cannot be rendered
 */
export async function pageImage(
	{ hash, type, page, turns }: PageOfFile,
	store: FileStore = fileStore(),
): Promise<Uint8Array> {
	if (!mayRenderInline(type)) throw notFound()
	await mustBeClean(hash)
	const name = `${page}-${turns}.jpg`
	const key = `${hash} ${name}`
	const making =
		beingMade.get(key) ?? store.made(hash, name, (path) => paint({ path, type, page, turns })).catch(refused)
	beingMade.set(key, making)
	return making.finally(() => beingMade.delete(key))
}

async function paint(page: Parameters<typeof askWorker>[0]): Promise<Uint8Array> {
	const painted = await askWorker(page)
	if (!painted) throw notFound()
	return painted
}

const askWorker = (page: { path: string; type: string; page: number; turns: number }) =>
	inspectors.run("page.paint", page, WITH_TIME_FOR_PICTURES).catch((error: unknown) => {
		if (error instanceof WorkerLimitError && error.limit === "queue")
			throw new DomainError(
				"not-allowed-now",
				"Сейчас открывают много файлов. Подождите минуту и обновите страницу.",
			)
		throw new DomainError("not-allowed-now", "Эту страницу показать не удалось. Откройте сам файл.")
	})

function refused(error: unknown): never {
	throw error instanceof FileMissingError ? notFound() : error
}

export const pageImageResponse = (bytes: Uint8Array): Response =>
	new Response(new Uint8Array(bytes), {
		headers: {
			"Content-Type": "image/jpeg",
			"Content-Length": String(bytes.length),
			"Content-Disposition": "inline",
			"X-Content-Type-Options": "nosniff",
			"Cache-Control": "private, no-store",
		},
	})
