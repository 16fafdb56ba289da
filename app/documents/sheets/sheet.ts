/** A word, or a picture in its place. */
export type SheetPiece =
	| { kind: "text"; text: string }
	/** A square with a code, as the path of its dark dots in a drawing of so many dots on each side. */
	| { kind: "square"; label: string; dots: number; path: string }
	/** A line to sign on; the square that says which stands on its left. */
	| { kind: "signature"; label: string; dots: number; path: string }
	/** The number of the page in bars, as the font that is embedded in the document draws it. */
	| { kind: "bars"; label: string; text: string; dots: number; height: number; path: string }
	| { kind: "picture"; label: string }

export interface SheetParagraph {
	kind: "paragraph"
	align: "start" | "center" | "end"
	strong: boolean
	/** Part of the width on the left, in percent: the addressee stands on the right half. */
	indent: number
	pieces: SheetPiece[]
}
export interface SheetTable {
	kind: "table"
	rows: { head: boolean; cells: { span: number; paragraphs: SheetParagraph[] }[] }[]
}
export type SheetBlock = SheetParagraph | SheetTable

/** One page of a document, about as Word would break it. */
export interface Sheet {
	landscape: boolean
	blocks: SheetBlock[]
	/** Running foot, with the number of the page. */
	foot: SheetParagraph[]
}

/** Stand in the text of a running foot until the pages are counted. */
export const PAGE_FIELD = "\ue000"
export const PAGES_FIELD = "\ue001"
