import { createHash, randomUUID } from "node:crypto"
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs"
import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { dirname, join, resolve } from "node:path"
import type { Readable } from "node:stream"
import { fileURLToPath } from "node:url"
import { env } from "#app/utils/env.server.ts"
import { MAX_FILE_BYTES } from "./limits.ts"
import { sweepMade } from "./pages/sweep-made.server.ts"
import { ResumableUploads } from "./resumable/resumable-uploads.server.ts"
import { type Sweep, type Swept, sweepFolder } from "./sweep-folder.server.ts"

/** A stream of bytes: a Node stream, a part of a request, a generator. */
export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface StoredFile {
	/** sha256 of the content, 64 hexadecimal digits; the file's only name in the store. */
	hash: string
	/** Bytes. */
	size: number
}

/** Files by the hash of their content. They are written once and never change, and the same content is stored once. */
export interface FileStore {
	/** Stores a stream of bytes. After `limit` bytes it stops, stores nothing and throws `FileTooLargeError`. */
	put(content: Bytes, limit?: number): Promise<StoredFile>
	/** Throws `FileMissingError` if the store has no such content. */
	open(hash: string): Promise<{ stream: Readable; size: number }>
	/** The path for a program that needs a real file. Throws `FileMissingError`. */
	path(hash: string): Promise<string>
	has(hash: string): Promise<boolean>
	/** Size on disk in bytes, or null if the store has no such content. */
	sizeOf(hash: string): Promise<number | null>
	/** Checks that the store can be written and read, and throws what is wrong. */
	check(): Promise<void>
	/** Returns what is made from a file, for example a page as an image. It is made once and stored beside the file until a sweep removes it. */
	made(hash: string, name: string, make: (path: string) => Promise<Uint8Array>): Promise<Uint8Array>
	/** Files that arrive in pieces, before they are stored under their hash. */
	readonly resumable: ResumableUploads
	/** Removes files that no row refers to, old or ownerless images made from files, and files that no form has taken. */
	sweep(sweep: Sweep): Promise<Swept>
}

export class FileTooLargeError extends Error {
	constructor(readonly limit: number) {
		super(`content is larger than ${limit} bytes`)
		this.name = "FileTooLargeError"
	}
}

export class FileMissingError extends Error {
	constructor(readonly hash: string) {
		super(`the file store has no content ${hash}`)
		this.name = "FileMissingError"
	}
}

// No upload lasts longer than the server's limit for a request (5 minutes). So an older temporary file is left from a
// process that died. A younger one may belong to another process with the same folder.
const LEFTOVER_AFTER_MS = 15 * 60_000

/** Files made from the contents, which no backup needs. */
const MADE = "made"
/** Files that arrive in pieces. No backup needs them either. */
const ARRIVING = "arriving"

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT"

async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, "r")
	try {
		await handle.sync()
	} finally {
		await handle.close()
	}
}

/**
 * A folder on disk: `ab/cdef…` by hash, with unfinished files in `incoming/` on the same file system, because rename must be atomic,
 * with what was made from each file in `made/ab/cdef…/`, and with files that arrive in pieces in `arriving/`.
 */
class DiskStore implements FileStore {
	readonly #root: string
	readonly #incoming: string
	readonly resumable: ResumableUploads

	constructor(root: string) {
		this.#root = root
		this.resumable = new ResumableUploads(join(root, ARRIVING))
		this.#incoming = join(root, "incoming")
		mkdirSync(this.#incoming, { recursive: true, mode: 0o700 })
		this.#removeLeftovers()
	}

	#removeLeftovers(): void {
		const oldest = Date.now() - LEFTOVER_AFTER_MS
		for (const name of readdirSync(this.#incoming)) {
			const path = join(this.#incoming, name)
			const stats = statSync(path, { throwIfNoEntry: false })
			if (stats && stats.mtimeMs < oldest) rmSync(path, { force: true })
		}
	}

	#locate(hash: string): string {
		// A hash may come from an address or a form, so only hexadecimal digits ever become a path.
		if (!/^[0-9a-f]{64}$/.test(hash)) throw new FileMissingError(hash)
		return join(this.#root, hash.slice(0, 2), hash.slice(2))
	}

	async put(content: Bytes, limit = MAX_FILE_BYTES): Promise<StoredFile> {
		const temporary = join(this.#incoming, randomUUID())
		const digest = createHash("sha256")
		let size = 0
		const handle = await open(temporary, "wx", 0o600)
		try {
			for await (const chunk of content) {
				size += chunk.byteLength
				if (size > limit) throw new FileTooLargeError(limit)
				digest.update(chunk)
				await handle.writeFile(chunk)
			}
			await handle.sync()
			await handle.close()
			const hash = digest.digest("hex")
			const path = this.#locate(hash)
			const folder = dirname(path)
			if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(this.#root)
			await rename(temporary, path)
			await syncFolder(folder)
			return { hash, size }
		} catch (error) {
			await handle.close().catch(() => undefined)
			await rm(temporary, { force: true })
			throw error
		}
	}

	async open(hash: string): Promise<{ stream: Readable; size: number }> {
		try {
			const handle = await open(this.#locate(hash), "r")
			const { size } = await handle.stat()
			return { stream: handle.createReadStream(), size }
		} catch (error) {
			throw isMissing(error) ? new FileMissingError(hash) : error
		}
	}

	async path(hash: string): Promise<string> {
		if (!(await this.has(hash))) throw new FileMissingError(hash)
		return this.#locate(hash)
	}

	async has(hash: string): Promise<boolean> {
		return (await this.sizeOf(hash)) !== null
	}

	async sizeOf(hash: string): Promise<number | null> {
		try {
			return (await stat(this.#locate(hash))).size
		} catch (error) {
			if (isMissing(error) || error instanceof FileMissingError) return null
			throw error
		}
	}

	async check(): Promise<void> {
		const probe = join(this.#incoming, `probe-${randomUUID()}`)
		const handle = await open(probe, "wx", 0o600)
		try {
			await handle.writeFile(probe)
			await handle.close()
			if ((await readFile(probe, "utf8")) !== probe) throw new Error(`${this.#root} reads back other bytes`)
		} finally {
			await handle.close().catch(() => undefined)
			await rm(probe, { force: true })
		}
	}

	async made(hash: string, name: string, make: (path: string) => Promise<Uint8Array>): Promise<Uint8Array> {
		const source = await this.path(hash)
		const folder = join(this.#root, MADE, hash.slice(0, 2), hash.slice(2))
		const path = join(folder, name)
		const known = await readFile(path).catch((error: unknown) => {
			if (!isMissing(error)) throw error
			return null
		})
		if (known) return known
		const bytes = await make(source)
		// Whoever reads meanwhile finds the whole file or none; a power cut costs making it again.
		const temporary = join(this.#incoming, randomUUID())
		await writeFile(temporary, bytes, { mode: 0o600 })
		await mkdir(folder, { recursive: true, mode: 0o700 })
		await rename(temporary, path)
		return bytes
	}

	async sweep(sweep: Sweep): Promise<Swept> {
		const swept = await sweepFolder(this.#root, sweep)
		await this.resumable.sweep()
		await sweepMade(join(this.#root, MADE), { now: sweep.now, has: (hash) => this.has(hash) })
		return swept
	}
}

/**
 * @param url `file:var/data/files` (relative to the working folder) or `file:///srv/files`. Another kind of store
 * (`s3://…`) needs one more class here and one more line below.
 */
export function createFileStore(url: string): FileStore {
	if (url.startsWith("file://")) return new DiskStore(fileURLToPath(url))
	if (url.startsWith("file:") && url.length > "file:".length)
		return new DiskStore(resolve(url.slice("file:".length)))
	if (url.startsWith("s3:"))
		throw new Error("FILES_URL: хранилище s3:// пока не поддерживается, укажите папку: file:…")
	throw new Error(`FILES_URL: непонятный адрес хранилища «${url}», укажите папку: file:…`)
}

let shared: FileStore | undefined

/** The store of this process, at the place that `FILES_URL` names. */
export function fileStore(): FileStore {
	shared ??= createFileStore(env.FILES_URL)
	return shared
}
