/** About as many letters as two or three lines of a sheet. */
const TAIL = 200
const PREFIX = "Причина отзыва: "

/**
 * Splits a reason of any length for the sheet. Its last lines stay together with the signature, and the lines before them
 * may be split between sheets, so that neither the addressee nor the signature is alone on a sheet. A reason without line
 * breaks is split after a sentence. A short one is not split.
 */
export function reasonInParts(reason: string): { reasonLead: string[]; reasonTail: string | null } {
	const lines = `${PREFIX}${reason}`
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter(Boolean)
	const last = lines.pop() ?? ""
	if (lines.length === 0 && last.length <= 2 * TAIL) return { reasonLead: [], reasonTail: null }
	const cut = last.length > 2 * TAIL ? cutBefore(last) : 0
	const lead = cut > 0 ? [...lines, last.slice(0, cut).trim()] : lines
	return { reasonLead: lead, reasonTail: last.slice(cut).trim() }
}

/** Where the last part begins: after the last sentence that leaves enough text, otherwise after a word, otherwise anywhere. */
function cutBefore(text: string): number {
	const from = text.length - 2 * TAIL
	const to = text.length - TAIL / 2
	const ends = [...text.slice(from, to).matchAll(/[.!?…]\s+/g)]
	const sentence = ends.at(-1)
	if (sentence) return from + sentence.index + sentence[0].length
	const space = text.lastIndexOf(" ", text.length - TAIL)
	return space > from ? space + 1 : text.length - TAIL
}
