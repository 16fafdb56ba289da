import { Readable } from "node:stream"
import { Busboy, type BusboyInstance } from "@fastify/busboy"
import { MOST_FIELDS, MOST_TEXT_BYTES } from "#app/utils/http/form-fields.ts"

/** The parts of a multipart request. `onFile` must read the content to its end or throw. */
export interface MultipartReader {
	maxFiles: number
	onField(name: string, value: string): void
	/** @param fileName without its folder; empty if nothing was chosen */
	onFile(name: string, fileName: string, content: AsyncIterable<Uint8Array>): Promise<void>
	/** More fields, files or text than a form may have. The rest is read and discarded. */
	onLimit(limit: "fields" | "files" | "text", name: string): void
}

/** The request is not one that a browser sends, or it was cut off. */
export class MalformedMultipartError extends Error {
	constructor(cause: unknown) {
		super("malformed multipart request", { cause })
		this.name = "MalformedMultipartError"
	}
}

const MAX_HEADER_BYTES = 16 * 1024
const MAX_HEADERS = 20
const MAX_FILE_NAME = 200

/** Whether the request says that it is a form that may contain files. */
export const isMultipart = (contentType: string): boolean => /^\s*multipart\/form-data\b/i.test(contentType)

/** Busboy gives undefined for a part without a name, although its types say otherwise. An empty name is refused later. */
const nameOf = (sent: string | undefined) => sent ?? ""

/** In a name browsers write a quotation mark and line ends as %22, %0D, %0A, and encode nothing else. */
const unescapeBrowser = (value: string) =>
	value.replace(/%(22|0D|0A)/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))

/** Removes folders (some programs send the whole path) and control characters, and composes letters. */
export function cleanFileName(sent: string): string {
	const last = sent.split(/[/\\]/).pop() ?? ""
	const clean = last
		.normalize("NFC")
		.replace(/[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
		.trim()
	return [...clean].slice(0, MAX_FILE_NAME).join("")
}

/**
 * Reads `multipart/form-data` as a stream. Busboy keeps one chunk of a file and one field in memory. Files are passed on
 * one after another, each only when the one before has been read.
 *
 * @throws MalformedMultipartError if the request has no boundary, is cut off or breaks the format; and whatever `onFile`
 * throws
 */
export async function readMultipart(
	body: AsyncIterable<Uint8Array>,
	contentType: string,
	{ maxFiles, onField, onFile, onLimit }: MultipartReader,
): Promise<void> {
	const parser = parserFor(contentType, maxFiles)
	const files: Promise<void>[] = []
	const open = new Set<Readable>()
	let failure: unknown
	parser.on("field", (name, value, _nameCut, valueCut) => {
		if (valueCut) onLimit("text", nameOf(name))
		else onField(nameOf(name), value)
	})
	parser.on("file", (name, content, fileName) => {
		open.add(content)
		const kept = readToEnd(content, (bytes) =>
			onFile(nameOf(name), cleanFileName(unescapeBrowser(fileName)), bytes),
		)
		files.push(
			kept
				.catch((error: unknown) => {
					failure ??= error
				})
				.finally(() => open.delete(content)),
		)
	})
	parser.on("fieldsLimit", () => onLimit("fields", ""))
	parser.on("partsLimit", () => onLimit("fields", ""))
	parser.on("filesLimit", () => onLimit("files", "file"))
	try {
		await parsed(body, parser)
	} catch (error) {
		// The rest of this file will never arrive, so its reader must be told.
		for (const content of open) content.destroy(new MalformedMultipartError(error))
		throw error
	} finally {
		await Promise.all(files)
	}
	if (failure) throw failure
}

/** Busboy continues only when a file has been read to its end, even if its reader stops early or fails. */
async function readToEnd(content: Readable, read: (bytes: AsyncIterable<Uint8Array>) => Promise<void>) {
	content.on("error", () => undefined)
	const chunks = content[Symbol.asyncIterator]()
	// Without `return`, so that a reader that stops early does not destroy the stream.
	const next = () => chunks.next()
	try {
		await read({ [Symbol.asyncIterator]: () => ({ next }) })
	} finally {
		if (!content.destroyed) while (!(await next()).done);
	}
}

function parserFor(contentType: string, maxFiles: number): BusboyInstance {
	try {
		return new Busboy({
			headers: { "content-type": contentType.trim() },
			preservePath: true,
			isPartAFile: (_name, _type, fileName) => fileName !== undefined,
			limits: {
				fields: MOST_FIELDS,
				fieldSize: MOST_TEXT_BYTES,
				files: maxFiles,
				parts: MOST_FIELDS + maxFiles + 1,
				headerPairs: MAX_HEADERS,
				headerSize: MAX_HEADER_BYTES,
			},
		})
	} catch (error) {
		throw new MalformedMultipartError(error)
	}
}

/** @throws MalformedMultipartError, after reading the body to its end; and whatever the body itself throws */
function parsed(body: AsyncIterable<Uint8Array>, parser: BusboyInstance): Promise<void> {
	return new Promise((resolve, reject) => {
		const source = Readable.from(body, { objectMode: false })
		parser.once("finish", resolve)
		parser.on("error", (error) => {
			const malformed = new MalformedMultipartError(error)
			if (source.readableEnded) return reject(malformed)
			source.unpipe(parser)
			source.once("end", () => reject(malformed))
			source.resume()
		})
		// Ten thousand parts are not worth parsing, so the rest is read and discarded.
		parser.once("partsLimit", () => {
			source.unpipe(parser)
			source.once("end", resolve)
			source.resume()
		})
		source.once("error", reject)
		source.pipe(parser)
	})
}
