import type { Element } from "@xmldom/xmldom"
import { SHEET_WORDS } from "../sheet-code/stamp.ts"
import { allOf, childOf, elementsOf } from "../word-parts.ts"

/** The text in a template at the place where its papers print the code in words. */
const WORDS = /Форма\s*·\s*версия\s*·\s*/
const ALIAS = "Код листа словами"

/**
 * Marks the place for the code in words again. LibreOffice keeps the content control but drops its tag; other programs drop
 * the whole control. Then the words themselves show the place.
 * @returns how many places were marked
 */
export function restoreCodeWords(root: Element): number {
	const control = allOf(root, "w:sdt").find((one) => {
		const alias = allOf(one, "w:alias")[0]?.getAttribute("w:val")
		return alias === ALIAS || WORDS.test(textOf(one))
	})
	if (control) {
		mark(control)
		return 1
	}
	const paragraph = allOf(root, "w:p").find((one) => WORDS.test(textOf(one)))
	return paragraph ? wrapWords(paragraph) : 0
}

const textOf = (element: Element) =>
	allOf(element, "w:t")
		.map((text) => text.textContent ?? "")
		.join("")

function create(beside: Element, name: string): Element {
	const document = beside.ownerDocument
	if (!document) throw new Error("an element without a document")
	return document.createElementNS(beside.namespaceURI, name)
}

function mark(control: Element) {
	let properties = childOf(control, "w:sdtPr")
	if (!properties) {
		properties = create(control, "w:sdtPr")
		control.insertBefore(properties, control.firstChild)
	}
	const tag = create(control, "w:tag")
	tag.setAttributeNS(control.namespaceURI, "w:val", SHEET_WORDS)
	// The schema requires the formatting first, then the name, then the tag.
	const before = childOf(properties, "w:alias") ?? childOf(properties, "w:rPr")
	properties.insertBefore(tag, before ? before.nextSibling : properties.firstChild)
}

/** Wraps the words, which may be split over several runs, in a content control. Other text in the same runs stays. */
function wrapWords(paragraph: Element): number {
	const found = WORDS.exec(textOf(paragraph))
	const runs = elementsOf(paragraph).filter(({ nodeName }) => nodeName === "w:r")
	if (!found) return 0
	const end = found.index + found[0].length
	let at = 0
	let control: Element | null = null
	for (const run of runs)
		for (const text of elementsOf(run).filter(({ nodeName }) => nodeName === "w:t")) {
			const words = text.textContent ?? ""
			const [from, to] = [Math.max(found.index - at, 0), Math.min(end - at, words.length)]
			at += words.length
			if (from >= to) continue
			control ??= controlBefore(run)
			const content = childOf(control, "w:sdtContent")
			content?.appendChild(runSaying(run, words.slice(from, to)))
			const before = words.slice(0, from)
			if (before) control.parentNode?.insertBefore(runSaying(run, before), control)
			text.textContent = words.slice(to)
		}
	return control ? 1 : 0
}

function controlBefore(run: Element): Element {
	const control = create(run, "w:sdt")
	control.appendChild(create(run, "w:sdtPr"))
	control.appendChild(create(run, "w:sdtContent"))
	mark(control)
	run.parentNode?.insertBefore(control, run)
	return control
}

/** A run with the same formatting but another text. */
function runSaying(like: Element, words: string): Element {
	const run = create(like, "w:r")
	const look = childOf(like, "w:rPr")
	if (look) run.appendChild(look.cloneNode(true))
	const text = create(like, "w:t")
	text.setAttribute("xml:space", "preserve")
	text.textContent = words
	run.appendChild(text)
	return run
}
