import { readFile } from "node:fs/promises"
import { promisify } from "node:util"
import { inflate } from "node:zlib"
import {
	PDFArray,
	type PDFContext,
	PDFDict,
	PDFInvalidObject,
	PDFName,
	type PDFObject,
	PDFParser,
	PDFRawStream,
	PDFRef,
	PDFStream,
} from "pdf-lib"
import { isBlankPage } from "./blank-page.server.ts"
import { MAX_PDF_PAGES, MAX_PDF_STRUCTURE_BYTES } from "./limits.ts"
import { FileRefusal, refuse } from "./refusals.ts"

const inflateBounded = promisify(inflate)

const name = (value: string) => PDFName.of(value)
const OBJECTS_PER_TICK = 200

const parse = (bytes: Uint8Array) => PDFParser.forBytesWithOptions(bytes, OBJECTS_PER_TICK).parseDocument()

const NAMES = /\/([^\s\0()<>[\]{}/%]{4,18})/g
/** A name may hide any of its letters as `#xx`. */
const decodeName = (text: string) =>
	text.replace(/#([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))

/** The streams that the parser unpacks by itself, and the harmless names of the same length they get for a first look. */
const DISARMED: ReadonlyMap<string, string> = new Map([
	["ObjStm", "Objxxx"],
	["XRef", "Xxxx"],
])
const HARMLESS: readonly (PDFObject | undefined)[] = [...DISARMED.values()].map(name)

/**
 * The parser unpacks object streams without a limit, so 20 MB could become gigabytes. Read once with those streams made
 * unknown to it, unpack each under a limit, and only then read in earnest.
 */
async function parseSafely(bytes: Buffer, fileName: string): Promise<PDFContext> {
	const disarmed = Buffer.from(bytes)
	let found = false
	for (const match of bytes.toString("latin1").matchAll(NAMES)) {
		const harmless = DISARMED.get(decodeName(match[1] ?? ""))
		if (harmless === undefined) continue
		found = true
		disarmed.write(`/${harmless}`.padEnd(match[0].length), match.index, "latin1")
	}
	const context = await parse(disarmed)
	if (context.trailerInfo.Encrypt) throw refuse.encrypted(fileName)
	if (!found) return context
	const streams = context
		.enumerateIndirectObjects()
		.map(([, object]) => object)
		.filter((object) => object instanceof PDFRawStream)
		.filter(({ dict }) => HARMLESS.includes(dict.lookup(name("Type"))))
	if (streams.some(({ dict }) => dict.has(name("Encrypt")))) throw refuse.encrypted(fileName)
	let total = 0
	for (const { dict, contents } of streams) {
		const filter = dict.lookup(name("Filter"))
		if (filter === undefined) continue
		// Every program writes these streams with this one filter; a chain of them is a way round the limit.
		const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter
		if (only !== name("FlateDecode")) throw refuse.broken(fileName)
		const unpacked = await inflateBounded(contents, { maxOutputLength: MAX_PDF_STRUCTURE_BYTES })
		total += unpacked.byteLength
		if (total > MAX_PDF_STRUCTURE_BYTES) throw refuse.broken(fileName)
	}
	return parse(bytes)
}

const isActiveEntry = ([key, value]: [PDFName, PDFObject | undefined]) => {
	const decoded = decodeName(key.asString())
	if (decoded === "/JavaScript") return true
	return (
		decoded === "/S" &&
		value instanceof PDFName &&
		/^\/(JavaScript|Launch)$/.test(decodeName(value.asString()))
	)
}

/** Whether any object carries a script or starts a program; nested direct objects included. */
function isActive(context: PDFContext): boolean {
	const queue: PDFObject[] = context.enumerateIndirectObjects().map(([, object]) => object)
	for (let object = queue.pop(); object; object = queue.pop()) {
		if (object instanceof PDFArray) queue.push(...object.asArray())
		else if (object instanceof PDFStream) queue.push(object.dict)
		else if (object instanceof PDFDict) {
			const entries = object.entries()
			if (entries.some(([key, value]) => isActiveEntry([key, context.lookup(value)]))) return true
			queue.push(...object.values())
		} else if (object instanceof PDFInvalidObject) {
			const raw = Buffer.alloc(object.sizeInBytes())
			object.copyBytesInto(raw, 0)
			if (/\/(JavaScript|JS|Launch)\b/.test(raw.toString("latin1"))) return true
		}
	}
	return false
}

/** The pages in order. A tree that leads back into itself would have no end: it counts as broken. */
function listPages(context: PDFContext): PDFDict[] {
	const root = context.lookup(context.trailerInfo.Root, PDFDict)
	const pages: PDFDict[] = []
	const seen = new Set<PDFObject>()
	const stack: PDFObject[] = [root.get(name("Pages")) ?? root]
	for (let node = stack.pop(); node; node = stack.pop()) {
		if (node instanceof PDFRef && seen.has(node)) throw new RangeError("a page occurs twice")
		seen.add(node)
		const dict = context.lookup(node, PDFDict)
		const kids = dict.lookup(name("Kids"))
		if (kids instanceof PDFArray) stack.push(...kids.asArray().reverse())
		else pages.push(dict)
		if (pages.length > MAX_PDF_PAGES) throw new RangeError("too many pages")
	}
	if (pages.length === 0 || pages[0] === root) throw new RangeError("no pages")
	return pages
}

let previous: Promise<unknown> = Promise.resolve()

/** One PDF at a time: each holds the whole file in memory while it is looked at. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
	const next = previous.then(work, work)
	previous = next.catch(() => undefined)
	return next
}

/** Counts pages and finds blank ones (numbered from 1). Throws FileRefusal: encrypted, active or broken. */
export function inspectPdf(path: string, fileName: string): Promise<{ pages: number; blankPages: number[] }> {
	return inTurn(async () => {
		try {
			const context = await parseSafely(await readFile(path), fileName)
			if (context.trailerInfo.Encrypt) throw refuse.encrypted(fileName)
			if (isActive(context)) throw refuse.activePdf(fileName)
			const pages = listPages(context)
			const blankPages: number[] = []
			for (const [index, page] of pages.entries()) if (await isBlankPage(page)) blankPages.push(index + 1)
			return { pages: pages.length, blankPages }
		} catch (error) {
			throw error instanceof FileRefusal ? error : refuse.broken(fileName)
		}
	})
}
