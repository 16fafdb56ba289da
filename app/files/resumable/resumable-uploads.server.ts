import { randomBytes } from "node:crypto"
import { createReadStream, mkdirSync } from "node:fs"
import { readdir, stat } from "node:fs/promises"
import { join } from "node:path"
import { FileStore as TusStore } from "@tus/file-store"
import { Server } from "@tus/server"
import { paths } from "#app/utils/paths.ts"
import { MAX_APPLICATION_FILES, MAX_FILE_BYTES } from "../limits.ts"
import { cleanFileName } from "../multipart.server.ts"

/** A file is kept for this long, whole or not, so that its form can be sent again after a refusal. */
const KEPT_MS = 24 * 3_600_000

/** A file that has arrived in pieces and waits for its form. */
export interface ArrivedFile {
	/** The sender's name for it, without folders. */
	originalName: string
	/** To be read once. */
	content: AsyncIterable<Uint8Array>
}

/** What `@tus/server` turns into the answer to a request. */
const refuse = (status_code: number, body: string) => Object.assign(new Error(body), { status_code, body })

/** Parts of the protocol that no page uses: files joined of several, and files of unknown size. */
const NOT_OFFERED = ["Upload-Concat", "Upload-Defer-Length"]

const NAME = /^[\w-]{1,200}$/

/**
 * Files that arrive in pieces and go on where the line broke, by the protocol tus. A file belongs to the person who sent its
 * first piece, and only a form of the same person can take it. Files that no form takes are removed on the next day.
 */
export class ResumableUploads {
	readonly #folder: string
	readonly #store: TusStore
	readonly #server: Server
	readonly #owners = new WeakMap<Request, string>()

	constructor(folder: string) {
		mkdirSync(folder, { recursive: true, mode: 0o700 })
		this.#folder = folder
		this.#store = new TusStore({ directory: folder, expirationPeriodInMilliseconds: KEPT_MS })
		const ownerOf = (request: Request) => this.#owners.get(request) ?? ""
		this.#server = new Server({
			path: paths.uploads(),
			datastore: this.#store,
			maxSize: MAX_FILE_BYTES,
			relativeLocation: true,
			// The name begins with its owner, so nobody else's address is ever looked up.
			namingFunction: (request) => `${ownerOf(request)}-${randomBytes(16).toString("hex")}`,
			onIncomingRequest: async (request, id) => {
				if (!isOf(id, ownerOf(request))) throw refuse(404, "not found")
			},
			onUploadCreate: async (request) => {
				await this.#makeRoom(ownerOf(request))
				return {}
			},
		})
	}

	/**
	 * Answers one request of the protocol. Some proxies let only GET and POST through, so a piece comes as a POST that says it
	 * is a PATCH.
	 */
	async answer(request: Request, owner: string): Promise<Response> {
		if (NOT_OFFERED.some((name) => request.headers.has(name))) return new Response(null, { status: 400 })
		const isPiece =
			request.method === "POST" && request.headers.get("X-HTTP-Method-Override")?.toUpperCase() === "PATCH"
		const asked = isPiece ? new Request(request, { method: "PATCH" }) : request
		this.#owners.set(asked, owner)
		return this.#server.handleWeb(asked)
	}

	/** Returns a whole file of this owner, or null. It stays here, because its form may be refused and sent again. */
	async arrived(id: string, owner: string): Promise<ArrivedFile | null> {
		if (!isOf(id, owner)) return null
		const upload = await this.#store.getUpload(id).catch(() => null)
		if (!upload || upload.offset !== upload.size) return null
		return {
			originalName: cleanFileName(upload.metadata?.filename ?? ""),
			content: createReadStream(join(this.#folder, id)),
		}
	}

	/** Removes the files of yesterday. @returns their number */
	async sweep(): Promise<number> {
		return this.#server.cleanUpExpiredUploads()
	}

	/** One person keeps no more files here than an application may have. The oldest ones give way. */
	async #makeRoom(owner: string) {
		// Beside each file lies its description, `….json`, whose name is not a file's.
		const own = (await readdir(this.#folder)).filter((name) => isOf(name, owner))
		if (own.length < MAX_APPLICATION_FILES) return
		const dated = await Promise.all(
			own.map(async (id) => ({
				id,
				at: await stat(join(this.#folder, id)).then(
					({ mtimeMs }) => mtimeMs,
					() => 0,
				),
			})),
		)
		const oldest = dated
			.sort((one, other) => one.at - other.at)
			.slice(0, own.length - MAX_APPLICATION_FILES + 1)
		for (const { id } of oldest) await this.#store.remove(id).catch(() => undefined)
	}
}

const isOf = (id: string, owner: string) => owner !== "" && NAME.test(id) && id.startsWith(`${owner}-`)
