import { useLocation } from "@remix-run/react"
import type { ReactNode } from "react"
import { FormScope } from "../forms/field-base.tsx"
import { Field, type Option, Select } from "../forms/forms.tsx"
import { SavedViews } from "../shell/saved-views.tsx"
import { classes } from "./classes.ts"
import { useKeptMunicipality } from "./link.tsx"

type FiltersProps = {
	/** «Отбор заявлений» */
	label: string
	children: ReactNode
	submit?: string
	/** Where «Сбросить» leads; undefined if nothing is filtered. */
	resetTo?: string
	className?: string
	/** The form chooses the list, and does not narrow it: nothing of it is saved under a name. */
	choice?: boolean
	/** Id of what is found, if something comes before it on the page. */
	place?: string
}

/**
 * A GET form above a list; the address contains the filters. It works without a script. «Сбросить» reloads the page,
 * because a mounted select keeps its choice. A form below the filters may have fields of the same names, so the filters have
 * ids of their own.
 */
export function Filters({
	label,
	children,
	submit = "Показать",
	resetTo,
	className,
	choice,
	place,
}: FiltersProps) {
	const keep = useKeptMunicipality()
	const present = new URLSearchParams(useLocation().search)
	return (
		<search>
			{choice ? null : <SavedViews />}
			<form
				className={classes("filters", className)}
				method="get"
				action={place && `#${place}`}
				aria-label={label}
			>
				{["sort", "hide"].map((name) => {
					const value = present.get(name)
					return value ? <input key={name} type="hidden" name={name} value={value} /> : null
				})}
				<FormScope.Provider value="filter">{children}</FormScope.Provider>
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

/** The details that `askedFor` can search by. */
export const SEARCH_OF_APPLICATIONS = "Или № в журнале, логин, телефон"
/** The same in a list of people who need not have an application. */
export const SEARCH_OF_PEOPLE = "Или логин, телефон"

/** Searches a part of a name or address. It is the widest field among filters. */
export function SearchField(props: { name: string; label: string; defaultValue: string; hint?: string }) {
	return <Field {...props} type="search" className="filters__search" autoComplete="off" />
}

type ChoiceProps = { options: readonly Option[]; chosen: string }

export const ByMunicipality = ({ options, chosen, all = "Все" }: ChoiceProps & { all?: string }) => (
	<Select
		name="municipality"
		label="Муниципалитет"
		placeholder={all}
		options={options}
		defaultValue={chosen}
		width="medium"
	/>
)

export const ByPeriod = ({ options, chosen }: ChoiceProps) => (
	<Select
		name="period"
		label="Период"
		placeholder="Все"
		options={options}
		defaultValue={chosen}
		width="medium"
	/>
)
