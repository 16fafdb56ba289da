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
import { type RunLook, RunLooks, shadeOf } from "./run-look.ts"

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
	for (const { name } of zip.file(/^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/)) {
		const part = parsePart(partText(zip, name))
		if (part.documentElement) unseen.push(...dropFrom(part.documentElement, looks))
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

interface Around {
	paragraph: Element | undefined
	background: string
	/** Why nothing inside can be seen, or null. */
	why: string | null
}

function dropFrom(root: Element, looks: RunLooks): Unseen[] {
	const unseen: Unseen[] = []
	const drop = (element: Element, why: string) => {
		const text = textOf(element)
		if (text.trim()) unseen.push({ text, why })
		removeNode(element)
	}
	const visit = (element: Element, around: Around) => {
		for (const inner of elementsOf(element)) {
			const here = entering(inner, around)
			if (inner.nodeName === "w:r") visitRun(inner, here)
			else if (/^w:(pPr|rPr|tcPr|trPr|tblPr|sectPr)$/.test(inner.nodeName)) continue
			else visit(inner, here)
		}
	}
	const visitRun = (run: Element, around: Around) => {
		const look = looks.of(run, around.paragraph, around.background)
		const whole = around.why ?? (look.vanishes ? "в скрытом тексте" : null)
		if (whole) return drop(run, whole)
		const why = whyUnreadable(look)
		for (const inner of elementsOf(run)) {
			if (inner.nodeName === "w:t" && why) {
				const text = inner.textContent ?? ""
				if (text.trim()) unseen.push({ text, why })
				removeNode(inner)
			} else if (inner.nodeName !== "w:rPr") {
				const frame = whyFrameUnseen(inner)
				if (frame) drop(inner, frame)
				else visit(inner, { paragraph: undefined, background: "FFFFFF", why: null })
			}
		}
	}
	visit(root, { paragraph: undefined, background: "FFFFFF", why: null })
	return unseen
}

function entering(element: Element, around: Around): Around {
	if (element.nodeName === "w:tr") return { ...around, why: around.why ?? whyRowUnseen(element) }
	if (element.nodeName === "w:tc")
		return { ...around, background: shadeOf(childOf(element, "w:tcPr")) ?? around.background }
	if (element.nodeName === "w:p")
		return { ...around, paragraph: element, why: around.why ?? whyParagraphUnseen(element) }
	return around
}

function whyRowUnseen(row: Element): string | null {
	const properties = childOf(row, "w:trPr")
	if (isOn(properties, "w:hidden")) return "в скрытой строке таблицы"
	const height = childOf(properties, "w:trHeight")
	const isLow =
		height?.getAttribute("w:hRule") === "exact" && Number(height.getAttribute("w:val") ?? 0) < LEAST_LINE
	return isLow ? "в строке таблицы, сжатой до линии" : null
}

function whyParagraphUnseen(paragraph: Element): string | null {
	const properties = childOf(paragraph, "w:pPr")
	const spacing = childOf(properties, "w:spacing")
	if (
		spacing?.getAttribute("w:lineRule") === "exact" &&
		Number(spacing.getAttribute("w:line") ?? LEAST_LINE) < LEAST_LINE
	)
		return "в абзаце, сжатом до линии"
	const indent = childOf(properties, "w:ind")
	const left = Number(indent?.getAttribute("w:left") ?? indent?.getAttribute("w:start") ?? 0)
	return Math.abs(left) > EDGE_TWENTIETHS ? "за краем листа" : null
}

function whyUnreadable({ colour, background, size, scale, spacing }: RunLook): string | null {
	if (contrast(colour, background) < LEAST_CONTRAST)
		return background === "FFFFFF" ? "белым по белому" : "цветом фона"
	// A letter is about half as wide as the font is high.
	const isOneHeap = -spacing > size * 5 * MOST_OVERLAP
	return size < LEAST_SIZE || scale < LEAST_SCALE || isOneHeap ? "слишком мелким или сжатым шрифтом" : null
}

function whyFrameUnseen(element: Element): string | null {
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
