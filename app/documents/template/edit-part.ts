import type { Element } from "@xmldom/xmldom"
import { elementsOf } from "../word-parts.ts"

export function removeNode(element: Element) {
	element.parentNode?.removeChild(element)
}

/** Replaces an element by its children. */
export function unwrap(element: Element) {
	const parent = element.parentNode
	if (!parent) return
	for (const inner of [...element.childNodes]) parent.insertBefore(inner, element)
	parent.removeChild(element)
}

/** The end of this paragraph is deleted, so its text moves to the beginning of the next paragraph and takes that one's formatting. */
export function joinWithNext(paragraph: Element) {
	const parent = paragraph.parentNode
	if (!parent) return
	const siblings = elementsOf(parent)
	const next = siblings[siblings.indexOf(paragraph) + 1]
	// Before a table or at the end of a cell a paragraph must stay, even an empty one.
	if (next?.nodeName !== "w:p") return
	const [first] = elementsOf(next)
	const before = first?.nodeName === "w:pPr" ? first.nextSibling : next.firstChild
	for (const inner of [...paragraph.childNodes])
		if (inner.nodeName !== "w:pPr") next.insertBefore(inner, before)
	parent.removeChild(paragraph)
}
