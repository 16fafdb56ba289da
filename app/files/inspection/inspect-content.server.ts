import { open, readFile, stat } from "node:fs/promises"
import { fileTypeFromFile } from "file-type"
import {
	DOC,
	DOCX,
	extensionOf,
	type FileType,
	isFileType,
	nameOfType,
	PDF,
	TIFF,
	ZIP,
} from "../file-types.ts"
import { MAX_FILE_BYTES } from "../limits.ts"
import { refuse } from "../refusals.ts"
import { withArchive } from "./archive.server.ts"
import { COMPOUND_SIGNATURE, inspectCompound } from "./compound.server.ts"
import { asRefused, type Found, type RefusedContent } from "./found.ts"
import { inspectImage, inspectTiff } from "./image.server.ts"
import { inspectOfficeZip } from "./office.server.ts"
import { inspectPdf } from "./pdf.server.ts"
import { endsAsArchive, PDF_HEADER, startsAsPdf } from "./twofold.ts"

export interface ContentToInspect {
	path: string
	/** The sender's name, used only to name the file in a refusal. */
	name: string
	/** The types that the document kind accepts. */
	accepts: readonly string[]
	/** The archive that contained the file. */
	archive?: string
}

export interface InspectedContent {
	ok: true
	type: FileType
	/** According to the content, not the sender's name; without the dot. */
	extension: string
	/** The pages of a PDF or TIFF, 1 for another image, `null` for Word and ZIP, whose pages nobody knows before printing. */
	pages: number | null
	/** Numbers of pages (from 1) that show nothing: a warning for people, not a refusal. */
	blankPages: number[]
}

const HEAD_BYTES = 1024

async function readHead(path: string): Promise<Buffer> {
	const handle = await open(path, "r")
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
		return buffer.subarray(0, bytesRead)
	} finally {
		await handle.close()
	}
}

const HTML = /^\s*<(?:!doctype html|html|head|script)\b/i

/** Recognises text, which has no signature, by being readable to its end. Null if it is not text. */
function nameOfText(head: Buffer): string | null {
	const text = head.toString("utf8")
	// The head may end in the middle of a letter.
	const readable = ![...text.slice(0, -1)].some(
		(sign) => sign === "\ufffd" || (sign < " " && !"\t\r\n\f".includes(sign)),
	)
	if (!readable) return null
	return nameOfType(HTML.test(text) ? "html" : "txt")
}

const TIFF_MARKS = ["49492a00", "4d4d002a"]
const startsAsTiff = (head: Buffer) => TIFF_MARKS.includes(head.toString("hex", 0, 4))

async function tellOtherType(path: string, head: Buffer, name: string): Promise<Found | null> {
	if (startsAsPdf(head)) return { type: PDF }
	const found = await fileTypeFromFile(path).catch(() => undefined)
	// Readers look for a PDF in the first kilobyte, so what precedes it may be a program for another reader.
	if (head.includes(PDF_HEADER)) throw refuse.twofold(name)
	if (found && isFileType(found.mime) && found.mime !== ZIP) return { type: found.mime }
	// The directory of a TIFF may be anywhere, so of a damaged one only the beginning is recognised.
	if (!found && startsAsTiff(head)) return { type: TIFF }
	const other = found ? nameOfType(found.ext) : nameOfText(head)
	return other === null ? null : { other }
}

async function look({ path, name, accepts, archive }: ContentToInspect): Promise<InspectedContent> {
	const { size } = await stat(path)
	if (size === 0) throw refuse.empty(name)
	if (size > MAX_FILE_BYTES) throw refuse.tooLarge(name)
	const head = await readHead(path)

	const accept = (found: Found | null): FileType => {
		if (archive !== undefined && found && "other" in found && found.other.startsWith("архив "))
			throw refuse.nestedArchive(archive, name)
		if (!found || "other" in found) throw refuse.wrongType(name, found?.other ?? null, accepts)
		if (!accepts.includes(found.type))
			throw refuse.wrongType(name, nameOfType(extensionOf(found.type)), accepts)
		return found.type
	}
	const result = (
		type: FileType,
		pages: number | null = null,
		blankPages: number[] = [],
	): InspectedContent => ({
		ok: true,
		type,
		extension: extensionOf(type),
		pages,
		blankPages,
	})

	if (head.subarray(0, 2).toString("latin1") === "PK")
		return withArchive(path, name, async (opened) => {
			const office = await inspectOfficeZip(opened, name)
			if (office) {
				const type = accept(office)
				if (head.includes(PDF_HEADER)) throw refuse.twofold(name)
				return result(type)
			}
			if (archive !== undefined) throw refuse.nestedArchive(archive, name)
			return result(accept({ type: ZIP }))
		})
	const bytes = await readFile(path)
	if (bytes.subarray(0, COMPOUND_SIGNATURE.length).equals(COMPOUND_SIGNATURE)) {
		const type = accept(inspectCompound(bytes, name))
		if (endsAsArchive(bytes)) throw refuse.twofold(name)
		return result(type)
	}
	const type = accept(await tellOtherType(path, head, name))
	if (type === DOC || type === DOCX) throw refuse.broken(name)
	if (endsAsArchive(bytes)) throw refuse.twofold(name)
	const inspectPages = type === PDF ? inspectPdf : type === TIFF ? inspectTiff : inspectImage
	const { pages, blankPages } = await inspectPages(bytes, name)
	return result(type, pages, blankPages)
}

/** Inspects a file by its content: what it is, whether it may be stored, how many pages it has and which are blank. */
export async function inspectContent(content: ContentToInspect): Promise<InspectedContent | RefusedContent> {
	return look(content).catch(asRefused)
}
