/** A table as rows of text. */
export type TextRows = string[][]

/**
 * Collects the rows of a table at their numbers, up to one more than a file may have. Empty rows at the end do not count:
 * office programs write thousands of them where somebody has once coloured a column.
 */
export function collectRows(mostRows: number) {
	const rows: TextRows = []
	return {
		rows,
		/** @param number of the row as people see it, from 1 */
		put(row: string[], number: number) {
			if (row.every((cell) => cell.trim() === "")) return
			while (rows.length < number - 1 && rows.length <= mostRows) rows.push([])
			rows.push(row)
		},
		isFull: () => rows.length > mostRows,
	}
}
