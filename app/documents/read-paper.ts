import { DOMParser, type Element, type Node } from "@xmldom/xmldom"
import PizZip from "pizzip"

export interface PaperParagraph {
	kind: "paragraph"
	/** Name of its style in the document, «Title». */
	style: string
	lines: string[]
}
export interface PaperTable {
	kind: "table"
	rows: { head: boolean; cells: { span: number; paragraphs: PaperParagraph[] }[] }[]
}
export type PaperBlock = PaperParagraph | PaperTable

/** The text of a Word document in order: running head, body, foot. Its layout is not read. */
export function readPaper(bytes: Buffer): PaperBlock[] {
	const zip = new PizZip(bytes)
	const names = Object.keys(zip.files).sort()
	const parts = [
		...names.filter((name) => /^word\/header\d*\.xml$/.test(name)),
		"word/document.xml",
		...names.filter((name) => /^word\/footer\d*\.xml$/.test(name)),
	]
	return parts.flatMap((name) => {
		const root = new DOMParser().parseFromString(
			zip.file(name)?.asText() ?? "<empty/>",
			"text/xml",
		).documentElement
		const body = root && (childrenOf(root, "w:body")[0] ?? root)
		return body ? blocksOf(body) : []
	})
}

const isElement = (node: Node): node is Element => node.nodeType === 1
const elementsOf = (parent: Element): Element[] => [...parent.childNodes].filter(isElement)
const childrenOf = (parent: Element, name: string): Element[] =>
	elementsOf(parent).filter(({ nodeName }) => nodeName === name)
const attributeOf = (parent: Element | undefined, child: string): string =>
	(parent && childrenOf(parent, child)[0]?.getAttribute("w:val")) ?? ""

function blocksOf(parent: Element): PaperBlock[] {
	return elementsOf(parent).flatMap((element): PaperBlock[] => {
		if (element.nodeName === "w:tbl") return [tableOf(element)]
		if (element.nodeName === "w:sdt") return childrenOf(element, "w:sdtContent").flatMap(blocksOf)
		if (element.nodeName !== "w:p") return []
		const paragraph = paragraphOf(element)
		return paragraph.lines.some((line) => line.trim() !== "") ? [paragraph] : []
	})
}

function tableOf(table: Element): PaperTable {
	const rows = childrenOf(table, "w:tr").map((row) => {
		const properties = childrenOf(row, "w:trPr")[0]
		return {
			head: properties !== undefined && childrenOf(properties, "w:tblHeader").length > 0,
			cells: childrenOf(row, "w:tc").map((cell) => ({
				span: Number(attributeOf(childrenOf(cell, "w:tcPr")[0], "w:gridSpan")) || 1,
				paragraphs: blocksOf(cell).flatMap((block) =>
					block.kind === "paragraph" ? [block] : wordsOf(block),
				),
			})),
		}
	})
	return { kind: "table", rows }
}

/** A table inside a cell is read as its paragraphs. */
const wordsOf = ({ rows }: PaperTable): PaperParagraph[] =>
	rows.flatMap(({ cells }) => cells.flatMap(({ paragraphs }) => paragraphs))

function paragraphOf(paragraph: Element): PaperParagraph {
	return {
		kind: "paragraph",
		style: attributeOf(childrenOf(paragraph, "w:pPr")[0], "w:pStyle"),
		lines: textOf(paragraph).split("\n"),
	}
}

/** Only the printed text: not the instruction of a field but its last shown result. */
function textOf(element: Element): string {
	return elementsOf(element)
		.map((child) => {
			if (child.nodeName === "w:t") return child.textContent ?? ""
			if (child.nodeName === "w:tab") return "\t"
			if (child.nodeName === "w:br") return "\n"
			if (child.nodeName === "w:instrText" || child.nodeName === "w:pPr") return ""
			return textOf(child)
		})
		.join("")
}
