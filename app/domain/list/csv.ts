import { harmlessCell } from "#app/utils/typed/harmless-cell.ts"
import type { OpenedList } from "./list.ts"

/** «+7 900 000-00-01» begins like a formula. Written with an 8, it needs no apostrophe. */
const PHONE = /^\+7(?=[ (\d][\d ()-]*(доб\. ?\d+)?(,|$))/u

export function csvCell(value: string | number): string {
	if (typeof value === "number") return String(value).replace(".", ",")
	const harmless = harmlessCell(value.replace(PHONE, "8").replaceAll("\0", ""))
	return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

const line = (cells: readonly (string | number)[]) => `${cells.map(csvCell).join(";")}\r\n`

/** A list in the form in which Excel in Russian offices opens it by a double click: a UTF-8 mark first, semicolons between cells. */
export async function* csvOf({ heads, rows }: OpenedList): AsyncGenerator<string> {
	yield `\uFEFF${line(heads)}`
	for await (const row of rows()) yield line(row)
}
