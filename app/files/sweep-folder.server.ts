import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises"
import { join } from "node:path"

export interface Sweep {
	/** The real time, because the ages of files come from the disk. */
	now: Date
	/** Returns those of the hashes to which a row refers. */
	known(hashes: readonly string[]): Promise<ReadonlySet<string>>
}

/** How many files were moved or removed. */
export interface Swept {
	setAside: number
	restored: number
	removed: number
}

const HOUR_MS = 3_600_000
/** An upload is inspected and recorded within minutes. Files of this age do not belong to a running upload. */
const SET_ASIDE_AFTER_MS = 4 * HOUR_MS
/** For this long the next sweep can undo a mistake, for example a wrong database. A refused file is removed within a day. */
const REMOVE_AFTER_MS = 16 * HOUR_MS
const BATCH = 500

/**
 * Removes files from a store (`ab/cdef…` by hash) that no row refers to, because they were stored and then refused. They
 * are first moved to `aside/` and removed on the same day; those that a row refers to by then are moved back. No lock is
 * taken. The age of a file is checked again after the move, so a file that has just been stored again returns at once. A
 * sweep that dies half-way is finished by the next one.
 */
export async function sweepFolder(root: string, { now, known }: Sweep): Promise<Swept> {
	const aside = join(root, "aside")
	await mkdir(aside, { recursive: true, mode: 0o700 })
	const place = (hash: string) => join(root, hash.slice(0, 2), hash.slice(2))
	const isOlder = async (path: string, ms: number) => now.getTime() - (await stat(path)).mtimeMs > ms
	const swept: Swept = { setAside: 0, restored: 0, removed: 0 }

	const giveBack = async (hash: string) => {
		await mkdir(join(root, hash.slice(0, 2)), { recursive: true, mode: 0o700 })
		await rename(join(aside, hash), place(hash))
	}
	const restoreKnown = async (hashes: readonly string[]) => {
		const referred = await known(hashes)
		for (const hash of referred) await giveBack(hash)
		swept.restored += referred.size
		return hashes.filter((hash) => !referred.has(hash))
	}

	for (const hashes of batches((await readdir(aside)).filter(isHash)))
		for (const hash of await restoreKnown(hashes))
			if (await isOlder(join(aside, hash), REMOVE_AFTER_MS)) {
				await rm(join(aside, hash), { force: true })
				swept.removed += 1
			}

	for (const hashes of batches(await oldFiles(root, (path) => isOlder(path, SET_ASIDE_AFTER_MS)))) {
		const referred = await known(hashes)
		const moved: string[] = []
		for (const hash of hashes.filter((one) => !referred.has(one))) {
			const at = join(aside, hash)
			await rename(place(hash), at)
			if (await isOlder(at, SET_ASIDE_AFTER_MS)) {
				await utimes(at, now, now)
				moved.push(hash)
			} else await giveBack(hash)
		}
		swept.setAside += (await restoreKnown(moved)).length
	}
	return swept
}

const isHash = (name: string) => /^[0-9a-f]{64}$/.test(name)

async function oldFiles(root: string, isOld: (path: string) => Promise<boolean>): Promise<string[]> {
	const found: string[] = []
	for (const folder of (await readdir(root)).filter((name) => /^[0-9a-f]{2}$/.test(name)))
		for (const name of await readdir(join(root, folder)))
			if (isHash(folder + name) && (await isOld(join(root, folder, name)))) found.push(folder + name)
	return found
}

function* batches<T>(all: readonly T[]): Generator<T[]> {
	for (let start = 0; start < all.length; start += BATCH) yield all.slice(start, start + BATCH)
}
