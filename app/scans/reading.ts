import type { SheetCode } from "#app/documents/sheet-code/sheet-code.ts"

/** Whether somebody signed on a line; «unsure» if the picture does not show it clearly. */
export type Ink = "signed" | "empty" | "unsure"

export interface PageReading {
	sheet: SheetCode | null
	/** «2 из 3», read from the bars. */
	number: { page: number; of: number } | null
	/** Quarter turns clockwise that put the page upright; 0 if unknown. */
	turns: 0 | 1 | 2 | 3
	signatures: { paperId: string; line: number; ink: Ink }[]
	blank: boolean
	/** It has a code that is not ours. */
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
