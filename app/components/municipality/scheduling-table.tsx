import type { SchedulingRow } from "#app/domain/application/scheduling/scheduling.view.server.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { paths } from "#app/utils/paths.ts"
import { ExpertLines } from "../application/schedule-table.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { ListTable } from "../ui/list-table.tsx"
import { type Column, RowActs, RowName } from "../ui/table.tsx"
import { BULK_ASSIGNMENT } from "./bulk-assignment.tsx"
import { EmptyList, nameWithState } from "./list.tsx"

type SchedulingTableProps = {
	rows: readonly SchedulingRow[]
	/** The query of the list, so that the page of one application can find its neighbours. */
	list: string
	filtered: boolean
}

/** The columns of «Общий список педагогических работников для формирования графика». */
export function SchedulingTable({ rows, list, filtered }: SchedulingTableProps) {
	return (
		<ListTable
			sorted={SORTED_COLUMNS.scheduling}
			caption="Педагогические работники для графика проведения аттестации"
			hideCaption
			rows={rows}
			rowKey={(row) => row.id}
			columns={columns(list)}
			pick={{
				value: (row) => row.id,
				label: (row) => `Отметить: ${row.fullName}`,
				disabled: (row) => row.own,
				form: BULK_ASSIGNMENT,
			}}
			empty={
				<EmptyList filtered={filtered} title="Назначать пока некого">
					Здесь появятся педагоги, чьи заявления зарегистрированы и рассматриваются на общих основаниях.
				</EmptyList>
			}
		/>
	)
}

const columns = (list: string): Column<SchedulingRow>[] => [
	{
		id: "period",
		head: "Период аттестации",
		cell: (row) => row.period ?? <span className="muted">не назначен</span>,
	},
	{
		id: "name",
		head: "Фамилия Имя Отчество",
		rowHead: true,
		cell: nameWithState,
	},
	{
		id: "current",
		head: "Имеющаяся (имевшаяся) категория",
		th: "Имеющаяся категория",
		cell: (row) => row.currentCategory,
	},
	{
		id: "ends",
		head: "Дата окончания срока действия",
		th: "Действует до",
		cell: (row) => row.currentEndsOn || "—",
	},
	{
		id: "claimed",
		head: "Заявленная категория",
		cell: (row) => row.claimedCategory,
	},
	{
		id: "organisation",
		head: "Место работы (образовательная организация)",
		th: "Место работы",
		cell: (row) => row.organisation,
	},
	{ id: "position", head: "Должность", span: true, cell: (row) => row.position },
	{ id: "subject", head: "Предмет", span: true, cell: (row) => row.subject || "—" },
	{ id: "form", head: "Форма аттестации", th: "Форма", cell: (row) => row.attestationForm },
	{
		id: "experts",
		head: "Специалист по аттестации",
		span: true,
		cell: (row) => (
			<>
				<ExpertLines experts={row.experts} lackShown />
				<RowActs>
					{row.own ? (
						"Это Ваше заявление: назначит другой координатор или оператор."
					) : (
						<ButtonLink to={paths.schedulingOf(row.id, list)} tone="second" small>
							Назначить
							<RowName>{row.fullName}</RowName>
						</ButtonLink>
					)}
				</RowActs>
			</>
		),
	},
]
