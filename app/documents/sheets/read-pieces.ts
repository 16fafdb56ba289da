import type { Element } from "@xmldom/xmldom"
import { create } from "qrcode"
import { BAR_CHARACTER, BAR_HEIGHT, barsOfText } from "../sheet-code/code-font.ts"
import { MODULES, SIGNATURE_BOX } from "../sheet-code/pictures.ts"
import { type SheetCode, writeSheetCode, writeSignatureCode } from "../sheet-code/sheet-code.ts"
import { SHEET_PICTURE, SIGNATURE_PICTURE } from "../sheet-code/stamp.ts"
import { allOf, childOf, elementsOf } from "../word-parts.ts"
import { PAGE_FIELD, PAGES_FIELD, type SheetPiece } from "./sheet.ts"

const PAGE_IN_BARS = "Номер страницы штрихами"
const FIELDS: Readonly<Record<string, string>> = { PAGE: PAGE_FIELD, NUMPAGES: PAGES_FIELD }

/** Reads paragraphs as words and pictures. The squares are drawn again from the code with which the paper was printed. */
export class PieceReader {
	readonly #code: SheetCode | null
	readonly #barsStyle: string
	#line = 0

	/** @param barsStyle the style of text that is drawn as bars */
	constructor(code: SheetCode | null, barsStyle: string) {
		this.#code = code
		this.#barsStyle = barsStyle
	}

	read(paragraph: Element): SheetPiece[] {
		const pieces: SheetPiece[] = []
		let instruction = ""
		let inField: "no" | "instruction" | "result" = "no"
		let kind: "text" | "bars" = "text"
		const say = (text: string) => {
			if (inField === "result") return
			const last = pieces.at(-1)
			if (last?.kind === kind) last.text += text
			else if (kind === "text") pieces.push({ kind, text })
			else pieces.push({ kind, label: PAGE_IN_BARS, text, dots: 0, height: BAR_HEIGHT, path: "" })
		}
		const showField = (words: string) => {
			const [name = ""] = words.trim().split(/\s/)
			const field = FIELDS[name.toUpperCase()]
			if (field) say(field)
			return field !== undefined
		}
		const mark = (type: string | null) => {
			if (type === "begin") {
				instruction = ""
				inField = "instruction"
			} else if (type === "separate") {
				inField = "no"
				if (showField(instruction)) inField = "result"
			} else if (type === "end") inField = "no"
		}
		const visit = (element: Element) => {
			for (const inner of elementsOf(element)) {
				const { nodeName } = inner
				if (nodeName === "w:pPr" || nodeName === "w:rPr" || nodeName === "mc:Fallback") continue
				if (nodeName === "w:t") say(inner.textContent ?? "")
				else if (nodeName === "w:tab") say("\t")
				else if (nodeName === "w:br" || nodeName === "w:cr") say("\n")
				else if (nodeName === "w:noBreakHyphen") say("-")
				else if (nodeName === "w:instrText") instruction += inner.textContent ?? ""
				else if (nodeName === "w:fldChar") mark(inner.getAttribute("w:fldCharType"))
				else if (nodeName === "w:fldSimple") {
					if (!showField(inner.getAttribute("w:instr") ?? "")) visit(inner)
				} else if (nodeName === "w:drawing" && allOf(inner, "w:p").length === 0)
					pieces.push(this.#picture(inner))
				else if (nodeName === "w:r") {
					kind = this.#isBars(inner) ? "bars" : "text"
					visit(inner)
					kind = "text"
				} else visit(inner)
			}
		}
		visit(paragraph)
		return pieces
	}

	#isBars(run: Element): boolean {
		const style = childOf(childOf(run, "w:rPr"), "w:rStyle")
		return style?.getAttribute("w:val") === this.#barsStyle
	}

	#picture(drawing: Element): SheetPiece {
		const frame = allOf(drawing, "wp:docPr")[0]
		const label = frame?.getAttribute("descr") || frame?.getAttribute("name") || "рисунок"
		if (label === SHEET_PICTURE && this.#code)
			return { kind: "square", label, dots: MODULES, path: pathOf(writeSheetCode(this.#code), "Q") }
		if (label !== SIGNATURE_PICTURE) return { kind: "picture", label }
		this.#line++
		const { left, right, rule } = SIGNATURE_BOX
		const square = this.#code ? pathOf(writeSignatureCode({ ...this.#code, line: this.#line }), "H") : ""
		return {
			kind: "signature",
			label,
			dots: right,
			path: `${square}M${left} ${rule}h${right - left}v.5h${left - right}z`,
		}
	}
}

/** Bars are drawn when the number is known. */
export const drawBars = (text: string) => ({
	text,
	dots: text.length * BAR_CHARACTER,
	path: barsOfText(text)
		.flatMap((bars, index) =>
			bars.map(
				({ left, right }) =>
					`M${index * BAR_CHARACTER + left} 0h${right - left}v${BAR_HEIGHT}h${left - right}z`,
			),
		)
		.join(""),
})

/** The dark dots of a code, row by row, as an SVG path. */
function pathOf(text: string, level: "Q" | "H"): string {
	const { modules } = create(text, { version: 1, errorCorrectionLevel: level })
	let path = ""
	for (let row = 0; row < modules.size; row++)
		for (let column = 0; column < modules.size; column++) {
			let length = 0
			while (column + length < modules.size && modules.get(row, column + length)) length++
			if (length > 0) path += `M${column} ${row}h${length}v1h-${length}z`
			column += length
		}
	return path
}
