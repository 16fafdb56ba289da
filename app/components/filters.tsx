import type { ReactNode } from "react"
import { classes } from "./classes.ts"
import { useKeptMunicipality } from "./kept-municipality.ts"

type FiltersProps = {
	/** «Отбор заявлений» */
	label: string
	children: ReactNode
	submit?: string
	/** Where «Сбросить» leads; left out when nothing is filtered. */
	resetTo?: string
	className?: string
}

/** A GET form above a list: fields inside, the query in the address. Works without script. */
export function Filters({ label, children, submit = "Показать", resetTo, className }: FiltersProps) {
	const keep = useKeptMunicipality()
	return (
		<search>
			<form className={classes("filters", className)} method="get" aria-label={label}>
				{children}
				<div className="acts">
					<button className="btn btn--second" type="submit">
						{submit}
					</button>
					{resetTo ? (
						<a className="btn btn--text" href={keep(resetTo)}>
							Сбросить
						</a>
					) : null}
				</div>
			</form>
		</search>
	)
}
