const OPEN = /^<w:p(?:>|\s[^>]*>)/
const PROPERTIES = /^<w:pPr>((?:(?!<\/w:pPr>)[\s\S])*)<\/w:pPr>|^<w:pPr\/>/
const KEEP = { next: /<w:keepNext\b[^>]*\/>/, lines: /<w:keepLines\b[^>]*\/>/ }

interface Properties {
	/** Whether it stays on the sheet of the next paragraph. */
	next?: boolean
	/** Whether all its lines stay on one sheet. */
	lines?: boolean
	/** It goes on in the middle of a sentence, so it has no indent of its own. */
	isContinued?: boolean
}

const onOff = (name: string, is: boolean) => `<w:${name}${is ? "" : ' w:val="0"'}/>`

/** The same paragraph of a document, with these properties instead of its own. */
export function withProperties(paragraph: string, { next, lines, isContinued }: Properties): string {
	if (paragraph.startsWith("<w:p/>"))
		return withProperties(`<w:p></w:p>${paragraph.slice(6)}`, { next, lines })
	const open = OPEN.exec(paragraph)?.[0] ?? ""
	const rest = paragraph.slice(open.length)
	const own = PROPERTIES.exec(rest)
	const inside = own?.[1] ?? ""
	// The schema wants the style, these two, and then everything else, the indent near its end.
	const style = /^<w:pStyle\b[^>]*\/>/.exec(inside)?.[0] ?? ""
	const ownNext = KEEP.next.exec(inside)?.[0] ?? ""
	const ownLines = KEEP.lines.exec(inside)?.[0] ?? ""
	const others = inside.slice(style.length).replace(ownNext, "").replace(ownLines, "")
	const keepNext = next === undefined ? ownNext : onOff("keepNext", next)
	const keepLines = lines === undefined ? ownLines : onOff("keepLines", lines)
	const indented = isContinued ? withoutIndent(others) : others
	return `${open}<w:pPr>${style}${keepNext}${keepLines}${indented}</w:pPr>${rest.slice(own?.[0].length ?? 0)}`
}

const AFTER_INDENT =
	/<w:(?:contextualSpacing|mirrorIndents|suppressOverlap|jc|textDirection|textAlignment|textboxTightWrap|outlineLvl|divId|cnfStyle|rPr|sectPr|pPrChange)\b/

function withoutIndent(properties: string): string {
	const own = /<w:ind\b[^>]*\/>/.exec(properties)?.[0]
	if (own)
		return properties.replace(
			own,
			own.replace(/ w:(?:firstLine|hanging)(?:Chars)?="[^"]*"/g, "").replace("/>", ' w:firstLine="0"/>'),
		)
	const at = AFTER_INDENT.exec(properties)?.index ?? properties.length
	return `${properties.slice(0, at)}<w:ind w:firstLine="0"/>${properties.slice(at)}`
}
