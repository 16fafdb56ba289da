import type { ReactNode } from "react"
import { classes } from "./classes.ts"

export type SummaryItem = { term: string; value: ReactNode; note?: ReactNode }

type SummaryListProps = {
	items: readonly (SummaryItem | null | false)[]
	dense?: boolean
	/** For a narrow column: short terms next to short values. */
	narrow?: boolean
	className?: string
}

/** Terms and values to read. An empty value is shown as «не указано»; an absent item is left out. */
export function SummaryList({ items, dense, narrow, className }: SummaryListProps) {
	return (
		<dl className={classes("sum", dense && "sum--dense", narrow && "sum--narrow", className)}>
			{items.map((item) =>
				item ? (
					<div key={item.term}>
						<dt>{item.term}</dt>
						<dd>
							{item.value === null || item.value === undefined || item.value === "" ? (
								<span className="muted">не указано</span>
							) : (
								item.value
							)}
							{item.note ? <small>{item.note}</small> : null}
						</dd>
					</div>
				) : null,
			)}
		</dl>
	)
}
