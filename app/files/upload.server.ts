import { DomainError } from "#app/utils/errors.ts"
import { describeSize, MAX_FILE_BYTES } from "./limits.ts"
import { boundaryOf, MalformedMultipartError, type Part, readMultipart } from "./multipart.server.ts"
import { refuse } from "./refusals.ts"
import { type FileStore, FileTooLargeError, fileStore } from "./store.server.ts"

export interface ReceivedFile {
	/** The name of the form's field. */
	field: string
	/** As the sender called it, without folders. */
	originalName: string
	hash: string
	size: number
}

export interface ReceivedUpload {
	/** Text fields only. */
	fields: FormData
	files: ReceivedFile[]
}

export interface UploadOptions {
	/** Files in one request; 20 unless told. */
	maxFiles?: number
	store?: FileStore
}

const DEFAULT_MAX_FILES = 20
const MAX_FIELDS = 500
const MAX_FIELD_BYTES = 256 * 1024
const MAX_FIELDS_BYTES = 1024 * 1024
/**
 * A browser hears an answer only when it has sent everything, so too large a request is read to its end up to this many
 * bytes; whoever sends more is cut off.
 */
const MAX_DRAINED_BYTES = 256 * 1024 * 1024

const tooLargeRequest = () =>
	new DomainError("invalid", "Отправлено слишком много данных сразу. Приложите файлы по одному.")

async function* readBody(request: Request, limit: number): AsyncGenerator<Uint8Array, void, void> {
	const reader = request.body?.getReader()
	if (!reader) return
	let total = 0
	let ended = false
	try {
		for (;;) {
			const { done, value } = await reader.read()
			ended = done
			if (done) return
			total += value.byteLength
			if (total > limit) throw tooLargeRequest()
			yield value
		}
	} finally {
		if (!ended) await reader.cancel().catch(() => undefined)
		reader.releaseLock()
	}
}

/** The text, or `null` when it is longer than `limit` bytes: then it is read to its end all the same, and not kept. */
async function readText(content: AsyncIterable<Uint8Array>, limit: number): Promise<string | null> {
	const chunks: Uint8Array[] = []
	let size = 0
	for await (const chunk of content) {
		size += chunk.byteLength
		if (size <= limit) chunks.push(chunk)
	}
	if (size > limit) return null
	return new TextDecoder().decode(Buffer.concat(chunks))
}

/** No key types it and no database takes it into a text. */
const withoutNul = (text: string) => text.replaceAll("\0", "")

async function receiveMultipart(
	parts: AsyncIterable<Part>,
	{ store, maxFiles }: { store: FileStore; maxFiles: number },
): Promise<ReceivedUpload> {
	const fields = new FormData()
	const files: ReceivedFile[] = []
	const problems = new Map<string, string>()
	let fieldCount = 0
	let fieldBytes = 0
	for await (const { name, fileName, content } of parts) {
		if (fileName === undefined) {
			const text = await readText(content, Math.min(MAX_FIELD_BYTES, MAX_FIELDS_BYTES - fieldBytes))
			if (text === null || ++fieldCount > MAX_FIELDS)
				problems.set(name, `Текст длиннее ${describeSize(MAX_FIELD_BYTES)}. Сократите его и отправьте снова.`)
			else {
				fieldBytes += Buffer.byteLength(text)
				fields.append(name, withoutNul(text))
			}
			continue
		}
		// A file field in which nothing was chosen comes with an empty name.
		if (fileName === "") continue
		if (files.length >= maxFiles)
			problems.set(
				name,
				`За один раз можно приложить не больше ${maxFiles} файлов. Отправьте остальные отдельно.`,
			)
		// One refusal refuses the request: what follows it is not worth keeping.
		if (problems.size > 0) continue
		try {
			files.push({ field: name, originalName: fileName, ...(await store.put(content)) })
		} catch (error) {
			if (!(error instanceof FileTooLargeError)) throw error
			problems.set(name, refuse.tooLarge(fileName, error.limit).message)
		}
	}
	if (problems.size > 0)
		throw new DomainError("invalid", "Форма не принята: исправьте то, что отмечено.", {
			fields: Object.fromEntries(problems),
		})
	return { fields, files }
}

/** Whether the form was sent as one that may hold files. */
export const carriesFiles = (request: Request): boolean =>
	boundaryOf(request.headers.get("Content-Type") ?? "") !== null

/**
 * Reads a form, files included, as a stream: file parts go straight to the store and are never whole in memory. Call it
 * only after the sender is known and allowed to send. Plain forms (urlencoded) work too. What was stored is not yet looked
 * at: `inspectFile` comes next.
 *
 * @throws DomainError "invalid"; for a file over 20 MB with the message at its field, after reading the request to its end
 */
export async function receiveUpload(
	request: Request,
	{ maxFiles = DEFAULT_MAX_FILES, store = fileStore() }: UploadOptions = {},
): Promise<ReceivedUpload> {
	const contentType = request.headers.get("Content-Type") ?? ""
	const boundary = boundaryOf(contentType)
	if (boundary !== null) {
		const limit = Math.max(MAX_DRAINED_BYTES, maxFiles * MAX_FILE_BYTES + MAX_FIELDS_BYTES * 2)
		try {
			return await receiveMultipart(readMultipart(readBody(request, limit), boundary), { store, maxFiles })
		} catch (error) {
			if (!(error instanceof MalformedMultipartError)) throw error
			throw new DomainError("invalid", "Форма пришла не целиком. Проверьте связь и отправьте её снова.")
		}
	}
	const fields = new FormData()
	if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
		const text = await readText(readBody(request, MAX_DRAINED_BYTES), MAX_FIELDS_BYTES)
		if (text === null) throw tooLargeRequest()
		for (const [name, value] of new URLSearchParams(text)) fields.append(name, withoutNul(value))
	}
	return { fields, files: [] }
}
