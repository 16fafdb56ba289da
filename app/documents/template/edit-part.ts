import type { Element } from "@xmldom/xmldom"
import { elementsOf } from "../word-parts.ts"

export function removeNode(element: Element) {
	element.parentNode?.removeChild(element)
}

/** Puts what an element holds in its place. */
export function unwrap(element: Element) {
	const parent = element.parentNode
	if (!parent) return
	for (const inner of [...element.childNodes]) parent.insertBefore(inner, element)
	parent.removeChild(element)
}

/** The end of this paragraph is deleted: what it says comes before what the next one says, and looks like that one. */
export function joinWithNext(paragraph: Element) {
	const parent = paragraph.parentNode
	if (!parent) return
	const siblings = elementsOf(parent)
	const next = siblings[siblings.indexOf(paragraph) + 1]
	// Before a table, or as the last of a cell, a paragraph has to stay, even when nothing is left in it.
	if (next?.nodeName !== "w:p") return
	const [first] = elementsOf(next)
	const before = first?.nodeName === "w:pPr" ? first.nextSibling : next.firstChild
	for (const inner of [...paragraph.childNodes])
		if (inner.nodeName !== "w:pPr") next.insertBefore(inner, before)
	parent.removeChild(paragraph)
}
