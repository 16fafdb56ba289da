import type { SheetCode } from "#app/documents/sheet-code/sheet-code.ts"

/** Whether somebody wrote on a line for a signature; «unsure» when the picture does not allow to tell. */
export type Ink = "signed" | "empty" | "unsure"

/** What one page of a scan says of itself. */
export interface PageReading {
	sheet: SheetCode | null
	/** «2 из 3», as the bars say it. */
	number: { page: number; of: number } | null
	/** Quarter turns that would put the page upright, clockwise; 0 when nothing tells. */
	turns: 0 | 1 | 2 | 3
	signatures: { paperId: string; line: number; ink: Ink }[]
	/** Shows nothing at all. */
	blank: boolean
	/** Bears a code that is not of this system. */
	strange: boolean
}

export const UNREAD: PageReading = {
	sheet: null,
	number: null,
	turns: 0,
	signatures: [],
	blank: false,
	strange: false,
}
