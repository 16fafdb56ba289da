import type { OperatorList } from "#app/domain/application/overview/operator-list.view.server.ts"
import { Select } from "../forms/forms.tsx"
import { ByMunicipality, ByPeriod, Filters, SEARCH_OF_APPLICATIONS, SearchField } from "../ui/filters.tsx"

type FiltersProps = Pick<OperatorList, "query" | "groups" | "states" | "municipalities" | "periods"> & {
	resetTo: string | undefined
}

const PROCEDURES = [
	{ value: "general", label: "На общих основаниях" },
	{ value: "simplified", label: "Упрощённая форма" },
]

/** The filters of the region's applications, for the list and for what is made of it. */
export function ApplicationFilters({
	query,
	groups,
	states,
	municipalities,
	periods,
	resetTo,
}: FiltersProps) {
	return (
		<Filters label="Отбор заявлений" resetTo={resetTo}>
			<Select
				name="state"
				label="Состояние"
				placeholder="Все"
				options={[]}
				groups={[
					{ label: "Чего ждут", options: groups },
					{ label: "Состояние заявления", options: states },
				]}
				defaultValue={query.state}
				width="medium"
			/>
			<ByMunicipality options={municipalities} chosen={query.municipality} />
			<ByPeriod options={periods} chosen={query.period} />
			<Select
				name="procedure"
				label="Процедура"
				placeholder="Любая"
				options={PROCEDURES}
				defaultValue={query.procedure}
				width="medium"
			/>
			<SearchField
				name="name"
				label="Фамилия, имя, отчество"
				hint={SEARCH_OF_APPLICATIONS}
				defaultValue={query.name}
			/>
		</Filters>
	)
}
