import { type CFB$Container, type CFB$Entry, parse } from "cfb"
import { DOC } from "../file-types.ts"
import { FileRefusal, refuse } from "../refusals.ts"
import type { Found } from "./found.ts"

// [MS-CFB]: a small file system in one file, used by Word 97–2003 and by encrypted newer documents.
export const COMPOUND_SIGNATURE = Buffer.from("d0cf11e0a1b11ae1", "hex")

const MACRO_STORAGE = /^(Macros|VBA|_VBA_PROJECT|_VBA_PROJECT_CUR|PROJECT|PROJECTwm)$/i
/** Names of controls and of the container in which Windows embeds another file. The first one begins with a control character. */
const OBJECT = /^(.?Ole10Native|OCXNAME|OCXDATA)$/i
const ENCRYPTED_FLAG = 0x0100
const WORD_IDENT = 0xa5ec

/** Begins a field. Its first word says what the field does. */
const FIELD = "\u0013"
const FETCHES = /^[\s"]{0,40}(DDE|INCLUDE|IMPORT|LINK\b|DATABASE|EMBED|CONTROL)/i
const LONGEST_START = 60
/** The name of an attached template, in the table of associated strings. */
const OUTSIDE_TEMPLATE = /(https?:|ftp:|file:|\\\\)[^<>|"]{1,200}\.dot/i

/** Word 97–2003, a newer document with a password, or another program's file in the same container. */
export function inspectCompound(bytes: Buffer, name: string): Found {
	try {
		const { FileIndex, FullPaths } = parse(bytes, { type: "buffer" }) as CFB$Container
		// The root has a name too, but is not an entry of its own.
		const entries = FileIndex.filter((entry, index) => index > 0 && entry.type !== 5)
		const has = (pattern: RegExp) => entries.some((entry) => pattern.test(entry.name))
		if (has(/^(EncryptedPackage|EncryptionInfo|DRMContent)$/i)) throw refuse.encrypted(name)
		const word = entries.find((entry) => entry.name === "WordDocument")
		if (!word) return { other: otherProgram(entries) }
		if (has(MACRO_STORAGE)) throw refuse.macros(name)
		// [MS-DOC] FibBase: the flags word at byte 10.
		const content = contentOf(word)
		if (content.byteLength < 32 || content.readUInt16LE(0) !== WORD_IDENT) throw refuse.broken(name)
		if (content.readUInt16LE(10) & ENCRYPTED_FLAG) throw refuse.encrypted(name)
		// Word stores each object of another program in its own storage. The pool itself stays when the last object is deleted.
		if (has(OBJECT) || FullPaths.some((path) => /\/ObjectPool\/[^/]/i.test(path))) throw refuse.embedded(name)
		if (hasFetchingField(lettersOf(content))) throw refuse.outside(name)
		const tables = entries.filter(({ name: table }) => /^[01]Table$/.test(table))
		if (tables.some((table) => OUTSIDE_TEMPLATE.test(lettersOf(contentOf(table))))) throw refuse.outside(name)
		return { type: DOC }
	} catch (error) {
		throw error instanceof FileRefusal ? error : refuse.broken(name)
	}
}

/** Text is stored with one or two bytes for each letter. Without the zeros, Latin letters are the same in both. */
const lettersOf = (content: Buffer) => content.toString("latin1").replaceAll("\0", "")

function hasFetchingField(text: string): boolean {
	for (let at = text.indexOf(FIELD); at >= 0; at = text.indexOf(FIELD, at + 1))
		if (FETCHES.test(text.slice(at + 1, at + LONGEST_START))) return true
	return false
}

const contentOf = ({ content }: CFB$Entry) => Buffer.from(content ?? [])

function otherProgram(entries: readonly CFB$Entry[]): string {
	const has = (pattern: RegExp) => entries.some((entry) => pattern.test(entry.name))
	if (has(/^(Workbook|Book)$/)) return "таблица Excel"
	if (has(/^PowerPoint Document$/)) return "презентация PowerPoint"
	if (has(/^__substg1\.0_/)) return "письмо Outlook"
	return "файл другой программы"
}
