import type { Element } from "@xmldom/xmldom"
import PizZip from "pizzip"
import {
	allOf,
	childOf,
	elementsOf,
	nameParts,
	PRINTED_PARTS,
	parsePart,
	partText,
	serialisePart,
	writePart,
} from "../word-parts.ts"
import { joinWithNext, removeNode, unwrap } from "./edit-part.ts"

const INSERTED = ["w:ins", "w:moveTo"]
const DELETED = ["w:del", "w:moveFrom"]
const FORMERLY =
	/^w:(rPr|pPr|sectPr|tblPr|tblPrEx|trPr|tcPr|tblGrid|numbering)Change$|^w:numberingChange$|^w:cell(Ins|Merge)$/
const RANGE = /^w:(customXml)?(Ins|Del|ins|del|moveFrom|MoveFrom|moveTo|MoveTo)Range(Start|End)$/
const COMMENTED = ["w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:annotationRef"]
/** Parts that contain comments and their authors. */
const COMMENT_PARTS = /^word\/(?:comments\w*|people\d*)\.xml$/
const COMMENT_RELATION =
	/<Relationship\b[^>]*\bType="[^"]*\/(comments\w*|people)"[^>]*?(\/>|>\s*<\/Relationship>)/g
const MOST_NAMED = 4

export interface Revisions {
	/** The first few changes, each with its words. The last entry counts the rest. */
	changes: string[]
	comments: string[]
}

/** What is still under review in a template. Word would print a deleted tag's data and the comments next to it. */
export function findRevisions(zip: PizZip): Revisions {
	const changes: string[] = []
	let reformatted = 0
	let marked = 0
	for (const { name } of zip.file(PRINTED_PARTS)) {
		const root = parsePart(partText(zip, name)).documentElement
		if (!root) continue
		const search = (element: Element) => {
			for (const one of elementsOf(element)) {
				const isMark = ["w:rPr", "w:trPr"].includes(element.nodeName) || one.nodeName === "w:cellDel"
				if (
					INSERTED.includes(one.nodeName) ||
					DELETED.includes(one.nodeName) ||
					one.nodeName === "w:cellDel"
				) {
					const words = textOf(one)
					const verb = INSERTED.includes(one.nodeName) ? "вставлено" : "удалено"
					if (words) changes.push(`${verb} «${short(words)}»${beside(one)}`)
					else if (isMark) marked++
				} else if (FORMERLY.test(one.nodeName)) reformatted++
				search(one)
			}
		}
		search(root)
	}
	if (marked > 0) changes.push(`вставленных и удалённых абзацев и строк: ${marked}`)
	if (reformatted > 0) changes.push(`изменений оформления: ${reformatted}`)
	return { changes: firstOf(changes), comments: firstOf(commentsIn(zip)) }
}

function commentsIn(zip: PizZip): string[] {
	const written = zip.file(/^word\/comments\d*\.xml$/).flatMap(({ name }) => {
		const root = parsePart(partText(zip, name)).documentElement
		return root ? allOf(root, "w:comment").map((comment) => `«${short(textOf(comment))}»`) : []
	})
	if (written.length > 0) return written
	const isMarked = zip
		.file(PRINTED_PARTS)
		.some(({ name }) => /<w:comment(RangeStart|Reference)\b/.test(partText(zip, name)))
	return isMarked ? ["без текста"] : []
}

const firstOf = (all: readonly string[]) =>
	all.length > MOST_NAMED ? [...all.slice(0, MOST_NAMED), `и ещё ${all.length - MOST_NAMED}`] : [...all]

const textOf = (element: Element) =>
	allOf(element, "w:t", "w:delText")
		.map((text) => text.textContent ?? "")
		.join("")
		.replace(/\s+/g, " ")
		.trim()
const short = (words: string) => (words.length > 50 ? `${words.slice(0, 50).replace(/\s\S*$/, "")}…` : words)

function beside(element: Element): string {
	let around: Element | null = element
	while (around && around.nodeName !== "w:p") around = around.parentNode as Element | null
	const words = around ? textOf(around) : ""
	return words && words !== textOf(element) ? ` (рядом: «${short(words)}»)` : ""
}

/**
 * A copy of the template with every change accepted and every comment removed, as Word's own commands would do it.
 */
export function acceptRevisions(template: Uint8Array): Buffer {
	const zip = new PizZip(Buffer.from(template))
	nameParts(zip)
	for (const { name } of zip.file(PRINTED_PARTS)) {
		const part = parsePart(partText(zip, name))
		if (!part.documentElement) continue
		accept(part.documentElement)
		writePart(zip, name, serialisePart(part))
	}
	removeCommentParts(zip)
	const settings = partText(zip, "word/settings.xml")
	if (settings) writePart(zip, "word/settings.xml", settings.replace(/<w:trackRevisions\b[^>]*\/>/, ""))
	return zip.generate({ type: "nodebuffer", compression: "DEFLATE" })
}

function accept(root: Element) {
	for (const row of allOf(root, "w:tr")) if (childOf(childOf(row, "w:trPr"), "w:del")) removeNode(row)
	for (const mark of allOf(root, "w:cellDel")) {
		const cell = mark.parentNode?.parentNode as Element | null
		if (cell?.nodeName === "w:tc") removeNode(cell)
	}
	for (const row of allOf(root, "w:tr")) if (!childOf(row, "w:tc") && !childOf(row, "w:sdt")) removeNode(row)
	for (const table of allOf(root, "w:tbl")) if (!childOf(table, "w:tr")) removeNode(table)
	const paragraphs = allOf(root, "w:p")
	// From the end, because a paragraph whose mark is deleted joins the next one, which may itself join another.
	for (const paragraph of paragraphs.reverse()) {
		const marks = childOf(childOf(paragraph, "w:pPr"), "w:rPr")
		if (childOf(marks, "w:del") ?? childOf(marks, "w:moveFrom")) joinWithNext(paragraph)
	}
	for (const one of allOf(root, ...DELETED)) removeNode(one)
	// A mark on a paragraph or a row has no children, so unwrapping it removes it.
	for (const one of allOf(root, ...INSERTED)) unwrap(one)
	const left = [root, ...descendantsOf(root)]
	for (const one of left) if (FORMERLY.test(one.nodeName) || RANGE.test(one.nodeName)) removeNode(one)
	for (const one of allOf(root, ...COMMENTED)) {
		const run = one.parentNode as Element | null
		removeNode(one)
		const isEmpty = run?.nodeName === "w:r" && elementsOf(run).every(({ nodeName }) => nodeName === "w:rPr")
		if (run && isEmpty) removeNode(run)
	}
}

const descendantsOf = (element: Element): Element[] =>
	elementsOf(element).flatMap((one) => [one, ...descendantsOf(one)])

function removeCommentParts(zip: PizZip) {
	const parts = zip.file(COMMENT_PARTS).map(({ name }) => name)
	for (const name of parts) {
		zip.remove(name)
		zip.remove(name.replace("word/", "word/_rels/").concat(".rels"))
	}
	const types = "[Content_Types].xml"
	let listed = partText(zip, types)
	for (const name of parts)
		listed = listed.replace(new RegExp(`<Override\\b[^>]*PartName="/${name}"[^>]*?(/>|>\\s*</Override>)`), "")
	writePart(zip, types, listed)
	const relations = "word/_rels/document.xml.rels"
	const text = partText(zip, relations)
	if (text) writePart(zip, relations, text.replace(COMMENT_RELATION, ""))
}
