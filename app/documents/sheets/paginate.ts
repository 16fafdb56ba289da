import type { SheetBlock, SheetParagraph, SheetTable } from "./sheet.ts"

interface Flowing {
	height: number
	/** True if it must not be the last item on a page. */
	keepNext: boolean
}
export interface ParagraphItem extends Flowing {
	kind: "paragraph"
	block: SheetParagraph
	lines: string[]
	lineHeight: number
	before: number
	keepLines: boolean
	breakBefore: boolean
}
export interface RowItem extends Flowing {
	kind: "row"
	/** The table that the row belongs to. */
	table: object
	/** Repeated on every page that the table reaches. */
	head: boolean
	cells: SheetTable["rows"][number]["cells"]
}
export type Item = ParagraphItem | RowItem

/** A split paragraph leaves at least this many lines on each page. */
const WIDOW = 2

/** Places the items one below the other and begins a new page if the next item does not fit. */
export function paginate(items: readonly Item[], room: number): SheetBlock[][] {
	const pages: Filling[] = [new Filling()]
	let page = pages[0] as Filling
	const turn = () => {
		page = new Filling()
		pages.push(page)
	}
	for (const [index, item] of items.entries()) {
		if (item.kind === "paragraph" && item.breakBefore && page.used > 0) turn()
		if (page.used > 0 && page.used + chainHeight(items, index) > room) {
			const cut = item.kind === "paragraph" && !item.keepNext ? splitParagraph(item, room - page.used) : null
			if (cut) {
				page.take(cut[0])
				turn()
				takeLong(cut[1])
				continue
			}
			turn()
			if (item.kind === "row" && !item.head) for (const head of headsOf(items, item)) page.take(head)
		}
		if (item.kind === "paragraph") takeLong(item)
		else page.take(item)
	}
	return pages.map(({ blocks }) => blocks)

	/** A paragraph may be longer than a page. */
	function takeLong(item: ParagraphItem) {
		let rest = item
		for (;;) {
			const cut = rest.height > room - page.used ? splitParagraph(rest, room - page.used) : null
			if (!cut) break
			page.take(cut[0])
			turn()
			rest = cut[1]
		}
		page.take(rest)
	}
}

class Filling {
	used = 0
	readonly blocks: SheetBlock[] = []
	#table: { key: object; block: SheetTable } | null = null

	take(item: Item) {
		this.used += item.height
		if (item.kind === "paragraph") {
			this.#table = null
			this.blocks.push(item.block)
			return
		}
		if (this.#table?.key !== item.table) {
			this.#table = { key: item.table, block: { kind: "table", rows: [] } }
			this.blocks.push(this.#table.block)
		}
		this.#table.block.rows.push({ head: item.head, cells: item.cells })
	}
}

/** The height of an item together with the following items that must be on the same page. */
function chainHeight(items: readonly Item[], from: number): number {
	let height = 0
	for (const item of items.slice(from, from + 12)) {
		height += item.height
		if (!item.keepNext) return height
	}
	return height
}

const headsOf = (items: readonly Item[], row: RowItem) =>
	items.filter((item): item is RowItem => item.kind === "row" && item.table === row.table && item.head)

/** The lines that still fit and the rest. Null if either side would have too few lines. */
function splitParagraph(item: ParagraphItem, room: number): [ParagraphItem, ParagraphItem] | null {
	if (item.keepLines) return null
	const fitting = Math.min(Math.floor((room - item.before) / item.lineHeight), item.lines.length - WIDOW)
	if (fitting < WIDOW) return null
	const [lines, others] = [item.lines.slice(0, fitting), item.lines.slice(fitting)]
	const part = (some: string[], before: number): ParagraphItem => ({
		...item,
		lines: some,
		before,
		height: before + some.length * item.lineHeight,
		block: { ...item.block, pieces: [{ kind: "text", text: some.join("") }] },
	})
	return [part(lines, item.before), part(others, 0)]
}
