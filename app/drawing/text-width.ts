import measured from "./golos-text.widths.json" with { type: "json" }

/** Weights of the font that are measured. */
export type Weight = keyof typeof measured.widths

const advance = new Map(
	Object.entries(measured.widths).map(([weight, widths]) => [
		weight,
		new Map([...measured.chars].map((char, index) => [char, widths[index] ?? 0])),
	]),
)
/** The width of the widest letter, taken for characters that were not measured. */
const WIDEST = 1140

/** Width of a text in Golos Text, in pixels. It adds up the font's advances; kerning only makes a text narrower. */
export function textWidth(text: string, size: number, weight: Weight): number {
	const widths = advance.get(weight)
	return ([...text].reduce((sum, char) => sum + (widths?.get(char) ?? WIDEST), 0) * size) / 1000
}

/** Breaks a text between words into lines of at most this width. A single word may be wider. */
export function wrap(text: string, width: number, size: number, weight: Weight): string[] {
	const lines: string[] = []
	for (const word of text.split(" ")) {
		const last = lines.at(-1)
		const longer = last === undefined ? word : `${last} ${word}`
		if (last !== undefined && textWidth(longer, size, weight) <= width) lines[lines.length - 1] = longer
		else lines.push(word)
	}
	return lines
}

/** Breaks a text into the same number of lines but of similar length: «Сохранить / и продолжить», not «Сохранить и / продолжить». */
export function wrapEvenly(text: string, width: number, size: number, weight: Weight): string[] {
	const lines = wrap(text, width, size, weight)
	let narrower = width
	while (narrower > 20 && wrap(text, narrower - 4, size, weight).length === lines.length) narrower -= 4
	return wrap(text, narrower, size, weight)
}
