/** A part of a multipart request; what is not read of `content` is skipped when the next part is asked for. */
export interface Part {
	name: string
	/** The sender's file name without its folder; `undefined` for an ordinary field. */
	fileName: string | undefined
	content: AsyncIterable<Uint8Array>
}

/** The request is not what a browser sends. */
export class MalformedMultipartError extends Error {
	constructor(what: string) {
		super(`malformed multipart request: ${what}`)
		this.name = "MalformedMultipartError"
	}
}

const MAX_HEADER_BYTES = 16 * 1024
const MAX_FILE_NAME = 200
const CRLF = "\r\n"

export function boundaryOf(contentType: string): string | null {
	const match = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(
		contentType,
	)
	return match?.[1] ?? match?.[2] ?? null
}

/** Browsers write a quote and line ends of a name as %22, %0D, %0A and nothing else. */
const unescapeBrowser = (value: string) =>
	value.replace(/%(22|0D|0A)/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))

/** Without folders (some programs send the whole path) and control characters, in the composed form of letters. */
export function cleanFileName(sent: string): string {
	const last = sent.split(/[/\\]/).pop() ?? ""
	const clean = last
		.normalize("NFC")
		.replace(/[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
		.trim()
	return [...clean].slice(0, MAX_FILE_NAME).join("")
}

function decodeExtended(value: string): string | undefined {
	const match = /^utf-8'[^']*'(.*)$/i.exec(value)
	try {
		return match?.[1] === undefined ? undefined : decodeURIComponent(match[1])
	} catch {
		return undefined
	}
}

/** Names may hold `;`, `=` and quotes: the header is read by its grammar, not split. */
function parseDisposition(headers: string): { name: string; fileName: string | undefined } {
	const line = headers.split(CRLF).find((header) => /^content-disposition\s*:/i.test(header))
	if (line === undefined || !/:\s*form-data\b/i.test(line))
		throw new MalformedMultipartError("no disposition")
	const values = new Map<string, string>()
	for (const match of line.matchAll(/;\s*([\w-]+\*?)\s*=\s*(?:"((?:[^"\\]|\\"|\\)*)"|([^;\s]*))/g)) {
		const [, key = "", quoted, bare = ""] = match
		values.set(
			key.toLowerCase(),
			quoted === undefined ? bare : unescapeBrowser(quoted.replaceAll('\\"', '"')),
		)
	}
	const name = values.get("name")
	if (name === undefined) throw new MalformedMultipartError("a part without a name")
	const fileName = decodeExtended(values.get("filename*") ?? "") ?? values.get("filename")
	return { name, fileName: fileName === undefined ? undefined : cleanFileName(fileName) }
}

/**
 * Reads `multipart/form-data` as a stream: never more than one chunk and one header in memory. Remix's own reader splits
 * headers at every `;` and `=` (so «а;б.pdf» fails the whole request) and keeps unread parts in memory.
 *
 * @throws MalformedMultipartError also when the request ends too soon
 */
export async function* readMultipart(
	body: AsyncIterable<Uint8Array>,
	boundary: string,
): AsyncGenerator<Part, void, void> {
	const source = body[Symbol.asyncIterator]()
	const delimiter = Buffer.from(`${CRLF}--${boundary}`, "latin1")
	// The first delimiter has no line before it; this one makes all of them alike.
	let pending: Buffer = Buffer.from(CRLF)

	const fill = async () => {
		const { done, value } = await source.next()
		if (done) throw new MalformedMultipartError("unexpected end")
		pending = pending.byteLength === 0 ? Buffer.from(value) : Buffer.concat([pending, value])
	}
	const take = (length: number): Buffer => {
		const taken = pending.subarray(0, length)
		pending = pending.subarray(length)
		return taken
	}
	async function* upToDelimiter(): AsyncGenerator<Uint8Array, void, void> {
		for (;;) {
			const at = pending.indexOf(delimiter)
			if (at >= 0) {
				const last = take(at)
				take(delimiter.byteLength)
				if (last.byteLength > 0) yield last
				return
			}
			const certain = pending.byteLength - delimiter.byteLength + 1
			if (certain > 0) yield take(certain)
			await fill()
		}
	}

	for await (const _ of upToDelimiter());
	for (;;) {
		while (pending.byteLength < 2) await fill()
		if (take(2).toString("latin1") === "--") break
		let end = pending.indexOf(CRLF + CRLF)
		while (end < 0) {
			if (pending.byteLength > MAX_HEADER_BYTES) throw new MalformedMultipartError("headers too long")
			await fill()
			end = pending.indexOf(CRLF + CRLF)
		}
		const headers = take(end).toString("utf8")
		take(CRLF.length * 2)
		const content = upToDelimiter()
		// Without `return`, so that a reader who stops early leaves the rest to be skipped here.
		const next = () => content.next()
		yield { ...parseDisposition(headers), content: { [Symbol.asyncIterator]: () => ({ next }) } }
		while (!(await next()).done);
	}
	// What follows the last delimiter means nothing; read it, so that the sender hears the answer.
	while (!(await source.next()).done);
}
