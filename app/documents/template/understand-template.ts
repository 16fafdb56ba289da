import { createHash } from "node:crypto"
import { posix } from "node:path"
import type { Element } from "@xmldom/xmldom"
import PizZip from "pizzip"
import { signaturePicture } from "../sheet-code/pictures.ts"
import { SHEET_PICTURE, SHEET_WORDS, SIGNATURE_PICTURE } from "../sheet-code/stamp.ts"
import {
	allOf,
	childOf,
	elementsOf,
	nameParts,
	PRINTED_PARTS,
	parsePart,
	partText,
	relationsOf,
	serialisePart,
	writePart,
} from "../word-parts.ts"
import { restoreCodeWords } from "./code-words.ts"
import { tidyTags } from "./tidy-tags.ts"

/**
 * Opens a template in the form that every other part of the program expects, whichever program has saved it. The stored
 * file stays as it was uploaded; this runs again each time the form is filled.
 */
export function understandTemplate(template: Buffer): PizZip {
	const zip = new PizZip(template)
	nameParts(zip)
	for (const { name } of zip.file(PRINTED_PARTS)) {
		const xml = partText(zip, name)
		const part = parsePart(xml)
		const root = part.documentElement
		if (!root) continue
		const changes = [
			dropSecondCopies(root),
			tidyTags(root),
			xml.includes(`"${SHEET_WORDS}"`) ? 0 : restoreCodeWords(root),
			describePictures(root, mediaOf(zip, name)),
		]
		if (changes.some((count) => count > 0)) writePart(zip, name, serialisePart(part))
	}
	return zip
}

/** Word writes a text box twice, once for old programs. One copy of its text and of its signature place is enough. */
function dropSecondCopies(root: Element): number {
	let dropped = 0
	for (const choices of allOf(root, "mc:AlternateContent")) {
		const chosen = childOf(choices, "mc:Choice")
		if (!chosen || allOf(chosen, "w:txbxContent", "pic:pic").length === 0) continue
		for (const second of elementsOf(choices).filter(({ nodeName }) => nodeName === "mc:Fallback")) {
			choices.removeChild(second)
			dropped++
		}
	}
	return dropped
}

/** The hash of each picture that a part refers to, by the id of the relation. */
function mediaOf(zip: PizZip, part: string): ReadonlyMap<string, string> {
	const text = partText(zip, relationsOf(part))
	if (!text) return new Map()
	return new Map(
		allOf(parsePart(text), "Relationship").flatMap((relation) => {
			const target = relation.getAttribute("Target") ?? ""
			const path = target.startsWith("/") ? target.slice(1) : posix.join(posix.dirname(part), target)
			const bytes = /\/image$/.test(relation.getAttribute("Type") ?? "")
				? zip.file(path)?.asNodeBuffer()
				: undefined
			return bytes ? [[relation.getAttribute("Id") ?? "", hashOf(bytes)] as const] : []
		}),
	)
}

const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex")
let placeholder: string | undefined
const isPlaceholder = (hash: string | undefined) => {
	placeholder ??= hashOf(signaturePicture(null))
	return hash === placeholder
}

/**
 * A place for a code is recognised by its description. If a program has dropped it or has moved it to the picture inside a
 * group, the picture's name, title or bytes still identify it.
 */
function describePictures(root: Element, media: ReadonlyMap<string, string>): number {
	let described = 0
	for (const drawing of allOf(root, "w:drawing")) {
		if (allOf(drawing, "w:drawing").length > 0) continue
		const outer = allOf(drawing, "wp:docPr")[0]
		const known = [SIGNATURE_PICTURE, SHEET_PICTURE]
		if (!outer || known.includes(outer.getAttribute("descr") ?? "")) continue
		const words = allOf(drawing, "wp:docPr", "pic:cNvPr").flatMap((one) =>
			["descr", "title", "name"].map((attribute) => (one.getAttribute(attribute) ?? "").trim()),
		)
		const shown = allOf(drawing, "a:blip").map((blip) => media.get(blip.getAttribute("r:embed") ?? ""))
		const named = known.find((one) => words.includes(one))
		const description = named ?? (shown.some(isPlaceholder) ? SIGNATURE_PICTURE : undefined)
		if (!description) continue
		outer.setAttribute("descr", description)
		described++
	}
	return described
}
