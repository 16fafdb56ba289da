/**
 * Excel takes a text with such a beginning for a formula and runs it; with an apostrophe in front it stays a text. A text that
 * has apostrophes there already gets one more, so that it can be read back.
 */
const RUNS_AS_FORMULA = /^'*[=+\-@\t\r]/

/** A text as a cell of a CSV file, in which no program runs it. */
export const harmlessCell = (text: string): string => (RUNS_AS_FORMULA.test(text) ? `'${text}` : text)

/** The text of a cell that was made harmless. */
export const textOfCell = (cell: string): string =>
	/^'/.test(cell) && RUNS_AS_FORMULA.test(cell) ? cell.slice(1) : cell
