import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { readFile } from "node:fs/promises"
import path from "node:path"
import { pipeline } from "node:stream/promises"
import { createGunzip } from "node:zlib"
import { FILE_LIST, loadManifest, storeOfCopy, tableFile } from "./layout.server.ts"
import type { Manifest } from "./manifest.ts"
import { hashing } from "./tables.server.ts"

export interface CheckedCopy {
	readonly manifest: Manifest
	/** Sentences about what is wrong. If there are none, the copy can be restored completely. */
	readonly faults: string[]
}

const UNSIGNED =
	"Подпись описи не сходится: копию меняли, или SESSION_SECRET в .env не тот, что у системы, с которой она снята."

/**
 * Reads the whole copy and compares it with its manifest.
 * @throws Error, a sentence for the administrator, when the folder does not contain a copy
 */
export async function checkCopy(
	folder: string,
	secret: string,
): Promise<CheckedCopy & { isSigned: boolean }> {
	const { manifest, isSigned } = await loadManifest(folder, secret)
	const faults = isSigned ? [] : [UNSIGNED]
	for (const { name, sha256 } of manifest.tables)
		if ((await hashOfTable(tableFile(folder, manifest.tablesIn, name))) !== sha256)
			faults.push(`Таблица ${name} в копии повреждена или пропала.`)
	const list = await readFile(path.join(folder, manifest.tablesIn, FILE_LIST), "utf8").catch(() => "")
	if (createHash("sha256").update(list).digest("hex") !== manifest.files.sha256)
		faults.push("Список файлов в копии повреждён или пропал.")
	const store = storeOfCopy(folder)
	const absent = new Set(manifest.files.missing)
	for (const hash of hashesIn(list)) {
		if (absent.has(hash)) faults.push(`Файла ${hash} не было в хранилище, когда делали копию.`)
		else if (!(await isWhole(store, hash))) faults.push(`Файл ${hash} в копии повреждён или пропал.`)
	}
	return { manifest, isSigned, faults }
}

export const hashesIn = (list: string): string[] =>
	list.split("\n").flatMap((line) => (line ? [line.slice(0, 64)] : []))

async function hashOfTable(file: string): Promise<string | null> {
	const { through, digest } = hashing()
	try {
		await pipeline(createReadStream(file), createGunzip(), through.resume())
		return digest()
	} catch {
		return null
	}
}

async function isWhole(store: ReturnType<typeof storeOfCopy>, hash: string): Promise<boolean> {
	try {
		const found = createHash("sha256")
		for await (const chunk of (await store.open(hash)).stream) found.update(chunk)
		return found.digest("hex") === hash
	} catch {
		return false
	}
}
