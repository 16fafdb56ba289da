import type PizZip from "pizzip"
import { SIGNATURE_PICTURE } from "../sheet-code/stamp.ts"
import { partText, writePart } from "../word-parts.ts"
import { withProperties } from "./paragraph.ts"
import { splitLong } from "./split-paragraph.ts"

const MAIN = "word/document.xml"
/** A heading or «Выписка верна.» alone above signatures says nothing: what is shorter takes the lines above it along. */
const LEAST_LETTERS = 60
/** More blocks have no room on one sheet anyway. */
const MOST_BLOCKS = 12

/**
 * Keeps every signature together with something that it signs: the last lines of the text above it, or the last row of a
 * table. Otherwise a full sheet pushes the signatures alone onto the next one. Works on filled documents of any template.
 */
export function keepSignatures(zip: PizZip): void {
	const before = partText(zip, MAIN)
	const start = before.indexOf(">", before.indexOf("<w:body")) + 1
	const end = before.lastIndexOf("</w:body>")
	if (start === 0 || end < start) return
	const blocks = blocksOf(before.slice(start, end))
	const kept = [...blocks]
	for (const [index, block] of blocks.entries()) if (isSignature(block)) keepAbove(kept, index)
	const after = before.slice(0, start) + kept.join("") + before.slice(end)
	if (after !== before) writePart(zip, MAIN, after)
}

/** The paragraphs and tables of a body. The document may have a thousand rows, so it is not parsed. */
function blocksOf(body: string): string[] {
	const blocks: string[] = []
	let depth = 0
	let from = 0
	for (const { 0: tag, index } of body.matchAll(/<\/?w:(?:p|tbl|sdt)(?:>|\/>|\s[^>]*>)/g)) {
		if (depth === 0 && index > from) {
			blocks.push(body.slice(from, index))
			from = index
		}
		if (tag.startsWith("</")) depth--
		else if (!tag.endsWith("/>")) depth++
	}
	return [...blocks, body.slice(from)]
}

const isTable = (block: string) => /^<w:tbl[>\s]/.test(block)
const isParagraph = (block: string) => /^<w:p[>/\s]/.test(block)
const wordsOf = (block: string) => block.replace(/<[^<>]*>/g, "").trim()
const isSignature = (block: string) =>
	block.includes(`descr="${SIGNATURE_PICTURE}"`) || /\(подпис/i.test(wordsOf(block))

/** The lines above a signature, upwards until enough is said. */
function keepAbove(blocks: string[], signature: number): void {
	let letters = 0
	for (let at = signature - 1; at >= Math.max(0, signature - MOST_BLOCKS); at--) {
		const block = blocks[at] ?? ""
		if (isTable(block)) {
			blocks[at] = keepLastRow(block)
			return
		}
		if (!isParagraph(block)) return
		const [lead, tail] = splitLong(block)
		blocks[at] = lead + withProperties(tail, { next: true })
		letters += wordsOf(tail).length
		if (letters >= LEAST_LETTERS) return
	}
}

/** A row stays with what follows if its paragraphs do. */
function keepLastRow(table: string): string {
	const at = Math.max(table.lastIndexOf("<w:tr>"), table.lastIndexOf("<w:tr "))
	if (at < 0) return table
	const row = table
		.slice(at)
		.replace(/<w:p(?:\/>|>|\s[^>]*>)(?:(?!<w:p[>/\s])[\s\S])*?(?=<w:p[>/\s]|<\/w:tc>)/g, (paragraph) =>
			withProperties(paragraph, { next: true }),
		)
	return table.slice(0, at) + row
}
