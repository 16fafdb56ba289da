/** Rows of a list that is one sentence: a semicolon after each, a full stop after the last. */
export const asList = <Row extends object>(rows: readonly Row[]): (Row & { end: string })[] =>
	rows.map((row, index) => ({ ...row, end: index === rows.length - 1 ? "." : ";" }))
