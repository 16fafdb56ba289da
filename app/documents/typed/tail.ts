/** About as many letters as two or three lines of a sheet. */
export const TAIL = 200
const MOST_LINES = 4

/**
 * Where the last lines of a long text begin, which stay together with the signature: after a line break or a sentence if
 * that leaves enough text, otherwise after a word, otherwise anywhere. Null for a text that needs no cut.
 *
 * @returns `isWhole`: what begins there is a line or a sentence of its own
 */
export function tailAt(text: string): { at: number; isWhole: boolean } | null {
	const lines = text.split("\n")
	if (text.length <= 2 * TAIL && lines.length <= MOST_LINES) return null
	let last = lines.pop() ?? ""
	while (lines.length > 0 && last.length < TAIL / 2) last = `${lines.pop()}\n${last}`
	const at = text.length - last.length
	if (last.length <= 2 * TAIL) return at > 0 ? { at, isWhole: true } : null
	const cut = cutBefore(last)
	return { at: at + cut.at, isWhole: cut.isWhole }
}

/** The same for one long line. */
export function cutBefore(text: string): { at: number; isWhole: boolean } {
	const from = text.length - 2 * TAIL
	const to = text.length - TAIL / 2
	const sentence = [...text.slice(from, to).matchAll(/[.!?…;]\s+|\n/g)].at(-1)
	if (sentence) return { at: from + sentence.index + sentence[0].length, isWhole: true }
	const space = text.lastIndexOf(" ", text.length - TAIL)
	return { at: space > from ? space + 1 : text.length - TAIL, isWhole: false }
}
