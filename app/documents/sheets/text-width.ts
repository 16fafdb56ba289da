/** Letter widths of Times New Roman in thousandths of the font size, for characters that differ much from the default of one half. */
const WIDTHS: readonly [string, number][] = [
	[" \u00a0.,;:!|ijlt'f()[]/-", 290],
	["гзтсrscazкэ", 440],
	["шщжюмфыwm", 760],
	["АБВГДЕЁЗИЙКЛНОПРСТУХЦЧЪЬЭЯABCDEFGHKLNOPQRSTUVXYZ№", 700],
	["ЖМФШЩЫЮMW—@%", 930],
]
const USUAL = 500
const widths = new Map(WIDTHS.flatMap(([signs, width]) => [...signs].map((sign) => [sign, width] as const)))

/** The width of a text in twentieths of a point, at a font size in half points. Bold is a little wider. */
export function widthOf(text: string, size: number, strong: boolean): number {
	let sum = 0
	for (const sign of text) sum += widths.get(sign) ?? USUAL
	return (sum * size * (strong ? 10.6 : 10)) / 1000
}

/** Breaks a text into lines. The first line may have another width. A word that is too long gets its own line. */
export function wrap(
	text: string,
	{ size, strong, first, others }: { size: number; strong: boolean; first: number; others: number },
): string[] {
	const lines: string[] = []
	let line = ""
	let used = 0
	for (const word of text.split(/(?<=[ \-–—])/)) {
		const width = widthOf(word, size, strong)
		const room = lines.length === 0 ? first : others
		if (line && used + widthOf(word.trimEnd(), size, strong) > room) {
			lines.push(line)
			line = ""
			used = 0
		}
		line += word
		used += width
	}
	return [...lines, line]
}
