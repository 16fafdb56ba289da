import { PassThrough, type Readable } from "node:stream"
import writeExcelFile, { type SheetData } from "write-excel-file/node"
import type { OpenedList } from "./list.ts"

/** Writes every text as a text and never as a formula, by the type of the cell. */
const cellOf = (value: string | number) =>
	typeof value === "number" ? { value, type: Number } : { value: textOf(value), type: String, wrap: true }

/** Removes characters that XML 1.0 does not allow, because Excel would call the file damaged. */
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
	// If a stream is given, the library fills it and returns nothing.
	const sheet = new PassThrough()
	file.toStream(sheet).catch((error: Error) => sheet.destroy(error))
	return sheet
}
