import { type ReactNode, useContext } from "react"
import { PICKED } from "#app/utils/http/kept-form.ts"
import { RefusalContext } from "../forms/field-base.tsx"
import { classes } from "./classes.ts"
import { Icon } from "./icon.tsx"
import { Link } from "./link.tsx"

export type Column<Row> = {
	/** Unique within the table. */
	id: string
	head: ReactNode
	/**
	 * The label of the cell in a card on a phone. It is required if `head` is not a string; empty means no label (for
	 * buttons).
	 */
	th?: string
	cell: (row: Row) => ReactNode
	/** True for the cell that names the row. */
	rowHead?: boolean
	/** Aligned right, for numbers. */
	end?: boolean
	/** Takes the full width in a card. */
	span?: boolean
	/** The direction, if the list is sorted by this column. */
	sorted?: "ascending" | "descending"
}

export type RowTone = "late" | "soon" | "off"

type DataTableProps<Row> = {
	caption: string
	hideCaption?: boolean
	columns: readonly Column<Row>[]
	rows: readonly Row[]
	rowKey: (row: Row) => string
	rowTone?: (row: Row) => RowTone | undefined
	/** A checkbox in front of each row. Screen readers read `label`. Inside a refused form, the ticked rows stay ticked. */
	pick?: {
		value: (row: Row) => string
		label: (row: Row) => string
		disabled?: (row: Row) => boolean
		/** The form's id, if the table cannot be inside the form because its rows have forms of their own. */
		form?: string
	}
	/** Shown instead of the table if there are no rows. */
	empty?: ReactNode
	className?: string
}

/** Explicit roles, because `display` removes the roles of a table when its rows become cards. */
const as = {
	table: "table",
	rowgroup: "rowgroup",
	row: "row",
	columnheader: "columnheader",
	rowheader: "rowheader",
	cell: "cell",
} as const

/** An area that scrolls sideways must be reachable by keyboard. */
const scrollable = { tabIndex: 0 }

/** A table with more columns than this is set tighter. Otherwise the last column would leave the screen. */
const MANY = 8

/** A list as a table. Below 960 px each row becomes a card with a label for each value. */
export function DataTable<Row>(props: DataTableProps<Row>) {
	const { caption, hideCaption, columns, rows, rowKey, rowTone, pick, empty, className } = props
	const picked = useContext(RefusalContext)?.picked ?? []
	if (rows.length === 0 && empty) return empty
	return (
		<section className={classes("tablewrap", className)} aria-label={caption} {...scrollable}>
			<table
				className={classes("table table--stack", columns.length > MANY && "table--many")}
				role={as.table}
			>
				<caption className={hideCaption ? "hide" : undefined}>{caption}</caption>
				<thead role={as.rowgroup}>
					<tr role={as.row}>
						{pick ? (
							<th scope="col" role={as.columnheader} className="pick">
								<span className="hide">Выбор</span>
							</th>
						) : null}
						{columns.map((column) => (
							<th
								key={column.id}
								scope="col"
								role={as.columnheader}
								className={column.end ? "n" : undefined}
								aria-sort={column.sorted}
							>
								{column.head}
							</th>
						))}
					</tr>
				</thead>
				<tbody role={as.rowgroup}>
					{rows.map((row) => {
						const tone = rowTone?.(row)
						return (
							<tr key={rowKey(row)} role={as.row} className={tone ? `is-${tone}` : undefined}>
								{pick ? (
									<td role={as.cell} className="pick">
										<label className="box">
											<span className="hide">{pick.label(row)}</span>
											<input
												type="checkbox"
												name={PICKED}
												value={pick.value(row)}
												disabled={pick.disabled?.(row)}
												defaultChecked={picked.includes(pick.value(row))}
												form={pick.form}
											/>
										</label>
									</td>
								) : null}
								{columns.map((column) =>
									column.rowHead ? (
										<th key={column.id} scope="row" role={as.rowheader}>
											{column.cell(row)}
										</th>
									) : (
										<td
											key={column.id}
											role={as.cell}
											className={classes(column.end && "n", column.span && "span")}
											data-th={headWords(column)}
										>
											{column.cell(row)}
										</td>
									),
								)}
							</tr>
						)
					})}
				</tbody>
			</table>
		</section>
	)
}

export const rowToneOfTerm = (tone: "bad" | "wait" | undefined): RowTone | undefined =>
	tone === "bad" ? "late" : tone === "wait" ? "soon" : undefined

const headWords = <Row,>(column: Column<Row>) =>
	(column.th ?? (typeof column.head === "string" ? column.head : undefined)) || undefined

/** The second line of a cell: position and organisation. */
export const Second = ({ children }: { children: ReactNode }) => <small>{children}</small>

/** A link to the row's page, and below it the details that distinguish people with the same name. */
export const RowLink = ({ to, name, children }: { to: string; name: string; children: ReactNode }) => (
	<>
		<Link to={to}>{name}</Link>
		<Second>{children}</Second>
	</>
)

export type Find = { tone: "ok" | "warn" | "no"; text: ReactNode; id?: string }
const findSigns = { ok: "okc", warn: "warn", no: "xc" } as const

export function Finds({ finds }: { finds: readonly Find[] }) {
	return (
		<ul className="finds">
			{finds.map((find, index) => (
				<li key={find.id ?? index} className={find.tone}>
					<Icon name={findSigns[find.tone]} />
					<span>{find.text}</span>
				</li>
			))}
		</ul>
	)
}

/** The buttons of one row. `RowName` adds the row's name to each for screen readers. */
export const RowActs = ({ children }: { children: ReactNode }) => <div className="rowacts">{children}</div>

/** A dash, because screen readers read a space before hidden words: in front of a colon it would be heard as a mistake. */
export const RowName = ({ children }: { children: string }) => (
	<span className="hide">{` — ${children}`}</span>
)

const loadWidth = 88

/** How busy an expert is: a bar next to the number. Above `max` it is full and amber. */
export function Load({ value, max }: { value: number; max: number }) {
	const share = Math.min(1, max > 0 ? value / max : 0)
	return (
		<span className="load">
			<svg viewBox={`0 0 ${loadWidth} 12`} aria-hidden="true">
				<rect className="load__frame" x=".5" y=".5" width={loadWidth - 1} height="11" rx="5.5" />
				<rect
					className={value > max ? "load__bar is-high" : "load__bar"}
					width={Math.round(share * loadWidth)}
					height="12"
					rx="6"
				/>
			</svg>
			<b>{value}</b>
		</span>
	)
}
