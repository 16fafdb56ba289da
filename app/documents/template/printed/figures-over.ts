import type PizZip from "pizzip"
import { allOf, PRINTED_PARTS, parsePart, partText } from "../../word-parts.ts"
import { floatingOver } from "./floating.ts"

const LONGEST = 40

/** Filled figures and pictures over the text, each with the words to which it is attached. Only a person sees what they hide. */
export function figuresOver(zip: PizZip): { name: string; words: string }[] {
	return zip.file(PRINTED_PARTS).flatMap(({ name: part }) => {
		const xml = partText(zip, part)
		if (!/<wp:anchor\b|<w:pict\b/.test(xml)) return []
		return allOf(parsePart(xml), "w:p").flatMap((paragraph) => {
			const words = allOf(paragraph, "w:t")
				.map((text) => text.textContent ?? "")
				.join("")
			return floatingOver(paragraph, 0).map(({ name }) => ({ name, words: words.slice(0, LONGEST).trim() }))
		})
	})
}
