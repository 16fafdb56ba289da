import { cleanImage } from "#app/files/clean-image.server.ts"
import { DOC, DOCX, JPEG, PDF, PNG, TIFF, ZIP } from "#app/files/file-types.ts"
import { inspectFile } from "#app/files/inspect.server.ts"
import { joinImages } from "#app/files/join-images.server.ts"
import { nameWithEnding } from "#app/files/readable-name.ts"
import { fileStore } from "#app/files/store.server.ts"
import { unpackArchive } from "#app/files/unpack.server.ts"
import { invalid } from "#app/utils/errors.ts"
import type { UploadedFile } from "../application.schema.ts"

/** A file whose content was checked, ready to be stored as rows. */
export interface TakenFile {
	hash: string
	size: number
	type: string
	extension: string
	pages: number | null
	blankPages: number[]
	originalName: string
}

const IMAGES: readonly string[] = [JPEG, PNG, TIFF]
const WORD: readonly string[] = [DOC, DOCX]
const refuse = (reason: string) => invalid({ file: reason }, reason)

/** Files to be stored unchanged, except that pictures lose their camera data and a TIFF becomes a PDF. */
export async function takeFiles(
	files: readonly UploadedFile[],
	accepts: readonly string[],
): Promise<TakenFile[]> {
	const found = await lookAtFiles(files, accepts)
	return Promise.all(
		found.map(async (file) => {
			if (file.type === TIFF) return oneOf([file])
			if (!IMAGES.includes(file.type)) return file
			return { ...file, ...(await cleanImage({ hash: file.hash, name: file.originalName })) }
		}),
	)
}

/** Checks every file. A refusal names the file and says what to do about it. Archives are unpacked. */
async function lookAtFiles(files: readonly UploadedFile[], accepts: readonly string[]): Promise<TakenFile[]> {
	const store = fileStore()
	const taken: TakenFile[] = []
	for (const { hash, size, originalName } of files) {
		const found = await inspectFile(await store.path(hash), originalName, accepts)
		if (!found.ok) throw refuse(found.reason)
		if (found.type !== ZIP) {
			taken.push({ ...found, hash, size, originalName: nameWithEnding(originalName, found.extension) })
			continue
		}
		const inside = accepts.filter((type) => type !== ZIP)
		for (const entry of await unpackArchive({ hash, originalName }, inside, store))
			taken.push({ ...entry, originalName: nameWithEnding(baseName(entry.name), entry.extension) })
	}
	return taken
}

/** Makes one document of its pages: a PDF stays as it is, photographs are joined into a PDF. */
export async function takeOneDocument(
	files: readonly UploadedFile[],
	accepts: readonly string[],
): Promise<TakenFile> {
	if (files.length === 0) throw refuse("Выберите файл.")
	const taken = await lookAtFiles(files, accepts)
	return oneOf(taken)
}

async function oneOf(taken: readonly TakenFile[]): Promise<TakenFile> {
	const [first, ...others] = taken
	if (!first) throw refuse("Выберите файл.")
	if (others.length === 0 && !IMAGES.includes(first.type)) return first
	if (!taken.every(({ type }) => IMAGES.includes(type)))
		throw refuse(
			"Документ должен быть одним файлом: один PDF со всеми страницами или только фотографии страниц — из них система соберёт PDF.",
		)
	const joined = await joinImages(
		taken.map(({ hash, originalName }) => ({ hash, name: originalName })),
		fileStore(),
	)
	return {
		...joined,
		type: PDF,
		extension: "pdf",
		blankPages: blankPagesOf(taken),
		originalName: first.originalName.replace(/\.[^.]+$/, ".pdf"),
	}
}

/** Numbers of the blank pages after the pictures have been joined. */
function blankPagesOf(taken: readonly TakenFile[]): number[] {
	let before = 0
	return taken.flatMap(({ pages, blankPages }) => {
		const first = before
		before += pages ?? 1
		return blankPages.map((page) => first + page)
	})
}

/**
 * Takes the signed application, and also the tables if one archive contains both: a Word file is the tables, a PDF or
 * photographs are the scan. If the archive has two PDFs, we cannot tell them apart, so the person must attach them one by
 * one.
 */
export async function takeScanAndTables(
	files: readonly UploadedFile[],
	scanAccepts: readonly string[],
): Promise<{ scan: TakenFile; tables: TakenFile | null }> {
	if (files.length === 0) throw refuse("Выберите файл.")
	const taken = await lookAtFiles(files, [...scanAccepts, ZIP, DOC, DOCX])
	const tables = taken.filter(({ type }) => WORD.includes(type))
	const scan = taken.filter(({ type }) => !WORD.includes(type))
	if (scan.length === 0)
		throw refuse(
			"Здесь прикрепляют подписанное заявление: PDF или фотографии страниц. Таблицы Word — в поле ниже.",
		)
	if (tables.length > 1) throw refuse("В архиве несколько файлов Word. Оставьте один — таблицы результатов.")
	return { scan: await oneOf(scan), tables: tables[0] ?? null }
}

/** Refuses a document with a blank page. The person who attaches it confirms that all pages and signatures are there. */
export function withoutBlankPages(document: TakenFile): TakenFile {
	if (document.blankPages.length === 0) return document
	const pages = document.blankPages.join(", ")
	throw refuse(
		document.blankPages.length === 1
			? `Страница ${pages} пустая. Отсканируйте документ снова, без пустых страниц.`
			: `Страницы ${pages} пустые. Отсканируйте документ снова, без пустых страниц.`,
	)
}

const baseName = (name: string) => name.split("/").at(-1) ?? name
