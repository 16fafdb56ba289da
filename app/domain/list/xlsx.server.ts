import { PassThrough, type Readable } from "node:stream"
import writeExcelFile, { type SheetData } from "write-excel-file/node"
import type { OpenedList } from "./list.ts"

/** Every text is written as a text, never as a formula: a cell's type says so. */
const cellOf = (value: string | number) =>
	typeof value === "number" ? { value, type: Number } : { value: textOf(value), type: String, wrap: true }

/** Characters that XML 1.0 cannot hold would make a file that Excel calls damaged. */
const textOf = (value: string) =>
	[...value]
		.filter((sign) => sign >= " " || sign === "\n" || sign === "\t")
		.join("")
		.slice(0, 32_000)

/** The rows are collected first, because a sheet is written in one piece. Lists end at 10,000 rows, which is about 20 MB. */
export async function xlsxOf({ title, heads, rows }: OpenedList): Promise<Readable> {
	const data: SheetData = [heads.map((value) => ({ value, type: String, fontWeight: "bold", wrap: true }))]
	const widths = heads.map((head) => Math.min(30, head.length + 2))
	for await (const row of rows()) {
		data.push(row.map(cellOf))
		for (const [index, value] of row.entries())
			widths[index] = Math.min(60, Math.max(widths[index] ?? 0, String(value).length + 2))
	}
	const file = writeExcelFile(data, {
		sheet: title.replace(/[\\/?*[\]:]/g, " ").slice(0, 31),
		columns: widths.map((width) => ({ width })),
		stickyRowsCount: 1,
	})
	// Given a stream it would fill that one and return nothing.
	const sheet = new PassThrough()
	file.toStream(sheet).catch((error: Error) => sheet.destroy(error))
	return sheet
}
