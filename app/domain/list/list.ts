import { counted } from "#app/utils/russian.ts"

/** A column of a list in its files. The column on the page has the same id, so both can be hidden together. */
export interface ListColumn<Row> {
	id: string
	head: string
	value: (row: Row) => string | number | null | undefined
}

/** A list that can be downloaded. Its rows are loaded page by page, exactly as the page shows them at the same address. */
export interface ListFile<Row = never> {
	/** «Заявления на регистрации»: the name of the file. */
	title: string
	columns: readonly ListColumn<Row>[]
	/** One page, counted from 1. A page past the end has no rows. */
	page(number: number): Promise<{ rows: readonly Row[]; total: number; pageSize: number; more?: boolean }>
}

/** A list that hides the type of its rows, so that routes can pass it on. */
export interface OpenedList {
	title: string
	heads: readonly string[]
	rows(): AsyncGenerator<(string | number)[]>
}

/** Opens a list with the columns that the address has not hidden: `hide=period,phone`. */
export function openList<Row>(list: ListFile<Row>, hide: string | null): OpenedList {
	const hidden = new Set((hide ?? "").split(","))
	const left = list.columns.filter(({ id }) => !hidden.has(id))
	const columns = left.length > 0 ? left : list.columns
	return {
		title: list.title,
		heads: columns.map(({ head }) => head),
		async *rows() {
			for (let number = 1; ; number += 1) {
				const { rows, total, pageSize, more } = await list.page(number)
				for (const row of rows) yield columns.map(({ value }) => value(row) ?? "")
				if (rows.length > 0 && number * pageSize < total) continue
				if (more) yield [cutAt(total), ...columns.slice(1).map(() => "")]
				return
			}
		},
	}
}

/** Columns as lines: the id, the head, the value. */
export type ColumnsOf<Row> = readonly [id: string, head: string, value: ListColumn<Row>["value"]][]

/**
 * The same with each column as one line: its id, its head and its value. The pages come before the columns, so that the
 * compiler knows the rows.
 */
export const listOf = <Row>(
	{ query }: { query: URLSearchParams },
	title: string,
	page: ListFile<Row>["page"],
	columns: ColumnsOf<Row>,
): OpenedList =>
	openList(
		{ title, page, columns: columns.map(([id, head, value]) => ({ id, head, value })) },
		query.get("hide"),
	)

/** The last row of a file that contains only the beginning of its list, so that nobody takes it for the whole list. */
const cutAt = (total: number) =>
	`Это первые ${counted(total, ["строка", "строки", "строк"])}, в списке их больше. Сузьте отбор на странице и скачайте остальные отдельно.`

/** `sort=name` or `sort=-name` from an address, if the list can be sorted by that column. */
export function sortIn<Id extends string>(
	asked: string,
	ids: readonly Id[],
): { by: Id; direction: "asc" | "desc" } | null {
	const by = ids.find((id) => id === asked.replace(/^-/, ""))
	return by ? { by, direction: asked.startsWith("-") ? "desc" : "asc" } : null
}
