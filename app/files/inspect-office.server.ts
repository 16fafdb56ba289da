import { open } from "node:fs/promises"
import type { ArchiveFile, OpenArchive } from "./archive.server.ts"
import { readCompoundFile } from "./compound-file.server.ts"
import { DOC, DOCX, type FileType } from "./file-types.ts"
import { FileRefusal, refuse } from "./refusals.ts"

/** What a container turned out to hold: a type the system keeps, or the Russian name of another one. */
export type Found = { type: FileType } | { other: string }

const MACRO_STORAGE = /^(Macros|VBA|_VBA_PROJECT|_VBA_PROJECT_CUR)$/i
const SMALLEST_OWN_STREAM = 4096
const ENCRYPTED_FLAG = 0x0100

/** Word 97–2003, or a new document with a password, or another program's file of the same container. */
export async function inspectCompound(path: string, name: string): Promise<Found> {
	const handle = await open(path, "r")
	try {
		const file = await readCompoundFile(handle)
		const has = (pattern: RegExp) => file.entries.some((entry) => pattern.test(entry.name))
		if (has(/^(EncryptedPackage|EncryptionInfo)$/)) throw refuse.encrypted(name)
		const word = file.entries.find((entry) => entry.name === "WordDocument")
		if (word) {
			if (has(MACRO_STORAGE)) throw refuse.macros(name)
			// [MS-DOC] FibBase: the flags word at byte 10.
			if (word.size >= SMALLEST_OWN_STREAM) {
				const flags = (await file.readStart(word, 12)).readUInt16LE(10)
				if (flags & ENCRYPTED_FLAG) throw refuse.encrypted(name)
			}
			return { type: DOC }
		}
		if (has(/^(Workbook|Book)$/)) return { other: "таблица Excel" }
		if (has(/^PowerPoint Document$/)) return { other: "презентация PowerPoint" }
		if (has(/^__substg1\.0_/)) return { other: "письмо Outlook" }
		return { other: "файл другой программы" }
	} catch (error) {
		throw error instanceof FileRefusal ? error : refuse.broken(name)
	} finally {
		await handle.close()
	}
}

/** Content types and relations are read as text: entities, which Word would resolve, are resolved first. */
function readXml(bytes: Buffer): string {
	const encoding = bytes[0] === 0xff ? "utf-16le" : bytes[0] === 0xfe ? "utf-16be" : "utf-8"
	return new TextDecoder(encoding)
		.decode(bytes)
		.replace(/&#x([0-9a-f]{1,6});/gi, (_, digits: string) => codePoint(Number.parseInt(digits, 16)))
		.replace(/&#([0-9]{1,7});/g, (_, digits: string) => codePoint(Number(digits)))
}

const codePoint = (value: number) => (value <= 0x10ffff ? String.fromCodePoint(value) : "")

const WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
const MAX_XML_BYTES = 4 * 1024 * 1024

async function readPart(archive: OpenArchive, file: ArchiveFile, name: string): Promise<string> {
	const chunks: Uint8Array[] = []
	let size = 0
	for await (const chunk of archive.read(file)) {
		size += chunk.byteLength
		if (size > MAX_XML_BYTES) throw refuse.broken(name)
		chunks.push(chunk)
	}
	return readXml(Buffer.concat(chunks))
}

/** Word runs the macros of a template it fetches, so a template on another computer is as bad as macros inside. */
const fetchesTemplate = (relations: string) =>
	relations
		.split("<")
		.some(
			(tag) =>
				tag.includes("attachedTemplate") && /Target\s*=\s*["'](https?:|ftp:|\\\\|file:\/\/[^/])/i.test(tag),
		)

/**
 * A ZIP that is a document of an office program; `null` when it is an ordinary archive. A Word document is unpacked
 * to its last byte, so that the limits and checksums are those of an archive.
 */
export async function inspectOfficeZip(archive: OpenArchive, name: string): Promise<Found | null> {
	const find = (path: string) => archive.files.find((file) => file.name.toLowerCase() === path)
	const types = find("[content_types].xml")
	if (!types) {
		const mimetype = find("mimetype")
		if (mimetype && find("content.xml")) return { other: "документ OpenDocument (ODT, ODS)" }
		return null
	}
	const contentTypes = await readPart(archive, types, name)
	if (/macroEnabled|vbaProject/i.test(contentTypes)) throw refuse.macros(name)
	if (archive.files.some((file) => /(^|\/)vba(Project\.bin|Data\.xml)$/i.test(file.name)))
		throw refuse.macros(name)
	if (!contentTypes.includes(WORD_MAIN)) {
		if (contentTypes.includes("spreadsheetml")) return { other: "таблица Excel" }
		if (contentTypes.includes("presentationml")) return { other: "презентация PowerPoint" }
		return { other: "файл другой программы" }
	}
	for (const file of archive.files) {
		if (file === types) continue
		if (/^word\/_rels\/[^/]*\.rels$/i.test(file.name)) {
			if (fetchesTemplate(await readPart(archive, file, name))) throw refuse.externalTemplate(name)
		} else for await (const _ of archive.read(file));
	}
	return { type: DOCX }
}
