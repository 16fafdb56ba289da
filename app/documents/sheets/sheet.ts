/** A word, or a picture at its place in the text. */
export type SheetPiece =
	| { kind: "text"; text: string }
	/** A square code, as an SVG path of its dark dots, with this many dots on each side. */
	| { kind: "square"; label: string; dots: number; path: string }
	/** A signature line. The square on its left says which line it is. */
	| { kind: "signature"; label: string; dots: number; path: string }
	/** The number of the page in bars, as the font that is embedded in the document draws it. */
	| { kind: "bars"; label: string; text: string; dots: number; height: number; path: string }
	| { kind: "picture"; label: string }

export interface SheetParagraph {
	kind: "paragraph"
	align: "start" | "center" | "end"
	strong: boolean
	/** Indent as a percentage of the width. The addressee is in the right half. */
	indent: number
	pieces: SheetPiece[]
}
export interface SheetTable {
	kind: "table"
	rows: { head: boolean; cells: { span: number; paragraphs: SheetParagraph[] }[] }[]
}
export type SheetBlock = SheetParagraph | SheetTable

/** One page of a document, approximately as Word would break it. */
export interface Sheet {
	landscape: boolean
	blocks: SheetBlock[]
	/** The running foot, with the page number. */
	foot: SheetParagraph[]
}

/** Placeholders in the text of a running foot, replaced when the pages are counted. */
export const PAGE_FIELD = "\ue000"
export const PAGES_FIELD = "\ue001"
