import { create } from "qrcode"
import { Bitmap, toPng } from "./bitmap.ts"
import {
	type SheetCode,
	type SheetPlace,
	type SignatureCode,
	writeSheetCode,
	writeSignatureCode,
} from "./sheet-code.ts"

/** Printed sizes in millimetres. The templates give the pictures the same sizes. */
export const SHEET_MODULE_MM = 0.8
export const SIGNATURE_MODULE_MM = 0.55

/** Both squares are the smallest kind of QR code, with 21 dots on each side. */
export const MODULES = 21
/** The signature line, in dots of the square on its left: it extends from `left` to `right`, and its top edge is at `rule`. */
export const SIGNATURE_BOX = { left: 24, right: 88, rule: 20 } as const

const DOTS_PER_MODULE = 8

/** The QR code. It can be read with a quarter of it damaged at level «Q», and with almost a third at «H». */
function drawSquare(bitmap: Bitmap, text: string, level: "Q" | "H") {
	const { modules } = create(text, { version: 1, errorCorrectionLevel: level })
	for (let row = 0; row < modules.size; row++)
		for (let column = 0; column < modules.size; column++)
			if (modules.get(row, column))
				bitmap.fill(column * DOTS_PER_MODULE, row * DOTS_PER_MODULE, DOTS_PER_MODULE, DOTS_PER_MODULE)
}

export function sheetPicture(code: SheetCode, place: SheetPlace | null = null): Buffer {
	const bitmap = new Bitmap(MODULES * DOTS_PER_MODULE, MODULES * DOTS_PER_MODULE)
	drawSquare(bitmap, writeSheetCode(code, place), "Q")
	return toPng(bitmap)
}

/** The signature line. With a code, a square on its left tells the reader where the line is. */
export function signaturePicture(code: SignatureCode | null): Buffer {
	const bitmap = new Bitmap(SIGNATURE_BOX.right * DOTS_PER_MODULE, MODULES * DOTS_PER_MODULE)
	if (code) drawSquare(bitmap, writeSignatureCode(code), "H")
	const { left, right, rule } = SIGNATURE_BOX
	bitmap.fill(left * DOTS_PER_MODULE, rule * DOTS_PER_MODULE, (right - left) * DOTS_PER_MODULE, 3)
	return toPng(bitmap)
}
