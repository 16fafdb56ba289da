import { useLocation } from "@remix-run/react"
import type { ComponentProps } from "react"
import { withQuery } from "#app/utils/address.ts"
import { Acts, ButtonLink } from "./button.tsx"
import { Fold } from "./panel.tsx"
import { type Column, DataTable } from "./table.tsx"

type ListTableProps<Row> = ComponentProps<typeof DataTable<Row>> & {
	/** Columns that the server can sort by, by their ids. */
	sorted: readonly string[]
	/** The list can be downloaded: its address plus `.csv` and `.xlsx`. */
	files?: boolean
	/** Id of the list, if something comes before it on the page: its order and columns lead back to it. */
	place?: string
}

/** A table whose order and columns are in the address, so that a link, a reload and a file show the same. It works without scripts. */
export function ListTable<Row>({ sorted, files = true, place, columns, ...table }: ListTableProps<Row>) {
	const { pathname, search } = useLocation()
	const query = new URLSearchParams(search)
	const hidden = (query.get("hide") ?? "").split(",").filter(Boolean)
	const hash = place ? `#${place}` : ""
	const at = (changes: Record<string, string | null>) =>
		withQuery(pathname, new URLSearchParams(search), { page: null, ...changes }) + hash
	const shown = columns.filter(({ id, rowHead }) => rowHead || !hidden.includes(id))
	const sort = query.get("sort") ?? ""
	if (table.rows.length === 0 && table.empty) return table.empty
	return (
		<>
			<div className="cluster list-tools">
				{files ? <ListFiles /> : null}
				<Order columns={shown.filter(({ id }) => sorted.includes(id))} sort={sort} at={at} />
				<Columns columns={columns} hidden={hidden} at={at} />
			</div>
			<DataTable
				{...table}
				columns={shown.map((column) => (sorted.includes(column.id) ? sortable(column, sort, at) : column))}
			/>
		</>
	)
}

const wordsOf = <Row,>({ head, th, id }: Column<Row>) => (typeof head === "string" ? head : th || id)

/** Whether the list is sorted by this column, and the order that a click on it asks for. */
const orderBy = (id: string, sort: string) => ({
	up: sort === id,
	down: sort === `-${id}`,
	turned: sort === id ? `-${id}` : id,
})

/** The same links above the cards of a phone, which have no column heads. */
function Order<Row>({
	columns,
	sort,
	at,
}: {
	columns: readonly Column<Row>[]
	sort: string
	at: (changes: Record<string, string | null>) => string
}) {
	return (
		<div className="list-order">
			<Fold title="Порядок строк">
				<ul>
					{columns.map((column) => {
						const { up, down, turned } = orderBy(column.id, sort)
						return (
							<li key={column.id}>
								<a href={at({ sort: turned })}>
									{wordsOf(column)}
									{up ? ": сейчас по возрастанию" : down ? ": сейчас по убыванию" : null}
								</a>
							</li>
						)
					})}
				</ul>
			</Fold>
		</div>
	)
}

/** A column head that sorts by its column, or reverses the order if the list is already sorted by it. */
function sortable<Row>(
	column: Column<Row>,
	sort: string,
	at: (changes: Record<string, string | null>) => string,
): Column<Row> {
	const { up, down, turned } = orderBy(column.id, sort)
	return {
		...column,
		th: column.th ?? wordsOf(column),
		...((up || down) && { sorted: up ? ("ascending" as const) : ("descending" as const) }),
		head: (
			<a href={at({ sort: turned })}>
				{wordsOf(column)}
				{up || down ? <span aria-hidden="true">{up ? " ↑" : " ↓"}</span> : null}
			</a>
		),
	}
}

const FILES = { xlsx: "Excel", csv: "CSV" }

/** Downloads of the list: the page's address with the same query. */
export function ListFiles() {
	const { pathname, search } = useLocation()
	const query = new URLSearchParams(search)
	const to = (ending: string) => withQuery(`${pathname}.${ending}`, query, { page: null })
	return (
		<Acts label="Скачать список">
			{(["xlsx", "csv"] as const).map((ending) => (
				<ButtonLink key={ending} to={to(ending)} tone="second" small sign="down" download>
					Скачать список ({FILES[ending]})
				</ButtonLink>
			))}
		</Acts>
	)
}

/** Links instead of checkboxes: each click shows or hides one column at once, and the address keeps the choice. */
function Columns<Row>({
	columns,
	hidden,
	at,
}: {
	columns: readonly Column<Row>[]
	/** Also those of another list on the page, which stay hidden. */
	hidden: readonly string[]
	at: (changes: Record<string, string | null>) => string
}) {
	const choice = columns.filter((column) => !column.rowHead && column.id !== "acts")
	const without = (id: string) => (hidden.includes(id) ? hidden.filter((one) => one !== id) : [...hidden, id])
	const count = choice.filter(({ id }) => hidden.includes(id)).length
	return (
		<Fold title={count > 0 ? `Столбцы: скрыто ${count}` : "Столбцы"}>
			<ul>
				{choice.map((column) => (
					<li key={column.id}>
						<a href={at({ hide: without(column.id).join(",") || null })}>
							{hidden.includes(column.id) ? "Показать" : "Скрыть"}: {wordsOf(column)}
						</a>
					</li>
				))}
			</ul>
		</Fold>
	)
}
