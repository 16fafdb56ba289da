import type { Element } from "@xmldom/xmldom"
import { elementsOf } from "../word-parts.ts"

/** Invisible characters inside a tag: spaces of every kind, soft hyphens, direction marks. */
const INVISIBLE = /[\s\u00a0\u00ad\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]/gu
const TAG = /\{[^{}]{1,200}\}/g
const NAMES_A_FIELD = /^\{[#^/]?(?:[A-Za-z]\w*(?:\.\w+)*|\.)?\}$/
/** Elements that Word writes instead of a character. */
const SIGNS = new Set(["w:softHyphen", "w:noBreakHyphen", "w:tab", "w:br", "w:cr"])

/** The text between the braces without invisible characters. */
export const withoutInvisible = (text: string) => text.replace(INVISIBLE, "")

interface Piece {
	element: Element
	/** A text, or one character that represents an element. */
	text: string
	from: number
}

/** Removes invisible characters from every tag, even if it is split over many runs. @returns how many tags were changed */
export function tidyTags(root: Element): number {
	let changed = 0
	const visit = (element: Element) => {
		if (element.nodeName === "w:p") changed += tidyParagraph(element)
		for (const inner of elementsOf(element)) visit(inner)
	}
	visit(root)
	return changed
}

function tidyParagraph(paragraph: Element): number {
	const pieces = piecesOf(paragraph)
	const text = pieces.map((piece) => piece.text).join("")
	const untidy = [...text.matchAll(TAG)].filter(([tag]) => {
		const tidy = withoutInvisible(tag)
		return tidy !== tag && NAMES_A_FIELD.test(tidy)
	})
	// From the end, so that earlier positions stay valid.
	for (const { 0: tag, index } of untidy.reverse())
		for (const piece of pieces) {
			const from = Math.max(piece.from, index)
			const to = Math.min(piece.from + piece.text.length, index + tag.length)
			if (from < to) cut(piece, from - piece.from, to - piece.from)
		}
	return untidy.length
}

function cut(piece: Piece, from: number, to: number) {
	if (SIGNS.has(piece.element.nodeName)) {
		piece.element.parentNode?.removeChild(piece.element)
		return
	}
	piece.text = piece.text.slice(0, from) + withoutInvisible(piece.text.slice(from, to)) + piece.text.slice(to)
	piece.element.textContent = piece.text
}

/** The texts and characters of a paragraph, without those of paragraphs inside it, which are in text boxes. */
function piecesOf(paragraph: Element): Piece[] {
	const pieces: Piece[] = []
	let length = 0
	const visit = (element: Element) => {
		for (const inner of elementsOf(element)) {
			if (inner.nodeName === "w:p" || inner.nodeName === "w:pPr") continue
			const text =
				inner.nodeName === "w:t" ? (inner.textContent ?? "") : SIGNS.has(inner.nodeName) ? " " : null
			if (text === null) visit(inner)
			else {
				pieces.push({ element: inner, text, from: length })
				length += text.length
			}
		}
	}
	visit(paragraph)
	return pieces
}
