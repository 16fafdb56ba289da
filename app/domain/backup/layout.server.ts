import { mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { createFileStore, type FileStore } from "#app/files/store.server.ts"
import { type ReadManifest, readManifest } from "./manifest.ts"

// A copy is a folder: README.txt, manifest.json, database-…/ with one file for each table, and files/ by hash as in the store.

const MARK = "README.txt"
const MANIFEST = "manifest.json"
/** Hash and size of each file, one line per file. */
export const FILE_LIST = "files.tsv"

const README = `Резервная копия системы «Аттестация». В ней персональные данные: храните её так же, как сервер.
Проверить:    npm run backup -- --check ЭТА-ПАПКА
Восстановить: npm run restore -- ЭТА-ПАПКА   (на пустой установке, с прежним файлом .env)
`

/** @throws Error, a sentence for the administrator, when the folder contains something else */
export async function prepareCopyFolder(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true, mode: 0o700 })
	const names = await readdir(folder)
	if (names.length > 0 && !names.includes(MARK))
		throw new Error(`В папке ${folder} лежит что-то другое, не копия. Укажите пустую папку или новую.`)
	if (names.length === 0) await writeFile(path.join(folder, MARK), README, { mode: 0o600 })
}

/** The files of the copy, stored in the same way as in the program's own store. */
export const storeOfCopy = (folder: string): FileStore =>
	createFileStore(pathToFileURL(path.join(folder, "files")).href)

export const tableFile = (folder: string, tablesIn: string, table: string): string =>
	path.join(folder, tablesIn, `${table}.copy.gz`)

/** @throws Error, a sentence for the administrator, when the folder does not contain a complete copy */
export async function loadManifest(
	folder: string,
	secret: string,
): Promise<Exclude<ReadManifest, { fault: string }>> {
	const text = await readFile(path.join(folder, MANIFEST), "utf8").catch((error: NodeJS.ErrnoException) => {
		throw new Error(
			error.code === "ENOENT"
				? `В папке ${folder} нет готовой копии (файла manifest.json): её не делали или не закончили.`
				: `Копию в папке ${folder} не прочесть: ${error.message}.`,
		)
	})
	const read = readManifest(text, secret)
	if ("fault" in read) throw new Error(read.fault)
	return read
}

/** Puts the manifest in place in one step. Until then the folder contains the complete previous copy. */
export async function placeManifest(folder: string, text: string): Promise<void> {
	const fresh = path.join(folder, `${MANIFEST}.new`)
	const handle = await open(fresh, "w", 0o600)
	try {
		await handle.writeFile(text)
		await handle.sync()
	} finally {
		await handle.close()
	}
	await rename(fresh, path.join(folder, MANIFEST))
}

/** Removes files of earlier copies that the current one does not name. */
export async function clearAway(
	folder: string,
	{ tablesIn, hashes }: { tablesIn: string; hashes: ReadonlySet<string> },
): Promise<void> {
	for (const name of await readdir(folder))
		if (/^database-/.test(name) && name !== tablesIn)
			await rm(path.join(folder, name), { recursive: true, force: true })
	const files = path.join(folder, "files")
	for (const start of (await readdir(files)).filter((name) => /^[0-9a-f]{2}$/.test(name)))
		for (const rest of await readdir(path.join(files, start)))
			if (!hashes.has(start + rest)) await rm(path.join(files, start, rest), { force: true })
}
