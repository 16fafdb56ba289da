import type { Element } from "@xmldom/xmldom"
import type PizZip from "pizzip"
import { SIGNATURE_PICTURE } from "../sheet-code/stamp.ts"
import { allOf, elementsOf, PRINTED_PARTS, parsePart, partText } from "../word-parts.ts"

/** The character for a drawn signature line in the text of a row. */
export const SIGN_PICTURE = "▭"

export interface TemplateRow {
	cells: string[]
}

/** A paragraph of a template as a reader sees it, including tags. */
export interface TemplateLine {
	text: string
	/** «в тексте», «в таблице», «в нижнем колонтитуле». */
	place: string
	/** The nearest line above it that has words. */
	above: string
	/** The row of the innermost table around it. */
	row: TemplateRow | null
}

const PLACES: readonly [RegExp, string][] = [
	[/header/, "в верхнем колонтитуле"],
	[/footer/, "в нижнем колонтитуле"],
	[/notes/, "в сноске"],
]
/** Document properties, because docxtemplater fills these too. */
const PROPERTIES = /^docProps\/(core|app|custom)\.xml$/

/** Every line of a template, part by part, the main text first. A tag never spans two parts. */
export function readTemplateLines(zip: PizZip): TemplateLine[][] {
	const names = zip.file(PRINTED_PARTS).map(({ name }) => name)
	const main = "word/document.xml"
	const parts = [main, ...names.filter((name) => name !== main).sort()].filter((name) => zip.file(name))
	const printed = parts.map((name) => {
		const place = PLACES.find(([pattern]) => pattern.test(name))?.[1] ?? "в тексте"
		const root = parsePart(partText(zip, name)).documentElement
		return root ? linesOf(root, place) : []
	})
	const properties = zip.file(PROPERTIES).map(({ name }) => {
		const root = parsePart(partText(zip, name)).documentElement
		const texts = root ? leavesOf(root) : []
		return texts.map((text) => ({ text, place: "в свойствах документа", above: "", row: null }))
	})
	return [...printed, ...properties]
}

function leavesOf(element: Element): string[] {
	const inner = elementsOf(element)
	return inner.length > 0 ? inner.flatMap(leavesOf) : [element.textContent ?? ""]
}

function linesOf(root: Element, place: string): TemplateLine[] {
	const lines: TemplateLine[] = []
	let above = ""
	const visit = (element: Element, row: TemplateRow | null) => {
		for (const inner of elementsOf(element)) {
			if (inner.nodeName === "w:tr") visit(inner, { cells: [] })
			else {
				if (inner.nodeName === "w:tc") row?.cells.push("")
				if (inner.nodeName === "w:p") take(inner, row)
				visit(inner, row)
			}
		}
	}
	const take = (paragraph: Element, row: TemplateRow | null) => {
		const text = textOf(paragraph)
		const where = row && place === "в тексте" ? "в таблице" : place
		lines.push({ text, place: where, above, row })
		if (row && row.cells.length > 0) row.cells.push(`${row.cells.pop()}${text}\n`)
		if (/\p{L}{2}/u.test(text.replace(/\{[^{}]*\}/g, ""))) above = text
	}
	visit(root, null)
	return lines
}

/** The text of one paragraph. A paragraph inside it is in a text box and counts as a separate line. */
function textOf(paragraph: Element): string {
	let text = ""
	const visit = (element: Element) => {
		for (const inner of elementsOf(element)) {
			if (inner.nodeName === "w:p" || inner.nodeName === "w:pPr" || inner.nodeName === "w:rPr") continue
			if (/^(w|m|a):t$/.test(inner.nodeName)) text += inner.textContent ?? ""
			else if (inner.nodeName === "w:tab") text += "\t"
			else if (inner.nodeName === "w:br" || inner.nodeName === "w:cr") text += "\n"
			else if (inner.nodeName === "w:noBreakHyphen") text += "-"
			else if (isSignature(inner)) text += SIGN_PICTURE
			else visit(inner)
		}
	}
	visit(paragraph)
	return text
}

const isSignature = (element: Element) =>
	element.nodeName === "w:drawing" &&
	allOf(element, "w:p").length === 0 &&
	allOf(element, "wp:docPr").some((frame) => frame.getAttribute("descr") === SIGNATURE_PICTURE)

const AROUND = 36
const LONGEST_SHOWN = 60

/**
 * «рядом: «…от {author.genitiv}, учителя…», в таблице»: where a piece of a line is, for people who look for it in Word.
 * Without a position the beginning of the line is shown.
 */
export function beside({ text, above, place, row }: TemplateLine, at = 0, length = 0): string {
	const before = text.slice(0, at)
	const after = text.slice(at + length)
	const from = before.length > AROUND ? `…${before.slice(-AROUND).replace(/^\S*\s/, "")}` : before
	const till = after.length > AROUND ? `${after.slice(0, AROUND).replace(/\s\S*$/, "")}…` : after
	const shown = tidy(`${from}${text.slice(at, at + Math.min(length, LONGEST_SHOWN))}${till}`)
	if (/\p{L}{2}/u.test(text.replace(/\{[^{}]*\}/g, ""))) return `рядом: «${shown}», ${place}`
	const anchor = [row?.cells[0] ?? "", above].map(lastWords).find((one) => one && one !== shown)
	return `${anchor ? `после слов «${anchor}»` : `рядом: «${shown}»`}, ${place}`
}

function lastWords(text: string): string {
	const words = tidy(text)
	if (!/\p{L}{2}/u.test(words.replace(/\{[^{}]*\}/g, " "))) return ""
	return words.length > LONGEST_SHOWN ? `…${words.slice(-LONGEST_SHOWN).replace(/^\S*\s/, "")}` : words
}

const tidy = (text: string) => text.replaceAll(SIGN_PICTURE, "").replace(/\s+/g, " ").trim()
