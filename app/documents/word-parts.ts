import { posix } from "node:path"
import { DOMParser, type Document, type Element, type Node, XMLSerializer } from "@xmldom/xmldom"
import type PizZip from "pizzip"

const ENTRY_DATE = new Date(2000, 0, 1)
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
const TYPES = "[Content_Types].xml"
const MAIN = "word/document.xml"
const MAIN_RELATIONS = "word/_rels/document.xml.rels"

/** The parts of a document that print text. */
export const PRINTED_PARTS = /^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/

export const isElement = (node: Node): node is Element => node.nodeType === 1
export const elementsOf = (parent: Node): Element[] => [...parent.childNodes].filter(isElement)
export const childOf = (parent: Node | undefined, name: string): Element | undefined =>
	parent && elementsOf(parent).find(({ nodeName }) => nodeName === name)
/** Every element below the node with one of the names, in document order. */
export function allOf(parent: Node, ...names: readonly string[]): Element[] {
	const found: Element[] = []
	const search = (node: Node) => {
		for (const one of elementsOf(node)) {
			if (names.includes(one.nodeName)) found.push(one)
			search(one)
		}
	}
	search(parent)
	return found
}

export const partText = (zip: PizZip, part: string) => zip.file(part)?.asText() ?? ""
export const writePart = (zip: PizZip, part: string, content: string | Buffer) =>
	zip.file(part, content, { date: ENTRY_DATE, createFolders: false })

/** @throws ParseError if the part is not well formed */
export const parsePart = (xml: string): Document =>
	new DOMParser({ onError: stopAtError }).parseFromString(xml, "text/xml")
export const serialisePart = (document: Document): string => new XMLSerializer().serializeToString(document)

function stopAtError(level: string, message: string) {
	if (level !== "warning") throw new Error(message)
}

export const relationsOf = (part: string) =>
	posix.join(posix.dirname(part), "_rels", `${posix.basename(part)}.rels`)

/** The names under which the rest of the program looks for parts, by the last word of the relation's type. */
const NAMES: Readonly<Record<string, string>> = {
	styles: "word/styles.xml",
	settings: "word/settings.xml",
	fontTable: "word/fontTable.xml",
	numbering: "word/numbering.xml",
	footnotes: "word/footnotes.xml",
	endnotes: "word/endnotes.xml",
}

/**
 * Gives parts the names that desktop Word gives them. Word in a browser calls them `document2.xml`, `styles2.xml` and
 * refers to them from the root. The format allows this, because a part is identified by its relation, not by its name.
 */
export function nameParts(zip: PizZip): void {
	const main = mainPart(zip)
	if (!main) return
	if (main !== MAIN) movePart(zip, main, MAIN)
	const text = partText(zip, MAIN_RELATIONS)
	if (!text) return
	const relations = parsePart(text)
	const count = { header: 0, footer: 0 }
	let changed = false
	for (const relation of allOf(relations, "Relationship")) {
		if (relation.getAttribute("TargetMode") === "External") continue
		const target = relation.getAttribute("Target") ?? ""
		const part = target.startsWith("/") ? target.slice(1) : posix.join("word", target)
		const type = (relation.getAttribute("Type") ?? "").split("/").at(-1) ?? ""
		let wanted = NAMES[type] ?? part
		if (type === "header" || type === "footer") wanted = `word/${type}${++count[type]}.xml`
		if (wanted !== part && zip.file(part)) movePart(zip, part, zip.file(wanted) ? part : wanted)
		const now = zip.file(wanted) ? wanted : part
		const written = now.startsWith("word/") ? now.slice("word/".length) : `/${now}`
		if (written === target) continue
		relation.setAttribute("Target", written)
		changed = true
	}
	if (changed) writePart(zip, MAIN_RELATIONS, serialisePart(relations))
	addFontTable(zip)
}

/** The package's own relations name the main part. In a file without them, the content types do. */
function mainPart(zip: PizZip): string | null {
	const root = partText(zip, "_rels/.rels")
	const relation = root
		? allOf(parsePart(root), "Relationship").find((one) =>
				(one.getAttribute("Type") ?? "").endsWith("/officeDocument"),
			)
		: undefined
	const target = relation?.getAttribute("Target")?.replace(/^\//, "")
	if (target && zip.file(target)) return target
	const typed = allOf(parsePart(partText(zip, TYPES)), "Override").find((one) =>
		(one.getAttribute("ContentType") ?? "").endsWith("document.main+xml"),
	)
	const named = typed?.getAttribute("PartName")?.slice(1)
	return named && zip.file(named) ? named : null
}

function movePart(zip: PizZip, from: string, to: string) {
	if (from === to) return
	for (const [old, name] of [
		[from, to],
		[relationsOf(from), relationsOf(to)],
	] as const) {
		const file = zip.file(old)
		if (!file) continue
		writePart(zip, name, file.asText())
		zip.remove(old)
	}
	if (posix.dirname(from) !== posix.dirname(to)) rebaseRelations(zip, posix.dirname(from), to)
	replaceIn(zip, TYPES, `PartName="/${from}"`, `PartName="/${to}"`)
	if (to === MAIN)
		for (const target of [`/${from}`, from])
			replaceIn(zip, "_rels/.rels", `Target="${target}"`, `Target="${to}"`)
}

/** If a part moves to another folder, its relations are rewritten, because they are relative to its old folder. */
function rebaseRelations(zip: PizZip, folder: string, part: string) {
	const text = partText(zip, relationsOf(part))
	if (!text) return
	const relations = parsePart(text)
	for (const relation of allOf(relations, "Relationship")) {
		const target = relation.getAttribute("Target") ?? ""
		if (target.startsWith("/") || relation.getAttribute("TargetMode") === "External") continue
		relation.setAttribute("Target", `/${posix.join(folder, target)}`)
	}
	writePart(zip, relationsOf(part), serialisePart(relations))
}

function replaceIn(zip: PizZip, part: string, from: string, to: string) {
	const text = partText(zip, part)
	if (text.includes(from)) writePart(zip, part, text.replace(from, to))
}

/** Some programs write no font table, but the font of the page number must be listed there. */
function addFontTable(zip: PizZip) {
	if (zip.file("word/fontTable.xml") || !zip.file(MAIN_RELATIONS)) return
	writePart(
		zip,
		"word/fontTable.xml",
		`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${OFFICE}"></w:fonts>`,
	)
	const types = partText(zip, TYPES)
	writePart(
		zip,
		TYPES,
		types.replace(
			"</Types>",
			`<Override PartName="/word/fontTable.xml" ContentType="${WORD_TYPE}.fontTable+xml"/></Types>`,
		),
	)
	const relations = partText(zip, MAIN_RELATIONS)
	writePart(
		zip,
		MAIN_RELATIONS,
		relations.replace(
			"</Relationships>",
			`<Relationship Id="rIdFontTable" Type="${OFFICE}/fontTable" Target="fontTable.xml"/></Relationships>`,
		),
	)
}
