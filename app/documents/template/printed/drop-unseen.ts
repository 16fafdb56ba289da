import { posix } from "node:path"
import type { Element } from "@xmldom/xmldom"
import type PizZip from "pizzip"
import {
	allOf,
	childOf,
	elementsOf,
	parsePart,
	partText,
	serialisePart,
	writePart,
} from "../../word-parts.ts"
import { removeNode } from "../edit-part.ts"
import { floatingOver, whyVmlUnseen } from "./floating.ts"
import { type RunLook, RunLooks, shadeOf } from "./run-look.ts"
import { type CellPlace, partsForCell, placesOf } from "./table-look.ts"

export interface Unseen {
	text: string
	/** Why it is invisible, as the end of «её не видно: она стоит …». */
	why: string
}

const MAIN = "word/document.xml"
/** In half points. Nobody reads letters below five points without a lens. */
const LEAST_SIZE = 10
const LEAST_SCALE = 34
/** So much of a letter may be covered by the next one. */
const MOST_OVERLAP = 0.6
/** In twentieths of a point: half the height of the smallest letters. */
const LEAST_LINE = 60
/** In EMU: a picture or a text box below two millimetres. */
const LEAST_FRAME = 72_000
/** In EMU: beyond the edge of A3, the largest sheet in an office. */
const EDGE_EMU = 15_120_000
const EDGE_TWENTIETHS = 23_800
/** Farther left of the text than any margin of a sheet is wide. */
const LEFT_OF_SHEET = -6000
/** In twentieths of a point: a column of text narrower than this shows no word. */
const LEAST_COLUMN = 1000
/** What programs understand that an alternative asks for. Otherwise they show the other one. */
const UNDERSTOOD = /^(?:w\d\w*|wp\d*|wps|wpg|wpc|wpi|wne|a\d+|c\d*|cx\d*|v|m|pic|am3d|aink)$/
/** The contrast of text and paper as accessibility rules measure it. Pale grey on white is below it. */
const LEAST_CONTRAST = 1.5

/**
 * Removes from a filled document everything that is invisible on its sheets: hidden, white and tiny text, headers that are
 * not printed, notes without a reference, the document's properties.
 */
export function dropUnseen(zip: PizZip): Unseen[] {
	const main = rootOf(zip, MAIN)
	if (!main) return []
	const looks = new RunLooks(rootOf(zip, "word/styles.xml"))
	const seen = printedMargins(zip, main)
	const unseen: Unseen[] = []
	for (const { name } of zip.file(
		/^(docProps\/.*|word\/(header|footer)\d*\.xml|word\/(foot|end)notes\.xml)$/,
	)) {
		const why = whyNotPrinted(name, seen, main)
		if (!why) continue
		unseen.push({ text: wordsOf(zip, name), why })
		zip.remove(name)
	}
	const sheet = sheetOf(main)
	for (const { name } of zip.file(/^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/)) {
		const part = parsePart(partText(zip, name))
		if (part.documentElement) unseen.push(...dropFrom(part.documentElement, looks, sheet))
		writePart(zip, name, serialisePart(part))
	}
	return unseen
}

function rootOf(zip: PizZip, part: string): Element | null {
	const text = partText(zip, part)
	return text ? parsePart(text).documentElement : null
}

/** The words of a part that is not printed at all. */
function wordsOf(zip: PizZip, part: string): string {
	const root = rootOf(zip, part)
	if (!root) return ""
	return part.startsWith("docProps/") ? (root.textContent ?? "") : textOf(root)
}

const textOf = (element: Element) =>
	allOf(element, "w:t")
		.map((text) => text.textContent ?? "")
		.join("")

function whyNotPrinted(name: string, seen: ReadonlySet<string>, main: Element): string | null {
	if (name.startsWith("docProps/")) return "в свойствах документа, которые не печатаются"
	if (/notes/.test(name)) {
		const reference = name.includes("footnotes") ? "w:footnoteReference" : "w:endnoteReference"
		return allOf(main, reference).length > 0 ? null : "в сноске, на которую нет ссылки"
	}
	return seen.has(name) ? null : "в колонтитуле, которого нет на первом листе"
}

/** The headers and footers of the first page of each section. A paper with one sheet shows no others. */
function printedMargins(zip: PizZip, main: Element): ReadonlySet<string> {
	const relations = rootOf(zip, "word/_rels/document.xml.rels")
	const targets = new Map(
		(relations ? allOf(relations, "Relationship") : []).map((one) => [
			one.getAttribute("Id") ?? "",
			posix.join("word", one.getAttribute("Target") ?? ""),
		]),
	)
	const inForce = new Map<string, string>()
	const printed = new Set<string>()
	for (const [index, section] of allOf(main, "w:sectPr").entries()) {
		for (const reference of elementsOf(section)) {
			const kind = /^w:(header|footer)Reference$/.exec(reference.nodeName)?.[1]
			if (!kind) continue
			const type = reference.getAttribute("w:type") || "default"
			inForce.set(`${kind} ${type}`, targets.get(reference.getAttribute("r:id") ?? "") ?? "")
		}
		// A continuous section starts on the sheet where the one before ends.
		if (index > 0 && childOf(section, "w:type")?.getAttribute("w:val") === "continuous") continue
		const type = isOn(section, "w:titlePg") ? "first" : "default"
		for (const kind of ["header", "footer"]) printed.add(inForce.get(`${kind} ${type}`) ?? "")
	}
	return printed
}

function isOn(parent: Element | undefined, name: string): boolean {
	const found = childOf(parent, name)
	return found !== undefined && !["0", "false", "off"].includes(found.getAttribute("w:val") ?? "")
}

/** The room for text, in twentieths of a point. */
interface Sheet {
	/** From the left margin to the right edge of the widest sheet. */
	toEdge: number
	/** The narrowest column between margins. */
	column: number
}

function sheetOf(main: Element): Sheet {
	const sections = allOf(main, "w:sectPr").map((section) => {
		const size = Number(childOf(section, "w:pgSz")?.getAttribute("w:w") || 11_906)
		const margin = (side: string) => Number(childOf(section, "w:pgMar")?.getAttribute(`w:${side}`) || 0)
		return { toEdge: size - margin("left"), column: size - margin("left") - margin("right") }
	})
	return {
		toEdge: Math.max(EDGE_TWENTIETHS * Number(sections.length === 0), ...sections.map((one) => one.toEdge)),
		column: Math.min(...sections.map((one) => one.column)),
	}
}

interface Around {
	paragraph: Element | undefined
	background: string
	/** What the styles of the tables around say, the outer ones first. */
	inTable: readonly Element[]
	table: { element: Element; places: ReadonlyMap<Element, CellPlace> } | null
	/** Why nothing inside can be seen, or null. */
	why: string | null
	/** True if a figure lies over the paragraph. */
	covered: boolean
}

function dropFrom(root: Element, looks: RunLooks, sheet: Sheet): Unseen[] {
	const unseen: Unseen[] = []
	const start: Around = {
		paragraph: undefined,
		background: "FFFFFF",
		inTable: [],
		table: null,
		why: sheet.column < LEAST_COLUMN ? "между полями, которые шире листа" : null,
		covered: false,
	}
	const drop = (element: Element, why: string) => {
		const text = textOf(element)
		if (text.trim()) unseen.push({ text, why })
		removeNode(element)
	}
	const visit = (element: Element, around: Around) => {
		for (const inner of elementsOf(element)) {
			const here = entering(inner, around, looks, sheet)
			if (inner.nodeName === "w:r") visitRun(inner, here)
			else if (/^w:(pPr|rPr|tcPr|trPr|tblPr|sectPr)$/.test(inner.nodeName)) continue
			else visit(inner, here)
		}
	}
	const visitRun = (run: Element, around: Around) => {
		const look = looks.of(run, around.paragraph, around.background, around.inTable)
		const whole = around.why ?? (look.vanishes ? "в скрытом тексте" : null)
		if (whole) return drop(run, whole)
		const why = whyUnreadable(look) ?? (around.covered ? "под фигурой или рисунком" : null)
		for (const inner of elementsOf(run)) {
			if (inner.nodeName === "w:t" && why) {
				const text = inner.textContent ?? ""
				if (text.trim()) unseen.push({ text, why })
				removeNode(inner)
			} else if (inner.nodeName !== "w:rPr") {
				const frame = whyFrameUnseen(inner)
				if (frame) drop(inner, frame)
				else visit(inner, { ...start, why: null })
			}
		}
	}
	visit(root, start)
	return unseen
}

function entering(element: Element, around: Around, looks: RunLooks, sheet: Sheet): Around {
	switch (element.nodeName) {
		case "w:tbl":
			return {
				...around,
				table: { element, places: placesOf(element) },
				background: shadeOf(childOf(element, "w:tblPr")) ?? around.background,
			}
		case "w:tr":
			return { ...around, why: around.why ?? whyRowUnseen(element) }
		case "w:tc":
			return enteringCell(element, around, looks)
		case "w:p":
			return {
				...around,
				paragraph: element,
				covered: isCovered(element, looks),
				why: around.why ?? whyParagraphUnseen(element, looks, sheet),
			}
		case "mc:Choice": {
			const asked = (element.getAttribute("Requires") ?? "").split(/\s+/).filter(Boolean)
			return asked.every((one) => UNDERSTOOD.test(one))
				? around
				: { ...around, why: around.why ?? "в месте, которого Word не показывает" }
		}
		default:
			return around
	}
}

function enteringCell(cell: Element, around: Around, looks: RunLooks): Around {
	const place = around.table?.places.get(cell)
	const styled =
		around.table && place
			? looks.partsOfTable(around.table.element, partsForCell(around.table.element, place))
			: []
	const shades = styled.map((part) => shadeOf(childOf(part, "w:tcPr")) ?? shadeOf(childOf(part, "w:tblPr")))
	return {
		...around,
		inTable: [...around.inTable, ...styled],
		background:
			shadeOf(childOf(cell, "w:tcPr")) ??
			shades.findLast((shade) => shade !== undefined) ??
			around.background,
		why: around.why ?? whyCellUnseen(cell, around.table?.element),
	}
}

function whyCellUnseen(cell: Element, table: Element | undefined): string | null {
	const properties = childOf(cell, "w:tcPr")
	const merged = childOf(properties, "w:vMerge")
	if (merged && merged.getAttribute("w:val") !== "restart")
		return "в объединённой ячейке, от которой печатается только верхняя"
	const layout = childOf(childOf(table, "w:tblPr"), "w:tblLayout")
	const width = childOf(properties, "w:tcW")
	const isNarrow =
		layout?.getAttribute("w:type") === "fixed" &&
		width?.getAttribute("w:type") === "dxa" &&
		Number(width.getAttribute("w:w") || LEAST_LINE) < LEAST_LINE
	return isNarrow ? "в ячейке, сжатой до линии" : null
}

function whyRowUnseen(row: Element): string | null {
	const properties = childOf(row, "w:trPr")
	if (isOn(properties, "w:hidden")) return "в скрытой строке таблицы"
	const height = childOf(properties, "w:trHeight")
	const isLow =
		height?.getAttribute("w:hRule") === "exact" && Number(height.getAttribute("w:val") ?? 0) < LEAST_LINE
	return isLow ? "в строке таблицы, сжатой до линии" : null
}

function whyParagraphUnseen(paragraph: Element, looks: RunLooks, sheet: Sheet): string | null {
	const said = (element: string, name: string) => looks.attribute(paragraph, element, name)
	const number = (element: string, name: string) => Number(said(element, name) ?? 0)
	if (
		said("w:spacing", "w:lineRule") === "exact" &&
		Number(said("w:spacing", "w:line") ?? LEAST_LINE) < LEAST_LINE
	)
		return "в абзаце, сжатом до линии"
	if (said("w:framePr", "w:hRule") === "exact" && number("w:framePr", "w:h") < LEAST_LINE)
		return "в рамке, сжатой до линии"
	const beyond = [leftOf(paragraph, looks), number("w:framePr", "w:x")].some(
		(at) => at < LEFT_OF_SHEET || at >= sheet.toEdge,
	)
	return beyond || Math.abs(number("w:framePr", "w:y")) > EDGE_TWENTIETHS ? "за краем листа" : null
}

const leftOf = (paragraph: Element, looks: RunLooks) =>
	Number(looks.attribute(paragraph, "w:ind", "w:left") ?? looks.attribute(paragraph, "w:ind", "w:start") ?? 0)

/** Figures over a paragraph hide its words, but not those in the figures. */
function isCovered(paragraph: Element, looks: RunLooks): boolean {
	return floatingOver(paragraph, leftOf(paragraph, looks)).some(({ isOverLine }) => isOverLine)
}

function whyUnreadable({ colour, background, size, scale, spacing }: RunLook): string | null {
	if (contrast(colour, background) < LEAST_CONTRAST)
		return background === "FFFFFF" ? "белым по белому" : "цветом фона"
	// A letter is about half as wide as the font is high.
	const isOneHeap = -spacing > size * 5 * MOST_OVERLAP
	return size < LEAST_SIZE || scale < LEAST_SCALE || isOneHeap ? "слишком мелким или сжатым шрифтом" : null
}

function whyFrameUnseen(element: Element): string | null {
	if (element.nodeName === "w:pict") return whyVmlUnseen(element)
	if (element.nodeName !== "w:drawing" && element.nodeName !== "mc:AlternateContent") return null
	if (allOf(element, "wp:docPr").some((one) => ["1", "true"].includes(one.getAttribute("hidden") ?? "")))
		return "в скрытой надписи или рисунке"
	const extent = allOf(element, "wp:extent")[0]
	const sides = ["cx", "cy"].map((side) => Number(extent?.getAttribute(side) ?? LEAST_FRAME))
	if (sides.some((side) => side < LEAST_FRAME)) return "в надписи или рисунке, сжатом до точки"
	const isAway = allOf(element, "wp:posOffset").some(
		(one) => Math.abs(Number(one.textContent ?? 0)) > EDGE_EMU,
	)
	return isAway ? "за краем листа" : null
}

function contrast(one: string, other: string): number {
	const [light = 0, dark = 0] = [one, other].map(luminance).sort((a, b) => b - a)
	return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
	const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
		const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
	})
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
