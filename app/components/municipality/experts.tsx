import type { MunicipalityExpertsView } from "#app/domain/expert/municipality-experts.view.server.ts"
import { counted } from "#app/utils/russian.ts"
import { ListFiles } from "../ui/list-table.tsx"
import { type Column, DataTable, RowActs, RowName, Second } from "../ui/table.tsx"
import { Tag } from "../ui/tag.tsx"

type Row = MunicipalityExpertsView["rows"][number]

const NAME: Column<Row> = {
	id: "name",
	head: "Специалист",
	rowHead: true,
	cell: (row) => (
		<>
			{row.name}
			<Second>{row.gone ? `${row.post}. Доступ в систему закрыт` : row.post}</Second>
		</>
	),
}

const rosterOf = (schoolYear: string): Column<Row> => ({
	id: "roster",
	head: `Список на ${schoolYear} учебный год`,
	cell: (row) =>
		row.onRoster ? (
			<span>
				<Tag tone="go" sign="check" small>
					в списке
				</Tag>
				{row.order ? <Second>распоряжение {row.order}</Second> : null}
			</span>
		) : (
			<Tag tone="calm" sign="dash" small>
				нет в списке
			</Tag>
		),
})

const LOAD: Column<Row> = {
	id: "load",
	head: "Педагоги по периодам",
	span: true,
	cell: (row) =>
		row.loads.length > 0
			? row.loads.map(({ id, period, count }) => (
					<Second key={id}>
						{period}: {counted(count, ["педагог", "педагога", "педагогов"])}
					</Second>
				))
			: "не назначены",
}

const CONTRACT: Column<Row> = {
	id: "contract",
	head: "Действия",
	th: "",
	span: true,
	cell: (row) => (
		<RowActs>
			<a href={row.contract} download>
				Сведения для договора (Word)
				<RowName>{row.name}</RowName>
			</a>
		</RowActs>
	),
}

export function MunicipalityExpertsTable({ view }: { view: MunicipalityExpertsView }) {
	return (
		<>
			<ListFiles />
			<DataTable
				caption={`Специалисты муниципалитета, ${view.halfLabel}, по фамилии`}
				hideCaption
				rows={view.rows}
				rowKey={(row) => row.id}
				rowTone={(row) => (row.gone ? "off" : undefined)}
				columns={[NAME, rosterOf(view.schoolYear), LOAD, CONTRACT]}
			/>
		</>
	)
}
