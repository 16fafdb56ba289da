import type { Element } from "@xmldom/xmldom"
import { allOf, childOf, elementsOf } from "../word-parts.ts"

/** The formatting of a paragraph that decides how much room it takes. Lengths in twentieths of a point, the font size in half points. */
export interface Look {
	size: number
	strong: boolean
	align: string
	before: number
	after: number
	line: number
	rule: string
	left: number
	right: number
	/** Indent of the first line. Negative if it hangs. */
	first: number
	keepNext: boolean
	keepLines: boolean
	breakBefore: boolean
}

const PLAIN: Look = {
	size: 24,
	strong: false,
	align: "left",
	before: 0,
	after: 0,
	line: 240,
	rule: "auto",
	left: 0,
	right: 0,
	first: 0,
	keepNext: false,
	keepLines: false,
	breakBefore: false,
}

export const attributeOf = (element: Element | undefined, name: string) =>
	element?.getAttribute(name) || undefined
const numberOf = (element: Element | undefined, name: string): number | undefined => {
	const value = Number(attributeOf(element, name) ?? Number.NaN)
	return Number.isFinite(value) ? value : undefined
}
const isOn = (parent: Element | undefined, name: string): boolean | undefined => {
	const found = childOf(parent, name)
	return found ? !["0", "false", "off"].includes(attributeOf(found, "w:val") ?? "") : undefined
}

/** Paragraph formatting by style id. */
export class SheetStyles {
	readonly #defaults: Look
	readonly #styles: ReadonlyMap<string, Element>
	readonly #known = new Map<string, Look>()
	readonly #usual: string

	constructor(sheet: Element | null) {
		const styles = sheet ? elementsOf(sheet).filter(({ nodeName }) => nodeName === "w:style") : []
		this.#styles = new Map(styles.map((style) => [attributeOf(style, "w:styleId") ?? "", style]))
		const defaults = sheet ? childOf(sheet, "w:docDefaults") : undefined
		this.#defaults = looking(
			PLAIN,
			defaults && allOf(defaults, "w:pPr")[0],
			defaults && allOf(defaults, "w:rPr")[0],
		)
		const usual = styles.find(
			(style) => attributeOf(style, "w:type") === "paragraph" && attributeOf(style, "w:default") === "1",
		)
		this.#usual = attributeOf(usual, "w:styleId") ?? "Normal"
	}

	/** The formatting of a paragraph: its style's, then its own, then that of its first run. */
	of(paragraph: Element): Look {
		const properties = childOf(paragraph, "w:pPr")
		const style = attributeOf(childOf(properties, "w:pStyle"), "w:val") ?? this.#usual
		const run = allOf(paragraph, "w:r").find((one) => childOf(one, "w:t"))
		return looking(this.#ofStyle(style, 0), properties, childOf(run, "w:rPr"))
	}

	#ofStyle(id: string, depth: number): Look {
		const known = this.#known.get(id)
		if (known) return known
		const style = this.#styles.get(id)
		if (!style || depth > 10) return this.#defaults
		const base = attributeOf(childOf(style, "w:basedOn"), "w:val")
		const under = base ? this.#ofStyle(base, depth + 1) : this.#defaults
		const look = looking(under, childOf(style, "w:pPr"), childOf(style, "w:rPr"))
		this.#known.set(id, look)
		return look
	}
}

function looking(under: Look, paragraph: Element | undefined, run: Element | undefined): Look {
	const spacing = childOf(paragraph, "w:spacing")
	const indent = childOf(paragraph, "w:ind")
	const hanging = numberOf(indent, "w:hanging")
	return {
		size: numberOf(childOf(run, "w:sz"), "w:val") ?? under.size,
		strong: isOn(run, "w:b") ?? under.strong,
		align: attributeOf(childOf(paragraph, "w:jc"), "w:val") ?? under.align,
		before: numberOf(spacing, "w:before") ?? under.before,
		after: numberOf(spacing, "w:after") ?? under.after,
		line: numberOf(spacing, "w:line") ?? under.line,
		rule: attributeOf(spacing, "w:lineRule") ?? under.rule,
		left: numberOf(indent, "w:left") ?? numberOf(indent, "w:start") ?? under.left,
		right: numberOf(indent, "w:right") ?? numberOf(indent, "w:end") ?? under.right,
		first: hanging === undefined ? (numberOf(indent, "w:firstLine") ?? under.first) : -hanging,
		keepNext: isOn(paragraph, "w:keepNext") ?? under.keepNext,
		keepLines: isOn(paragraph, "w:keepLines") ?? under.keepLines,
		breakBefore: isOn(paragraph, "w:pageBreakBefore") ?? under.breakBefore,
	}
}
