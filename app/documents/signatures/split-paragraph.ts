import { tailAt } from "../typed/tail.ts"
import { withProperties } from "./paragraph.ts"

const PARAGRAPH =
	/^(<w:p(?:>|\s[^>]*>)(?:<w:pPr>(?:(?!<\/w:pPr>)[\s\S])*<\/w:pPr>)?)([\s\S]*)<\/w:p>([\s\S]*)$/
/** A run with one text or one line break: that is all a filled tag gives. */
const RUN =
	/<w:r(?:>|\s[^>]*>)(<w:rPr>(?:(?!<\/w:rPr>)[\s\S])*<\/w:rPr>)?(?:<w:t(?:>|\s[^>]*>)([^<]*)<\/w:t>|<w:t\/>|(<w:br\/>))<\/w:r>/g

/** @param print the run again, with this text instead */
interface Piece {
	text: string
	print(text: string): string
}

/**
 * Parts a long paragraph in two, so that its last lines can stay with the signature while the others may go over to the
 * next sheet. LibreOffice never splits a paragraph that stays with the next one.
 *
 * @returns the first part is empty if the paragraph is short, or holds more than plain text
 */
export function splitLong(paragraph: string): [lead: string, tail: string] {
	const [, open = "", inside = "", behind = ""] = PARAGRAPH.exec(paragraph) ?? []
	const pieces = piecesOf(inside)
	const cut = tailAt(pieces.map(({ text }) => text).join(""))
	if (cut === null) return ["", paragraph]
	let [at, first, second] = [0, "", ""]
	for (const { text, print } of pieces) {
		const here = Math.max(0, Math.min(text.length, cut.at - at))
		first += print(text.slice(0, here))
		second += print(text.slice(here))
		at += text.length
	}
	const loose = { next: false, lines: false }
	const tail = `${open}${second}</w:p>${behind}`
	return [
		withProperties(`${open}${first}</w:p>`, loose),
		cut.isWhole ? tail : withProperties(tail, { isContinued: true }),
	]
}

/** The runs of a paragraph; none if it has anything else. */
function piecesOf(inside: string): Piece[] {
	if (inside.replace(RUN, "") !== "") return []
	return [...inside.matchAll(RUN)].map(([run, look = "", text = "", isBreak]): Piece => {
		if (isBreak) return { text: "\n", print: (kept) => (kept ? run : "") }
		return {
			text: unescaped(text),
			print: (kept) => (kept ? `<w:r>${look}<w:t xml:space="preserve">${escaped(kept)}</w:t></w:r>` : ""),
		}
	})
}

const ENTITIES = [
	["&lt;", "<"],
	["&gt;", ">"],
	["&quot;", '"'],
	["&apos;", "'"],
	["&amp;", "&"],
] as const
const unescaped = (xml: string) =>
	ENTITIES.reduce((text, [entity, sign]) => text.replaceAll(entity, sign), xml)
const escaped = (text: string) =>
	text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
