import { promisify } from "node:util"
import { inflate } from "node:zlib"
import { PDFArray, PDFDict, PDFName, type PDFObject, PDFRawStream } from "pdf-lib"
import { isNearUniform } from "./inspect-image.server.ts"

const inflateBounded = promisify(inflate)
const MAX_CONTENT_BYTES = 8 * 1024 * 1024
const MAX_IMAGES_LOOKED_AT = 2

const name = (value: string) => PDFName.of(value)

function filtersOf(stream: PDFRawStream): PDFObject[] {
	const filter = stream.dict.lookup(name("Filter"))
	if (filter === undefined) return []
	return filter instanceof PDFArray ? filter.asArray() : [filter]
}

/** The drawing program of a page; `null` when it is packed in a rare way or is too long to be empty. */
async function readContent(stream: PDFObject | undefined): Promise<string | null> {
	if (!(stream instanceof PDFRawStream)) return null
	const filters = filtersOf(stream)
	if (filters.length === 0) return Buffer.from(stream.contents).toString("latin1")
	if (filters.length > 1 || filters[0] !== name("FlateDecode")) return null
	try {
		const unpacked = await inflateBounded(stream.contents, { maxOutputLength: MAX_CONTENT_BYTES })
		return unpacked.toString("latin1")
	} catch {
		return null
	}
}

async function readPageContent(page: PDFDict): Promise<string | null> {
	const contents = page.lookup(name("Contents"))
	if (contents === undefined) return ""
	if (!(contents instanceof PDFArray)) return readContent(contents)
	const parts: string[] = []
	for (let index = 0; index < contents.size(); index++) {
		const part = await readContent(contents.lookup(index))
		if (part === null) return null
		parts.push(part)
	}
	return parts.join("\n")
}

/** Resources may stand at a page or at any of the nodes above it. */
function findXObjects(page: PDFDict): PDFDict | undefined {
	let node: PDFObject | undefined = page
	for (let depth = 0; node instanceof PDFDict && depth < 50; depth++) {
		const resources: PDFObject | undefined = node.lookup(name("Resources"))
		if (resources instanceof PDFDict) {
			const objects = resources.lookup(name("XObject"))
			return objects instanceof PDFDict ? objects : undefined
		}
		node = node.lookup(name("Parent"))
	}
	return undefined
}

const SPACES_SHOWN = /(?:\[\s*\(\s*\)\s*\]\s*TJ|\(\s*\)\s*Tj)(?=\s|$)/g
const STRINGS = /\((?:[^()\\]|\\[\s\S])*\)|<[0-9A-Fa-f\s]*>/g
const COMMENTS = /%[^\r\n]*/g
const PAINTS = /(?:^|[\s\])>])(?:Tj|TJ|'|"|sh|EI|f\*?|F|[Bb]\*?|[Ss])(?=\s|$)/
const DRAWS_OBJECT = /\/([^\s/]{1,127})\s+Do(?=\s|$)/g

/** A scan of an empty sheet: pages of scanners are one JPEG each. */
async function isBlankPicture(picture: PDFObject | undefined): Promise<boolean> {
	if (!(picture instanceof PDFRawStream) || picture.dict.lookup(name("Subtype")) !== name("Image"))
		return false
	const filters = filtersOf(picture)
	if (filters.length !== 1 || filters[0] !== name("DCTDecode")) return false
	return isNearUniform(picture.contents).catch(() => false)
}

/** A page that draws nothing, or nothing but pictures of one colour. When in doubt, not blank. */
export async function isBlankPage(page: PDFDict): Promise<boolean> {
	const annotations = page.lookup(name("Annots"))
	if (annotations instanceof PDFArray && annotations.size() > 0) return false
	const content = await readPageContent(page)
	if (content === null) return false
	const program = content.replace(SPACES_SHOWN, " ").replace(STRINGS, "()").replace(COMMENTS, " ")
	if (PAINTS.test(program)) return false
	const drawn = [...new Set([...program.matchAll(DRAWS_OBJECT)].map((match) => match[1] ?? ""))]
	if (drawn.length === 0) return true
	if (drawn.length > MAX_IMAGES_LOOKED_AT) return false
	const objects = findXObjects(page)
	for (const key of drawn) if (!(await isBlankPicture(objects?.lookup(name(key))))) return false
	return true
}
