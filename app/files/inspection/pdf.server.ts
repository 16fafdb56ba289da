import {
	PDFArray,
	type PDFContext,
	PDFDict,
	PDFName,
	type PDFObject,
	PDFParser,
	PDFRawStream,
	PDFRef,
} from "pdf-lib"
import { MAX_PDF_PAGES } from "../limits.ts"
import { FileRefusal, refuse } from "../refusals.ts"
import { lookAtPages } from "./blank-pages.server.ts"
import { faultOf } from "./pdf-rules.ts"

const name = (value: string) => PDFName.of(value)
const OBJECTS_PER_TICK = 10_000
const END = "%%EOF"
const WHITE = /^[\0\t\n\f\r ]*$/
/** Matches an object inside a stream. Only a reader that follows a table of offsets would find it. */
const HIDDEN_OBJECT = /\b\d{1,10}[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj[\0\t\n\f\r ]*<</

/** Every object of the file, including those compressed into streams. */
function parse(bytes: Uint8Array, fileName: string): Promise<PDFContext> {
	return PDFParser.forBytesWithOptions(bytes, OBJECTS_PER_TICK)
		.parseDocument()
		.catch(() => {
			throw refuse.broken(fileName)
		})
}

const isEncrypted = (context: PDFContext) =>
	context.trailerInfo.Encrypt !== undefined ||
	context
		.enumerateIndirectObjects()
		.some(([, object]) => object instanceof PDFRawStream && object.dict.has(name("Encrypt")))

/** Every page in order. A tree with a cycle would have no end, so it counts as broken. */
function listPages(context: PDFContext, fileName: string): PDFDict[] {
	const root = context.lookup(context.trailerInfo.Root, PDFDict)
	const pages: PDFDict[] = []
	const seen = new Set<PDFObject>()
	const stack: PDFObject[] = [root.get(name("Pages")) ?? root]
	for (let node = stack.pop(); node; node = stack.pop()) {
		if (seen.has(node)) throw new RangeError("a page occurs twice")
		if (node instanceof PDFRef) seen.add(node)
		const dict = context.lookup(node, PDFDict)
		if (dict === root) throw new RangeError("no pages")
		const kids = dict.lookup(name("Kids"))
		if (kids instanceof PDFArray) for (const kid of kids.asArray().reverse()) stack.push(kid)
		else pages.push(dict)
		if (pages.length > MAX_PDF_PAGES) throw refuse.tooManyPages(fileName)
	}
	if (pages.length === 0) throw new RangeError("no pages")
	return pages
}

function annotatedIn(pages: readonly PDFDict[]): Set<number> {
	const hasAnnotations = (page: PDFDict) => {
		const annotations = page.lookup(name("Annots"))
		return annotations instanceof PDFArray && annotations.size() > 0
	}
	return new Set(pages.flatMap((page, index) => (hasAnnotations(page) ? [index + 1] : [])))
}

/**
 * Counts pages and finds blank ones (numbered from 1). The objects are read twice: as a list, and along the tables of the
 * file as a viewer does. A file in which the two give different pages is refused.
 *
 * @throws FileRefusal
 */
export async function inspectPdf(
	bytes: Buffer,
	fileName: string,
): Promise<{ pages: number; blankPages: number[] }> {
	try {
		// In latin1 each byte is one character.
		const text = bytes.toString("latin1")
		if (!text.includes(END)) throw refuse.broken(fileName)
		const context = await parse(bytes, fileName)
		if (isEncrypted(context)) throw refuse.encrypted(fileName)
		const fault = faultOf(context)
		if (fault) throw refuse[fault](fileName)
		for (const [, object] of context.enumerateIndirectObjects())
			if (
				object instanceof PDFRawStream &&
				HIDDEN_OBJECT.test(Buffer.from(object.contents).toString("latin1"))
			)
				throw refuse.twofold(fileName)
		if (!WHITE.test(text.slice(text.lastIndexOf(END) + END.length))) throw refuse.twofold(fileName)
		const pages = listPages(context, fileName)
		const seen = await lookAtPages(bytes, annotatedIn(pages))
		if (seen.pages !== pages.length) throw refuse.broken(fileName)
		return seen
	} catch (error) {
		throw error instanceof FileRefusal ? error : refuse.broken(fileName)
	}
}
