import { basename, extname } from "node:path"
import { DOCX } from "../file-types.ts"
import { MAX_DOCUMENT_XML_BYTES } from "../limits.ts"
import { refuse } from "../refusals.ts"
import { type ArchiveFile, type OpenArchive, withArchive } from "./archive.server.ts"
import type { Found } from "./found.ts"
import { PartWatcher } from "./office-parts.ts"
import { relationFault } from "./office-relations.ts"
import { ContentTypes, isAllowedType, isMacroType, isWorkbookType } from "./office-types.ts"
import { readXml } from "./office-xml.ts"

const WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
const MACRO_PART = /(^|\/)vba(Project\.bin|Data\.xml)$/i
const XML_NAME = /\.(xml|rels|vml|svg)$/i

/** How many bytes of XML one document may still unpack, including the workbooks inside it. */
interface Budget {
	xml: number
}

/**
 * Recognises a ZIP that is an office document; `null` for an ordinary archive. A Word document is unpacked completely, and
 * each of its parts is checked against what a document may contain.
 */
export async function inspectOfficeZip(
	archive: OpenArchive,
	name: string,
	maxXmlBytes = MAX_DOCUMENT_XML_BYTES,
): Promise<Found | null> {
	const find = (path: string) => archive.files.find((file) => file.name.toLowerCase() === path)
	const listed = find("[content_types].xml")
	if (!listed) {
		const mimetype = find("mimetype")
		if (mimetype && find("content.xml")) return { other: "документ OpenDocument (ODT, ODS)" }
		return null
	}
	const budget = { xml: maxXmlBytes }
	const types = await readTypes(archive, listed, name, budget)
	const all = [...types.all()]
	if (all.some(isMacroType) || archive.files.some((file) => MACRO_PART.test(file.name)))
		throw refuse.macros(name)
	if (!all.some((type) => type === WORD_MAIN)) {
		if (all.some((type) => type.includes("spreadsheetml"))) return { other: "таблица Excel" }
		if (all.some((type) => type.includes("presentationml"))) return { other: "презентация PowerPoint" }
		return { other: "файл другой программы" }
	}
	await inspectParts(archive, listed, types, name, budget)
	return { type: DOCX }
}

async function readTypes(archive: OpenArchive, listed: ArchiveFile, name: string, budget: Budget) {
	const types = new ContentTypes()
	await readXml(archive.read(listed), (tag) => types.take(tag), name, budget)
	return types
}

async function inspectParts(
	archive: OpenArchive,
	listed: ArchiveFile,
	types: ContentTypes,
	name: string,
	budget: Budget,
) {
	for (const file of archive.files) {
		if (file === listed) continue
		const type = types.of(file.name)
		if (type !== undefined && !isAllowedType(type)) throw refuse.embedded(name)
		const content = archive.read(file)
		if (/(^|\/)_rels\/[^/]*\.rels$/i.test(file.name))
			await readXml(
				content,
				(tag) => {
					const fault = relationFault(tag)
					if (fault) throw refuse[fault](name)
				},
				name,
				budget,
			)
		else if (XML_NAME.test(file.name) || type?.endsWith("xml")) {
			const watcher = new PartWatcher((fault) => refuse[fault](name))
			await readXml(content, watcher, name, budget)
			watcher.end()
		} else if (type !== undefined && isWorkbookType(type))
			await inspectWorkbook(await collect(content), `${name}: ${basename(file.name)}`, name, budget)
		// Word never opens a part without a type. With an extension it may be a program, so it is refused.
		else if (type === undefined && extname(file.name) !== "") throw refuse.embedded(name)
		else for await (const _ of content);
	}
}

/** The data of a chart is a workbook inside the document. It may contain no more than the document itself. */
function inspectWorkbook(bytes: Buffer, workbook: string, name: string, budget: Budget): Promise<void> {
	return withArchive(bytes, workbook, async (archive) => {
		const listed = archive.files.find((file) => file.name.toLowerCase() === "[content_types].xml")
		if (!listed) throw refuse.embedded(name)
		const types = await readTypes(archive, listed, name, budget)
		const all = [...types.all()]
		if (all.some(isMacroType) || archive.files.some((file) => MACRO_PART.test(file.name)))
			throw refuse.macros(name)
		// No workbook within a workbook.
		if (all.some(isWorkbookType)) throw refuse.embedded(name)
		await inspectParts(archive, listed, types, name, budget)
	})
}

async function collect(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const chunks: Uint8Array[] = []
	for await (const chunk of content) chunks.push(chunk)
	return Buffer.concat(chunks)
}
