import { createHash } from "node:crypto"
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buffer } from "node:stream/consumers"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { createFileStore, FileMissingError, FileTooLargeError } from "./store.server.ts"

let folder: string
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "store-"))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const store = () => createFileStore(`file:${folder}`)
const text = Buffer.from("Заявление")
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")

async function* chunks(count: number, size: number) {
	for (let index = 0; index < count; index++) yield new Uint8Array(size)
}

describe("the file store", () => {
	it("stores content under its sha256 and gives the same bytes back", async () => {
		const files = store()
		const stored = await files.put([text.subarray(0, 5), text.subarray(5)])
		expect(stored).toEqual({ hash: hashOf(text), size: text.byteLength })
		const opened = await files.open(stored.hash)
		expect(opened.size).toBe(text.byteLength)
		expect(await buffer(opened.stream)).toEqual(text)
		expect(await files.path(stored.hash)).toBe(join(folder, stored.hash.slice(0, 2), stored.hash.slice(2)))
	})

	it("stores the same content once, even if it arrives twice at the same moment", async () => {
		const files = store()
		const both = await Promise.all([files.put([text]), files.put([text])])
		expect(both[0]).toEqual(both[1])
		expect(await readdir(join(folder, hashOf(text).slice(0, 2)))).toHaveLength(1)
		expect(await readdir(join(folder, "incoming"))).toEqual([])
	})

	it("stops reading past the limit and leaves nothing behind", async () => {
		let sent = 0
		async function* endless() {
			for (;;) {
				sent += 1024
				yield new Uint8Array(1024)
			}
		}
		await expect(store().put(endless(), 10_000)).rejects.toBeInstanceOf(FileTooLargeError)
		expect(sent).toBeLessThan(12_000)
		expect(await readdir(join(folder, "incoming"))).toEqual([])
	})

	it("accepts a file of exactly 20 MB and refuses one byte more", async () => {
		const files = store()
		expect((await files.put(chunks(20, 1024 * 1024))).size).toBe(20 * 1024 * 1024)
		async function* oneMore() {
			yield* chunks(20, 1024 * 1024)
			yield new Uint8Array(1)
		}
		await expect(files.put(oneMore())).rejects.toBeInstanceOf(FileTooLargeError)
	})

	it("leaves nothing behind when the sender disconnects", async () => {
		async function* broken() {
			yield text
			throw new Error("connection reset")
		}
		await expect(store().put(broken())).rejects.toThrow("connection reset")
		expect(await readdir(join(folder, "incoming"))).toEqual([])
	})

	it("has only what was stored, and no path for a made-up hash", async () => {
		const files = store()
		const { hash } = await files.put([text])
		expect(await files.has(hash)).toBe(true)
		expect(await files.has("0".repeat(64))).toBe(false)
		expect(await files.has("../../etc/passwd")).toBe(false)
		await expect(files.open("0".repeat(64))).rejects.toBeInstanceOf(FileMissingError)
		await expect(files.path(`../${hash}`)).rejects.toBeInstanceOf(FileMissingError)
	})

	it("removes at its start what a dead process left unfinished, but not an upload that still runs", async () => {
		store()
		const dead = join(folder, "incoming", "dead")
		const live = join(folder, "incoming", "live")
		await writeFile(dead, "x")
		await writeFile(live, "x")
		const yesterday = new Date(Date.now() - 24 * 3600_000)
		await utimes(dead, yesterday, yesterday)
		store()
		expect(await readdir(join(folder, "incoming"))).toEqual(["live"])
	})

	it("checks that the folder can be written, and says when it cannot", async () => {
		const files = store()
		await files.check()
		expect(await readdir(join(folder, "incoming"))).toEqual([])
		await rm(folder, { recursive: true })
		await expect(files.check()).rejects.toThrow()
	})

	it("says clearly that another kind of store is not supported yet", () => {
		expect(() => createFileStore("s3://bucket?endpoint=http://localhost")).toThrow(
			"s3:// пока не поддерживается",
		)
		expect(() => createFileStore("/srv/files")).toThrow("укажите папку: file:…")
		expect(() => createFileStore("file:")).toThrow("FILES_URL")
	})
})
