import type { Element } from "@xmldom/xmldom"
import { childOf, elementsOf } from "../../word-parts.ts"

/** What decides whether text can be read on paper. */
export interface RunLook {
	vanishes: boolean
	/** Six hexadecimal digits. */
	colour: string
	background: string
	/** In half points. */
	size: number
	/** The width of letters, in hundredths of their normal width. */
	scale: number
	/** What is added between letters, in twentieths of a point; below zero they stand closer. */
	spacing: number
}

/** Black on white, 10 points: the format's default. */
const PLAIN: RunLook = {
	vanishes: false,
	colour: "000000",
	background: "FFFFFF",
	size: 20,
	scale: 100,
	spacing: 0,
}
const HIGHLIGHTS: Readonly<Record<string, string>> = {
	black: "000000",
	darkBlue: "000080",
	darkCyan: "008080",
	darkGreen: "008000",
	darkMagenta: "800080",
	darkRed: "800000",
	darkGray: "808080",
	blue: "0000FF",
	red: "FF0000",
	magenta: "FF00FF",
	green: "00FF00",
}
const PAPER_COLOURS = ["background1", "bg1", "light1", "lt1"]

const valueAt = (element: Element | undefined, name = "w:val") => element?.getAttribute(name) || undefined
const numberOf = (element: Element | undefined) => {
	const value = Number.parseInt(valueAt(element) ?? "", 10)
	return Number.isFinite(value) ? value : undefined
}
const hexOf = (value: string | undefined) =>
	value !== undefined && /^[0-9A-Fa-f]{6}$/.test(value) ? value.toUpperCase() : undefined
/** The colour behind the text, if there is shading. */
export const shadeOf = (properties: Element | undefined) =>
	hexOf(valueAt(childOf(properties, "w:shd"), "w:fill"))

function isOn(properties: Element | undefined, ...names: readonly string[]): boolean | undefined {
	for (const name of names) {
		const found = childOf(properties, name)
		if (found) return !["0", "false", "off"].includes(valueAt(found) ?? "")
	}
	return undefined
}

function colourOf(properties: Element | undefined): string | undefined {
	const filled = fillOf(childOf(properties, "w14:textFill"))
	if (filled) return filled
	const colour = childOf(properties, "w:color")
	if (!colour) return undefined
	// A theme colour also has its value here, except in files made by hand.
	const said = hexOf(valueAt(colour))
	if (said) return said
	const isPaper = PAPER_COLOURS.includes(valueAt(colour, "w:themeColor") ?? "")
	return isPaper && !valueAt(colour, "w:themeShade") ? "FFFFFF" : "000000"
}

/** The fill of letters that newer versions of Word use instead of the colour. No fill is as good as white. */
function fillOf(fill: Element | undefined): string | undefined {
	if (!fill) return undefined
	if (childOf(fill, "w14:noFill")) return "FFFFFF"
	const solid = childOf(fill, "w14:solidFill")
	const scheme = valueAt(childOf(solid, "w14:schemeClr"), "w14:val")
	if (scheme) return PAPER_COLOURS.includes(scheme) ? "FFFFFF" : undefined
	return hexOf(valueAt(childOf(solid, "w14:srgbClr"), "w14:val"))
}

function looking(under: RunLook, properties: Element | undefined): RunLook {
	if (!properties) return under
	const highlight = valueAt(childOf(properties, "w:highlight"))
	return {
		vanishes: isOn(properties, "w:vanish", "w:specVanish") ?? under.vanishes,
		colour: colourOf(properties) ?? under.colour,
		background: shadeOf(properties) ?? (highlight && HIGHLIGHTS[highlight]) ?? under.background,
		size: numberOf(childOf(properties, "w:sz")) ?? under.size,
		scale: numberOf(childOf(properties, "w:w")) ?? under.scale,
		spacing: numberOf(childOf(properties, "w:spacing")) ?? under.spacing,
	}
}

/** Formatting of runs by style id. */
export class RunLooks {
	readonly #styles: ReadonlyMap<string, Element>
	readonly #defaults: RunLook
	readonly #usual: string | undefined

	constructor(sheet: Element | null) {
		const styles = sheet ? elementsOf(sheet).filter(({ nodeName }) => nodeName === "w:style") : []
		this.#styles = new Map(styles.map((style) => [valueAt(style, "w:styleId") ?? "", style]))
		const defaults = childOf(childOf(sheet ?? undefined, "w:docDefaults"), "w:rPrDefault")
		this.#defaults = looking(PLAIN, childOf(defaults, "w:rPr"))
		this.#usual = valueAt(
			styles.find((style) => valueAt(style, "w:type") === "paragraph" && valueAt(style, "w:default") === "1"),
			"w:styleId",
		)
	}

	/**
	 * The formatting of a run: that of the table's style, then of its paragraph's, then of its own, then its direct formatting.
	 *
	 * @param inTable what the style of the table says about the cell
	 */
	of(
		run: Element,
		paragraph: Element | undefined,
		background: string,
		inTable: readonly Element[] = [],
	): RunLook {
		const properties = childOf(run, "w:rPr")
		const shade = this.#shadeOf(paragraph) ?? background
		const inCell = inTable.reduce((look, part) => looking(look, childOf(part, "w:rPr")), this.#defaults)
		const under = this.#styled({ ...inCell, background: shade }, this.#styleOf(paragraph))
		return looking(this.#styled(under, valueAt(childOf(properties, "w:rStyle"))), properties)
	}

	/** What the style of a table says about a cell, the most general first. */
	partsOfTable(table: Element, parts: readonly string[]): Element[] {
		const id = valueAt(childOf(childOf(table, "w:tblPr"), "w:tblStyle"))
		return this.#chain(id).flatMap((style) => [
			style,
			...parts.flatMap((part) =>
				elementsOf(style).filter((one) => one.nodeName === "w:tblStylePr" && valueAt(one, "w:type") === part),
			),
		])
	}

	/** An attribute of a paragraph's properties: its own, or that of its style. */
	attribute(paragraph: Element, element: string, name: string): string | undefined {
		const styles = this.#chain(this.#styleOf(paragraph)).reverse()
		return [paragraph, ...styles]
			.map((one) => valueAt(childOf(childOf(one, "w:pPr"), element), name))
			.find((value) => value !== undefined)
	}

	#styleOf(paragraph: Element | undefined): string | undefined {
		return valueAt(childOf(childOf(paragraph, "w:pPr"), "w:pStyle")) ?? this.#usual
	}

	#shadeOf(paragraph: Element | undefined): string | undefined {
		return paragraph && hexOf(this.attribute(paragraph, "w:shd", "w:fill"))
	}

	#styled(under: RunLook, id: string | undefined): RunLook {
		return this.#chain(id).reduce((look, style) => looking(look, childOf(style, "w:rPr")), under)
	}

	/** A style and those on which it is based, the most general first. */
	#chain(id: string | undefined): Element[] {
		const chain: Element[] = []
		for (let next = id; next !== undefined && chain.length < 10; ) {
			const style = this.#styles.get(next)
			if (!style) break
			chain.unshift(style)
			next = valueAt(childOf(style, "w:basedOn"))
		}
		return chain
	}
}
