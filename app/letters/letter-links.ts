/** Addresses of a letter's buttons as stored in the table: a JSON array of strings. */
export const linksIn = (json: unknown): string[] =>
	Array.isArray(json) ? json.filter((link): link is string => typeof link === "string") : []

/** A letter's text in pieces, so that a page can turn its addresses into links again. */
export function piecesOf(text: string, links: readonly string[]): { words: string; isLink: boolean }[] {
	// Longest first, because one address may be the beginning of another.
	const known = [...new Set(links)].filter(Boolean).sort((a, b) => b.length - a.length)
	if (known.length === 0) return [{ words: text, isLink: false }]
	const pattern = new RegExp(
		`(${known.map((link) => link.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&")).join("|")})`,
		"u",
	)
	return text
		.split(pattern)
		.map((words, index) => ({ words, isLink: index % 2 === 1 }))
		.filter(({ words }) => words !== "")
}
