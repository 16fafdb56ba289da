import { isDiskFull, noteDiskFull } from "#app/utils/disk-full.ts"
import { DomainError, invalid } from "#app/utils/errors.ts"
import {
	FormFields,
	foreignName,
	isPlainName,
	MOST_TEXT_BYTES,
	tooMuch,
} from "#app/utils/http/form-fields.ts"
import { describeSize, MAX_FILE_BYTES } from "./limits.ts"
import { isMultipart, MalformedMultipartError, readMultipart } from "./multipart.server.ts"
import { refuse } from "./refusals.ts"
import { ARRIVED } from "./resumable/arrived.ts"
import { type FileStore, FileTooLargeError, fileStore } from "./store.server.ts"

// The only reader of request bodies: every action of the product reads its form here, once.

export interface ReceivedFile {
	/** The name of the form's field. */
	field: string
	/** The sender's name, without folders. */
	originalName: string
	hash: string
	size: number
}

export interface ReceivedUpload {
	fields: FormFields
	files: ReceivedFile[]
}

export interface UploadOptions {
	/** The maximal number of files in one request; 20 by default. */
	maxFiles?: number
	/** Whose files the form may name that have arrived in pieces before. Without it the form may name none. */
	owner?: string
	store?: FileStore
}

const DEFAULT_MAX_FILES = 20
/**
 * A browser reads the answer only when it has sent everything. So a request that is too large is read to its end, up to
 * this many bytes; a longer one is cut off.
 */
const MAX_DRAINED_BYTES = 256 * 1024 * 1024

const tooManyFiles = () =>
	new DomainError("invalid", "Отправлено слишком много данных сразу. Приложите файлы по одному.")
const cutOff = () =>
	new DomainError("invalid", "Форма пришла не целиком. Проверьте связь и отправьте её снова.")

async function* readBody(request: Request, limit: number): AsyncGenerator<Uint8Array, void, void> {
	const reader = request.body?.getReader()
	if (!reader) return
	let total = 0
	let ended = false
	try {
		for (;;) {
			const { done, value } = await reader.read().catch(() => {
				throw cutOff()
			})
			ended = done
			if (done) return
			total += value.byteLength
			if (total > limit) throw tooManyFiles()
			yield value
		}
	} finally {
		if (!ended) await reader.cancel().catch(() => undefined)
		reader.releaseLock()
	}
}

async function receivePlain(request: Request): Promise<FormFields> {
	const chunks: Uint8Array[] = []
	let size = 0
	for await (const chunk of readBody(request, MAX_DRAINED_BYTES)) {
		size += chunk.byteLength
		if (size <= MOST_TEXT_BYTES) chunks.push(chunk)
	}
	if (size > MOST_TEXT_BYTES) throw tooMuch()
	return new FormFields(new URLSearchParams(new TextDecoder().decode(Buffer.concat(chunks))))
}

async function receiveMultipart(
	request: Request,
	contentType: string,
	{ store, maxFiles, owner }: { store: FileStore; maxFiles: number; owner: string | undefined },
): Promise<ReceivedUpload> {
	const sent: [string, string][] = []
	// In the order of the form, which people choose: large files arrive in pieces before it, and it only names them.
	const files: (ReceivedFile | { arrived: string } | undefined)[] = []
	const problems = new Map<string, string>()
	let hasForeignName = false
	const refuseField = (name: string, message: string) => void problems.set(name, message)
	let textBytes = 0
	const limit = Math.max(MAX_DRAINED_BYTES, maxFiles * MAX_FILE_BYTES + MOST_TEXT_BYTES * 2)
	await readMultipart(readBody(request, limit), contentType, {
		maxFiles: maxFiles + 1,
		onField(name, value) {
			hasForeignName ||= !isPlainName(name)
			textBytes += Buffer.byteLength(value)
			if (textBytes > MOST_TEXT_BYTES) refuseField(name, textTooLong())
			else if (name === ARRIVED && owner) files.push({ arrived: value })
			else sent.push([name, value])
		},
		async onFile(name, fileName, content) {
			hasForeignName ||= !isPlainName(name)
			const place = files.push(undefined) - 1
			// A file field in which nothing was chosen arrives with an empty name.
			if (fileName !== "" && files.length > maxFiles) refuseField(name, tooManyFor(maxFiles))
			// One refusal refuses the whole request, so what follows need not be stored.
			if (fileName === "" || problems.size > 0 || hasForeignName) {
				for await (const _ of content);
				return
			}
			try {
				files[place] = { field: name, originalName: fileName, ...(await store.put(content)) }
			} catch (error) {
				if (error instanceof FileTooLargeError)
					refuseField(name, refuse.tooLarge(fileName, error.limit).message)
				else if (isDiskFull(error)) {
					noteDiskFull(error, "an upload was refused")
					refuseField(name, noSpace())
				} else throw error
			}
		},
		onLimit(what, name) {
			refuseField(name, what === "files" ? tooManyFor(maxFiles) : textTooLong())
		},
	})
	if (hasForeignName) throw foreignName()
	const whole = files.filter((file) => file !== undefined)
	if (whole.length > maxFiles) refuseField("file", tooManyFor(maxFiles))
	if (problems.size > 0)
		throw invalid(Object.fromEntries(problems), "Форма не принята: исправьте то, что отмечено.")
	const received: ReceivedFile[] = []
	for (const file of whole)
		received.push("arrived" in file ? await takeArrived(store, file.arrived, owner ?? "") : file)
	return { fields: new FormFields(sent), files: received }
}

async function takeArrived(store: FileStore, id: string, owner: string): Promise<ReceivedFile> {
	const found = await store.resumable.arrived(id, owner)
	if (!found) throw invalid({ file: NOT_ARRIVED }, NOT_ARRIVED)
	const { originalName, content } = found
	const stored = await store.put(content).catch((error: unknown) => {
		if (!isDiskFull(error)) throw error
		noteDiskFull(error, "an upload was refused")
		throw invalid({ file: noSpace() }, noSpace())
	})
	return { field: "file", originalName, ...stored }
}

const NOT_ARRIVED = "Файл не сохранился на сервере целиком. Выберите его и отправьте снова."

const noSpace = () =>
	"На сервере кончилось место, файл не сохранён. Всё, что Вы приложили раньше, цело. Сообщите оператору и приложите файл позже."

const textTooLong = () => `Текст длиннее ${describeSize(MOST_TEXT_BYTES)}. Сократите его и отправьте снова.`
const tooManyFor = (maxFiles: number) =>
	`За один раз можно приложить не больше ${maxFiles} файлов. Отправьте остальные отдельно.`

/** Whether the form was sent in the way that can contain files. */
export const carriesFiles = (request: Request): boolean =>
	isMultipart(request.headers.get("Content-Type") ?? "")

/**
 * Reads a form, including files, as a stream: files are written directly to the store and are never completely in memory.
 * Call it only after the sender is known and allowed to send. Plain forms (urlencoded) work too. A body that is not a form
 * gives an empty one, and the schema says what is missing. Stored files have not been inspected yet; call `inspectFile`
 * next.
 *
 * @throws DomainError "invalid"; for a file over 20 MB with the message at its field, after reading the request to its end
 */
export async function receiveUpload(
	request: Request,
	{ maxFiles = DEFAULT_MAX_FILES, store = fileStore(), owner }: UploadOptions = {},
): Promise<ReceivedUpload> {
	const contentType = request.headers.get("Content-Type") ?? ""
	if (isMultipart(contentType)) {
		try {
			return await receiveMultipart(request, contentType, { store, maxFiles, owner })
		} catch (error) {
			if (error instanceof MalformedMultipartError) throw cutOff()
			throw error
		}
	}
	const isPlainForm = /^\s*application\/x-www-form-urlencoded\b/i.test(contentType)
	return { fields: isPlainForm ? await receivePlain(request) : new FormFields(), files: [] }
}
