/** A table as rows of text. */
export type TextRows = string[][]

const DELIMITERS = [";", "\t", ","] as const

/** Office programs in Russia save CSV in either encoding and say nothing of it: what is no UTF-8 is the older one. */
export function decodeText(bytes: Uint8Array): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
	} catch {
		return new TextDecoder("windows-1251").decode(bytes)
	}
}

/** The delimiter that the first line has most of. */
function delimiterOf(text: string): string {
	const line = text.slice(0, text.search(/[\r\n]|$/))
	const counts = DELIMITERS.map((sign) => line.split(sign).length)
	return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ";"
}

/** CSV as office programs write it: a cell in quotes may hold delimiters, line breaks and doubled quotes. */
export function csvRows(text: string, mostRows: number): TextRows {
	const delimiter = delimiterOf(text)
	const rows: TextRows = []
	let row: string[] = []
	let cell = ""
	let quoted = false
	const endCell = () => {
		row.push(cell)
		cell = ""
	}
	for (let at = 0; at < text.length && rows.length <= mostRows; at++) {
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
			endCell()
			rows.push(row)
			row = []
		} else cell += sign
	}
	if (cell !== "" || row.length > 0) {
		endCell()
		rows.push(row)
	}
	return rows
}
