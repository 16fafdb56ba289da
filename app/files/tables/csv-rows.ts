import { textOfCell } from "#app/utils/typed/harmless-cell.ts"
import { collectRows, type TextRows } from "./rows.ts"

const DELIMITERS = [";", "\t", ","] as const

/** How «Текст Юникод» of Excel begins. */
const UTF_16 = new Map([
	["fffe", "utf-16le"],
	["feff", "utf-16be"],
])

/** Office programs in Russia save CSV in either encoding and say nothing of it: what is no UTF-8 is the older one. */
export function decodeText(bytes: Uint8Array): string {
	const wide = UTF_16.get(Buffer.from(bytes.subarray(0, 2)).toString("hex"))
	if (wide) return new TextDecoder(wide).decode(bytes)
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
	} catch {
		return new TextDecoder("windows-1251").decode(bytes)
	}
}

/** The first lines, in which a title may stand above the heads of the columns. */
const HEAD_LINES = 20

/** The delimiter that most of the first lines have, and the one that they have most of. */
function delimiterOf(text: string): string {
	const lines = text.split(/\r\n?|\n/, HEAD_LINES)
	const weights = DELIMITERS.map((sign) =>
		lines.reduce((sum, line) => sum + (line.includes(sign) ? 1_000 : 0) + line.split(sign).length, 0),
	)
	return DELIMITERS[weights.indexOf(Math.max(...weights))] ?? ";"
}

/**
 * CSV as office programs write it: a cell in quotes may hold delimiters, line breaks and doubled quotes. The apostrophe with which
 * our own files keep a text from being run is taken off again.
 */
export function csvRows(text: string, mostRows: number): TextRows {
	const delimiter = delimiterOf(text)
	const table = collectRows(mostRows)
	let number = 0
	let row: string[] = []
	let cell = ""
	let quoted = false
	const endCell = () => {
		row.push(textOfCell(cell))
		cell = ""
	}
	const endRow = () => {
		endCell()
		number += 1
		table.put(row, number)
		row = []
	}
	for (let at = 0; at < text.length && !table.isFull(); at++) {
		const sign = text[at] as string
		if (quoted) {
			if (sign !== '"') cell += sign
			else if (text[at + 1] === '"') {
				cell += sign
				at += 1
			} else quoted = false
		} else if (sign === '"' && cell === "") quoted = true
		else if (sign === delimiter) endCell()
		else if (sign === "\n" || sign === "\r") {
			if (sign === "\r" && text[at + 1] === "\n") at += 1
			endRow()
		} else cell += sign
	}
	if (cell !== "" || row.length > 0) endRow()
	return table.rows
}
