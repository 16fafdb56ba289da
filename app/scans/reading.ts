import type { SheetCode, SheetPlace, SignatureCode } from "#app/documents/sheet-code/sheet-code.ts"

/**
 * Whether a line is signed. «beside»: the box is empty, but something like a signature is next to it. «clutter»: a fold, a
 * tick, a dash or typed letters. «unsure»: the picture is not clear enough.
 */
export type Ink = "signed" | "empty" | "beside" | "clutter" | "unsure"

/** A sheet whose square was read. */
export interface ReadSheet {
	code: SheetCode
	place: SheetPlace | null
	/** «2 из 3», read from the bar code. Null if it was not read, for example because a program printed it in another font. */
	number: { page: number; of: number } | null
}

export interface ReadSignature extends SignatureCode {
	ink: Ink
}

/** Why a picture could not be read, as far as it can be seen. */
export type PictureFault = "dark" | "blurred" | "pale" | "cut"

/** One page of the upload: a picture of one sheet, or by mistake of several. */
export interface PageReading {
	sheets: ReadSheet[]
	/** Quarter turns clockwise that make the page upright. 0 if unknown. */
	turns: 0 | 1 | 2 | 3
	signatures: ReadSignature[]
	/** True if there is room for another sheet next to the one that was read. */
	roomy: boolean
	blank: boolean
	/** True if it has a code that is not ours. */
	strange: boolean
	/** Determined only if no square was read. */
	fault: PictureFault | null
}

export const UNREAD: PageReading = {
	sheets: [],
	turns: 0,
	signatures: [],
	roomy: false,
	blank: false,
	strange: false,
	fault: null,
}
