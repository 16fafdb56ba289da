import { SaxesParser } from "saxes"
import { FileRefusal, refuse } from "../refusals.ts"

/** An opening tag, with its names as read and its entities decoded. */
export interface Tag {
	/** Without the prefix. */
	local: string
	/** By name without prefix: «embed», «Target». */
	attributes: ReadonlyMap<string, string>
}

export interface XmlReader {
	open(tag: Tag): void
	close(local: string): void
	text(text: string): void
}

const withoutPrefix = (name: string) => name.slice(name.indexOf(":") + 1)
const DECLARED = /^<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/i
const ENCODINGS = new Set(["utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii"])

function decoderFor(start: Uint8Array): TextDecoder | null {
	const [first, second] = start
	if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0))
		return new TextDecoder("utf-16le", { fatal: true })
	if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c))
		return new TextDecoder("utf-16be", { fatal: true })
	const head = Buffer.from(start.subarray(0, 300))
		.toString("latin1")
		.replace(/^\xef\xbb\xbf/, "")
	const declared = DECLARED.exec(head)?.[1]?.toLowerCase()
	return declared === undefined || ENCODINGS.has(declared) ? new TextDecoder("utf-8", { fatal: true }) : null
}

/**
 * Parses XML as a stream, strictly. Anything not well formed is broken. A document type is refused, because its entities
 * could grow without limit or be fetched, and office documents never have one.
 *
 * @param budget how many bytes of XML may still be read
 * @throws FileRefusal
 */
export async function readXml(
	content: AsyncIterable<Uint8Array>,
	reader: XmlReader | ((tag: Tag) => void),
	name: string,
	budget: { xml: number },
): Promise<void> {
	const parser = new SaxesParser()
	const { open, close, text } =
		typeof reader === "function"
			? { open: reader, close: undefined, text: undefined }
			: {
					open: reader.open.bind(reader),
					close: reader.close.bind(reader),
					text: reader.text.bind(reader),
				}
	parser.on("doctype", () => {
		throw refuse.documentType(name)
	})
	parser.on("opentag", (tag) =>
		open({
			local: withoutPrefix(tag.name),
			attributes: new Map(
				Object.entries(tag.attributes).map(([key, value]) => [withoutPrefix(key), String(value)]),
			),
		}),
	)
	if (close) parser.on("closetag", (tag) => close(withoutPrefix(tag.name)))
	if (text) {
		parser.on("text", text)
		parser.on("cdata", text)
	}
	try {
		let decoder: TextDecoder | null = null
		for await (const chunk of content) {
			budget.xml -= chunk.byteLength
			if (budget.xml < 0) throw refuse.tooComplex(name)
			decoder ??= decoderFor(chunk)
			if (!decoder) throw refuse.broken(name)
			parser.write(decoder.decode(chunk, { stream: true }))
		}
		if (!decoder) throw refuse.broken(name)
		parser.write(decoder.decode())
		parser.close()
	} catch (error) {
		throw error instanceof FileRefusal ? error : refuse.broken(name)
	}
}
