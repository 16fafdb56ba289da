import type { Element } from "@xmldom/xmldom"
import { SHEET_PICTURE, SIGNATURE_PICTURE } from "../../sheet-code/stamp.ts"
import { allOf, childOf, elementsOf } from "../../word-parts.ts"

/** In EMU, 36,000 to the millimetre. */
const MM = 36_000
/** Smaller figures cover a letter or two. */
const LEAST_WIDTH = 20 * MM
const LEAST_HEIGHT = 4 * MM
/** A line of text from its top to its bottom. */
const LINE = 5 * MM
const POINT = 12_700
/** Covers a line wherever its words stand in it. */
const WHOLE_LINE = 100 * MM
/** A twentieth of a point. */
const TWENTIETH = POINT / 20

export interface Floating {
	/** As Word lists it in «Область выделения». */
	name: string
	/** True if it certainly lies over the beginning of the paragraph to which it is attached. */
	isOverLine: boolean
}

/**
 * The filled figures and pictures attached to a paragraph that lie over text, and not behind or beside it.
 *
 * @param left where the text of the paragraph begins, in twentieths of a point
 */
export function floatingOver(paragraph: Element, left: number): Floating[] {
	return [
		...allOf(paragraph, "wp:anchor").flatMap((anchor) => floatingDrawing(anchor, left * TWENTIETH)),
		...allOf(paragraph, "w:pict").flatMap((picture) => floatingVml(picture, left * TWENTIETH)),
	]
}

/** From where to where a figure reaches, seen from the paragraph; undefined if that is not said. */
interface Reach {
	across: number | undefined
	down: number | undefined
	width: number
	height: number
}

function isOver({ across, down, width, height }: Reach, left: number): boolean {
	if (down === undefined || down > LINE / 2 || down + height < LINE / 2) return false
	return (
		width >= WHOLE_LINE || (across !== undefined && across <= left + LINE && across + width > left + 2 * LINE)
	)
}

function floatingDrawing(anchor: Element, left: number): Floating[] {
	const names = elementsOf(anchor).filter(({ nodeName }) => nodeName === "wp:docPr")
	if (names.some((one) => [SHEET_PICTURE, SIGNATURE_PICTURE].includes(one.getAttribute("descr") ?? "")))
		return []
	if (isYes(anchor.getAttribute("behindDoc")) || !childOf(anchor, "wp:wrapNone") || !isFilled(anchor))
		return []
	const extent = childOf(anchor, "wp:extent")
	const [width, height] = ["cx", "cy"].map((side) => Number(extent?.getAttribute(side) ?? 0))
	if (!width || !height || width < LEAST_WIDTH || height < LEAST_HEIGHT) return []
	const reach = {
		across: offsetOf(childOf(anchor, "wp:positionH"), "column", "character"),
		down: offsetOf(childOf(anchor, "wp:positionV"), "paragraph", "line"),
		width,
		height,
	}
	return [{ name: names[0]?.getAttribute("name") ?? "", isOverLine: isOver(reach, left) }]
}

function offsetOf(position: Element | undefined, ...from: readonly string[]): number | undefined {
	const offset = childOf(position, "wp:posOffset")?.textContent
	const isNear = from.includes(position?.getAttribute("relativeFrom") ?? "")
	return isNear && offset ? Number(offset) : undefined
}

const isYes = (value: string | null) => value === "1" || value === "true"

/** A picture hides what is under it. A figure does if it has a fill, of its own or of its style. */
function isFilled(anchor: Element): boolean {
	if (allOf(anchor, "pic:pic").length > 0) return true
	return allOf(anchor, "wps:wsp").some((figure) => {
		const properties = childOf(figure, "wps:spPr")
		if (childOf(properties, "a:noFill")) return false
		const fill = ["a:solidFill", "a:gradFill", "a:blipFill", "a:pattFill"]
		if (fill.some((one) => childOf(properties, one))) return true
		const reference = childOf(childOf(figure, "wps:style"), "a:fillRef")
		return Number(reference?.getAttribute("idx") ?? 0) > 0
	})
}

function floatingVml(picture: Element, left: number): Floating[] {
	return elementsOf(picture).flatMap((figure) => {
		const look = styleOf(figure)
		const isFigure = /^v:(rect|roundrect|oval|shape|image)$/.test(figure.nodeName)
		if (!isFigure || look.get("position") !== "absolute") return []
		if (Number(look.get("z-index") ?? 0) < 0 || /^f/.test(figure.getAttribute("filled") ?? "")) return []
		const [width, height, top] = ["width", "height", "margin-top"].map((one) => emu(look.get(one)))
		if (!width || !height || width < LEAST_WIDTH || height < LEAST_HEIGHT) return []
		const from = (side: string) => /margin|page/.test(look.get(`mso-position-${side}-relative`) ?? "")
		const reach = {
			across: from("horizontal") ? undefined : (emu(look.get("margin-left")) ?? 0),
			down: from("vertical") ? undefined : (top ?? 0),
			width,
			height,
		}
		return [{ name: figure.getAttribute("id") ?? "", isOverLine: isOver(reach, left) }]
	})
}

/** Why a figure of the old kind, and the text in it, cannot be seen, or null. */
export function whyVmlUnseen(picture: Element): string | null {
	for (const figure of elementsOf(picture)) {
		const look = styleOf(figure)
		if (look.get("visibility") === "hidden") return "в скрытой надписи или рисунке"
		if (["width", "height"].some((side) => (emu(look.get(side)) ?? LEAST_HEIGHT) < 2 * MM))
			return "в надписи или рисунке, сжатом до точки"
	}
	return null
}

/** «position:absolute;width:300pt» */
const styleOf = (figure: Element): ReadonlyMap<string, string> =>
	new Map(
		(figure.getAttribute("style") ?? "").split(";").map((one) => {
			const [name = "", value = ""] = one.split(":")
			return [name.trim(), value.trim()] as const
		}),
	)

const UNITS: Readonly<Record<string, number>> = { pt: POINT, in: 72 * POINT, cm: 10 * MM, mm: MM, px: 9525 }

function emu(length: string | undefined): number | undefined {
	const [, value = "", unit = "pt"] = /^(-?[\d.]+)(pt|in|cm|mm|px)?$/.exec(length ?? "") ?? []
	return value === "" ? undefined : Number(value) * (UNITS[unit] ?? POINT)
}
