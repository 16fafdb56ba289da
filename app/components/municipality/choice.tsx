import { type Option, Select } from "../forms/forms.tsx"
import { Filters } from "../ui/filters.tsx"

/** For the few coordinators with several municipalities. Others do not see it. */
export function MunicipalityChoice({
	municipality,
}: {
	municipality: { code: string; all: readonly Option[] }
}) {
	if (municipality.all.length < 2) return null
	return (
		<div className="mt-5">
			<Filters label="Муниципалитет" choice>
				<Select
					name="municipality"
					label="Муниципалитет"
					options={municipality.all}
					defaultValue={municipality.code}
				/>
			</Filters>
		</div>
	)
}

/** Keeps the chosen municipality in a form of filters. */
export function KeptMunicipality({
	municipality,
}: {
	municipality: { code: string; all: readonly Option[] }
}) {
	return municipality.all.length < 2 ? null : (
		<input type="hidden" name="municipality" value={municipality.code} />
	)
}
