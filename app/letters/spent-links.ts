const SPENT = "(ссылка была в письме)"

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;")

export interface WrittenLetter {
	text: string
	html: string
	links: readonly string[]
}

/** The letter without its links: the form in which a letter is stored whose link alone gives access to an account. */
export function withoutLinks({ text, html, links }: WrittenLetter): WrittenLetter {
	// Longest first, because one address may be the beginning of another.
	const known = [...links].filter(Boolean).sort((a, b) => b.length - a.length)
	const strip = (words: string, spell: (link: string) => string) =>
		known.reduce((left, link) => left.replaceAll(spell(link), SPENT), words)
	return {
		text: strip(text, (link) => link),
		html: strip(strip(html, (link) => `href="${escaped(link)}"`).replaceAll(`<a ${SPENT}>`, "<a>"), escaped),
		links: [],
	}
}
