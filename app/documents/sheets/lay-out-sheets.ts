import { posix } from "node:path"
import type { Element } from "@xmldom/xmldom"
import PizZip from "pizzip"
import type { SheetCode } from "../sheet-code/sheet-code.ts"
import { barsStyleOf } from "../sheet-code/stamp.ts"
import { allOf, childOf, elementsOf, parsePart, partText } from "../word-parts.ts"
import { type Item, type ParagraphItem, paginate, type RowItem } from "./paginate.ts"
import { drawBars, PieceReader } from "./read-pieces.ts"
import { PAGE_FIELD, PAGES_FIELD, type Sheet, type SheetParagraph } from "./sheet.ts"
import { attributeOf, type Look, SheetStyles } from "./sheet-styles.ts"
import { wrap } from "./text-width.ts"

const EMU_IN_TWENTIETH = 635
/** The space left and right of the text in a cell, unless the table sets it. */
const CELL_MARGINS = 216
/** The height of a line of Times New Roman, in relation to its letters. */
const LEADING = 1.15

const A4: Page = { width: 11906, height: 16838, left: 1701, right: 851, top: 1134, bottom: 1134, foot: 454 }
interface Page {
	width: number
	height: number
	left: number
	right: number
	top: number
	bottom: number
	foot: number
}

/**
 * Breaks a filled document into pages, approximately as Word does: by its own sizes, spaces and tables, and the letter
 * widths of Times New Roman. Only Word knows exactly, so a preview says «примерно».
 */
export function layOutSheets({ bytes, code }: { bytes: Uint8Array; code: SheetCode | null }): Sheet[] {
	const zip = new PizZip(Buffer.from(bytes))
	const body = childOf(rootOf(zip, "word/document.xml") ?? undefined, "w:body")
	if (!body) return []
	const styles = new SheetStyles(rootOf(zip, "word/styles.xml"))
	const section = allOf(body, "w:sectPr").at(-1)
	const page = pageOf(section)
	const width = page.width - page.left - page.right
	const reader = new PieceReader(code, barsStyleOf(zip))
	const foot = footOf(zip, section, (element) => itemOf(element, width, styles, reader))
	const footHeight = foot.reduce((sum, { height }) => sum + height, 0)
	const room = page.height - page.top - Math.max(page.bottom, page.foot + footHeight)
	const pages = paginate(itemsOf(body, width, styles, reader), room)
	return pages.map((blocks, index) => ({
		landscape: page.width > page.height,
		blocks,
		foot: foot.map(({ block }) => numbered(block, index + 1, pages.length)),
	}))
}

const rootOf = (zip: PizZip, part: string): Element | null => {
	const text = partText(zip, part)
	return text ? parsePart(text).documentElement : null
}

function pageOf(section: Element | undefined): Page {
	const size = childOf(section, "w:pgSz")
	const margins = childOf(section, "w:pgMar")
	const of = (element: Element | undefined, name: string, usual: number) =>
		Math.abs(Number(attributeOf(element, `w:${name}`) ?? usual)) || usual
	return {
		width: of(size, "w", A4.width),
		height: of(size, "h", A4.height),
		left: of(margins, "left", A4.left),
		right: of(margins, "right", A4.right),
		top: of(margins, "top", A4.top),
		bottom: of(margins, "bottom", A4.bottom),
		foot: of(margins, "footer", A4.foot),
	}
}

function footOf<T>(zip: PizZip, section: Element | undefined, read: (paragraph: Element) => T): T[] {
	const relations = rootOf(zip, "word/_rels/document.xml.rels")
	const reference = (section ? elementsOf(section) : []).find(
		(one) => one.nodeName === "w:footerReference" && attributeOf(one, "w:type") === "default",
	)
	const id = attributeOf(reference, "r:id")
	const target = relations && allOf(relations, "Relationship").find((one) => one.getAttribute("Id") === id)
	const part = target ? posix.join("word", target.getAttribute("Target") ?? "") : ""
	const root = part ? rootOf(zip, part) : null
	return root ? allOf(root, "w:p").map(read) : []
}

function itemsOf(parent: Element, width: number, styles: SheetStyles, reader: PieceReader): Item[] {
	return elementsOf(parent).flatMap((element): Item[] => {
		if (element.nodeName === "w:p") return [itemOf(element, width, styles, reader)]
		if (element.nodeName === "w:tbl") return rowsOf(element, width, styles, reader)
		const content = element.nodeName === "w:sdt" ? childOf(element, "w:sdtContent") : undefined
		return content ? itemsOf(content, width, styles, reader) : []
	})
}

function itemOf(paragraph: Element, width: number, styles: SheetStyles, reader: PieceReader): ParagraphItem {
	const look = styles.of(paragraph)
	const pieces = reader.read(paragraph)
	const text = pieces.map((piece) => (piece.kind === "text" ? piece.text : "")).join("")
	const room = width - look.left - look.right
	const lines = text
		.replaceAll("\t", "    ")
		.split(/(?<=\n)/)
		.flatMap((line) => wrap(line, { ...look, first: room - look.first, others: room }))
	const picture = Math.max(0, ...allOf(paragraph, "wp:extent").map(heightOf))
	const lineHeight = lineHeightOf(look)
	const block: SheetParagraph = {
		kind: "paragraph",
		align:
			look.align === "center" ? "center" : look.align === "right" || look.align === "end" ? "end" : "start",
		strong: look.strong,
		indent: Math.round((look.left / width) * 100),
		pieces,
	}
	return {
		kind: "paragraph",
		block,
		lines,
		lineHeight,
		before: look.before,
		height: look.before + Math.max(lines.length * lineHeight, picture) + look.after,
		keepNext: look.keepNext,
		keepLines: look.keepLines || picture > 0 || pieces.some(({ kind }) => kind !== "text"),
		breakBefore:
			look.breakBefore || allOf(paragraph, "w:br").some((one) => attributeOf(one, "w:type") === "page"),
	}
}

const heightOf = (extent: Element) => Number(attributeOf(extent, "cy") ?? 0) / EMU_IN_TWENTIETH
const lineHeightOf = ({ size, line, rule }: Look) => {
	const natural = size * 10 * LEADING
	if (rule === "exact") return line
	return rule === "atLeast" ? Math.max(natural, line) : (natural * line) / 240
}

function rowsOf(table: Element, width: number, styles: SheetStyles, reader: PieceReader): RowItem[] {
	const grid = elementsOf(childOf(table, "w:tblGrid") ?? table).flatMap((one) =>
		one.nodeName === "w:gridCol" ? [Number(attributeOf(one, "w:w") ?? 0)] : [],
	)
	const key = {}
	return elementsOf(table)
		.filter(({ nodeName }) => nodeName === "w:tr")
		.map((row) => {
			const properties = childOf(row, "w:trPr")
			let column = 0
			const cells = elementsOf(row)
				.filter(({ nodeName }) => nodeName === "w:tc")
				.map((cell) => {
					const span = Number(attributeOf(childOf(childOf(cell, "w:tcPr"), "w:gridSpan"), "w:val") ?? 1) || 1
					const wide = grid.slice(column, column + span).reduce((sum, one) => sum + one, 0) || width
					column += span
					const inner = itemsOf(cell, wide - CELL_MARGINS, styles, reader)
					return { span, inner }
				})
			const least = Number(attributeOf(childOf(properties, "w:trHeight"), "w:val") ?? 0)
			const heights = cells.map(({ inner }) => inner.reduce((sum, { height }) => sum + height, 0))
			const paragraphs = cells.flatMap(({ inner }) => inner)
			return {
				kind: "row",
				table: key,
				head: childOf(properties, "w:tblHeader") !== undefined,
				height: Math.max(least, ...heights),
				keepNext: paragraphs.length > 0 && paragraphs.every(({ keepNext }) => keepNext),
				cells: cells.map(({ span, inner }) => ({ span, paragraphs: inner.flatMap(paragraphsIn) })),
			}
		})
}

/** A table inside a cell is shown as its paragraphs. */
const paragraphsIn = (item: Item): SheetParagraph[] =>
	item.kind === "paragraph" ? [item.block] : item.cells.flatMap(({ paragraphs }) => paragraphs)

const numbered = (paragraph: SheetParagraph, page: number, pages: number): SheetParagraph => ({
	...paragraph,
	pieces: paragraph.pieces.map((piece) => {
		if (piece.kind !== "text" && piece.kind !== "bars") return piece
		const text = piece.text.replaceAll(PAGE_FIELD, String(page)).replaceAll(PAGES_FIELD, String(pages))
		return piece.kind === "text" ? { ...piece, text } : { ...piece, ...drawBars(text) }
	}),
})
