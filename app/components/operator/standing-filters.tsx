import type { MachineView } from "#app/domain/machine/machine.view.server.ts"
import { ByMunicipality, ByPeriod, Filters } from "../ui/filters.tsx"

type StandingFiltersProps = Pick<MachineView, "asked" | "withWho"> & { resetTo: string }

/** Filters by municipality and period. They are hidden for a machine that has neither. */
export function StandingFilters({ asked, withWho, resetTo }: StandingFiltersProps) {
	const { query, words, municipalities, periods } = asked
	if (municipalities.length === 0 && periods.length === 0) return null
	return (
		<Filters label="Чьи числа показать" className="filters--in mt-4" resetTo={words ? resetTo : undefined}>
			{withWho ? <input type="hidden" name="who" value="1" /> : null}
			{municipalities.length > 0 ? (
				<ByMunicipality options={municipalities} chosen={query.municipality} all="Вся область" />
			) : null}
			{periods.length > 0 ? <ByPeriod options={periods} chosen={query.period} /> : null}
		</Filters>
	)
}
