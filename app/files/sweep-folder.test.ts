import { mkdtemp, readdir, rm, utimes } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { createFileStore, type FileStore } from "./store.server.ts"

const HOUR = 3_600_000
let folder: string
let store: FileStore
let now: Date
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "sweep-"))
	store = createFileStore(`file:${folder}`)
	now = new Date()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A file stored this many hours ago. */
async function stored(words: string, hoursAgo: number): Promise<string> {
	const { hash } = await store.put([Buffer.from(words)])
	const at = new Date(now.getTime() - hoursAgo * HOUR)
	await utimes(await store.path(hash), at, at)
	return hash
}
const rows = new Set<string>()
beforeEach(() => rows.clear())
const known = async (hashes: readonly string[]) => new Set(hashes.filter((hash) => rows.has(hash)))
const sweep = (hoursLater = 0) => store.sweep({ now: new Date(now.getTime() + hoursLater * HOUR), known })

describe("the sweep of the store", () => {
	test("sets aside what was stored and refused some hours ago, and removes it within a day", async () => {
		const refused = await stored("refused", 5)
		expect(await sweep()).toEqual({ setAside: 1, restored: 0, removed: 0 })
		expect(await store.has(refused)).toBe(false)
		expect(await sweep(15)).toEqual({ setAside: 0, restored: 0, removed: 0 })
		expect(await sweep(17)).toEqual({ setAside: 0, restored: 0, removed: 1 })
		expect(await readdir(join(folder, "aside"))).toEqual([])
	})

	test("leaves files that a row refers to and files of the last hours", async () => {
		const kept = await stored("kept", 9000)
		rows.add(kept)
		const fresh = await stored("fresh", 3)
		expect(await sweep()).toEqual({ setAside: 0, restored: 0, removed: 0 })
		expect(await Promise.all([kept, fresh].map((hash) => store.has(hash)))).toEqual([true, true])
	})

	test("restores files that a row refers to after all, for example after a sweep with a wrong database", async () => {
		const hash = await stored("of another database", 48)
		await sweep()
		rows.add(hash)
		expect(await sweep(720)).toEqual({ setAside: 0, restored: 1, removed: 0 })
		expect(await store.has(hash)).toBe(true)
	})

	test("restores a file in the same sweep if its row is written while the file is moved", async () => {
		const hash = await stored("noted meanwhile", 48)
		let asked = 0
		const swept = await store.sweep({
			now,
			known: async (hashes) => {
				asked += 1
				if (asked > 1) rows.add(hash)
				return known(hashes)
			},
		})
		expect(swept).toEqual({ setAside: 0, restored: 1, removed: 0 })
		expect(await store.has(hash)).toBe(true)
	})

	test("keeps content that is stored again between the query and the move", async () => {
		const hash = await stored("sent twice", 48)
		const swept = await store.sweep({
			now,
			known: async (hashes) => {
				await store.put([Buffer.from("sent twice")])
				return known(hashes)
			},
		})
		expect(swept.setAside).toBe(0)
		expect(await store.has(hash)).toBe(true)
	})
})
