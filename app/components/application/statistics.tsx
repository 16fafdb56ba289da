import type {
	StatisticsRow,
	StatisticsSection,
	StatisticsView,
} from "#app/domain/application/overview/statistics.view.server.ts"
import { thousands } from "#app/utils/russian.ts"
import { Select } from "../forms/forms.tsx"
import { Empty } from "../ui/alert.tsx"
import { Filters } from "../ui/filters.tsx"
import { ListFiles } from "../ui/list-table.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { type Column, DataTable } from "../ui/table.tsx"

const BAR = { width: 240, height: 14 }

/** Two bars in one row: this year above, the previous year below. The same row has the numbers. */
function Bars({ row: { filed, before }, most }: { row: StatisticsRow; most: number }) {
	const width = (count: number) => (most === 0 ? 0 : Math.round((count / most) * BAR.width))
	return (
		<svg className="bars" viewBox={`0 0 ${BAR.width} ${BAR.height * 2}`} width={BAR.width} aria-hidden="true">
			<rect className="bars__now" width={width(filed)} height={BAR.height - 2} rx="2" />
			<rect className="bars__before" y={BAR.height} width={width(before)} height={BAR.height - 4} rx="2" />
		</svg>
	)
}

/** What the two bars of each row are. The numbers next to them say the same, so only those who see the bars need it. */
const Legend = ({ year }: { year: number }) => (
	<ul className="bars-legend" aria-hidden="true">
		<li>
			<svg viewBox="0 0 36 12" aria-hidden="true">
				<rect className="bars__now" width="36" height="12" rx="2" />
			</svg>
			верхняя полоса: подано в {year} году
		</li>
		<li>
			<svg viewBox="0 0 36 12" aria-hidden="true">
				<rect className="bars__before" y="1" width="36" height="10" rx="2" />
			</svg>
			нижняя полоса: подано в {year - 1} году
		</li>
	</ul>
)

const columnsOf = (most: number, year: number): Column<StatisticsRow>[] => [
	{ id: "label", head: "Показатель", rowHead: true, cell: (row) => row.label },
	{ id: "chart", head: "Сравнение", th: "", span: true, cell: (row) => <Bars row={row} most={most} /> },
	{ id: "filed", head: `Подано в ${year}`, end: true, cell: (row) => thousands(row.filed) },
	{ id: "before", head: `Подано в ${year - 1}`, end: true, cell: (row) => thousands(row.before) },
	{ id: "registered", head: "Зарегистрировано", end: true, cell: (row) => thousands(row.registered) },
	{ id: "granted", head: "Категория установлена", end: true, cell: (row) => thousands(row.granted) },
	{ id: "refused", head: "Отказано", end: true, cell: (row) => thousands(row.refused) },
]

function Section({ section, year }: { section: StatisticsSection; year: number }) {
	const most = Math.max(0, ...section.rows.flatMap(({ filed, before }) => [filed, before]))
	return (
		<section aria-labelledby={section.id} className="stack">
			<h2 id={section.id}>{section.title}</h2>
			<Legend year={year} />
			<DataTable
				caption={`${section.title}, ${year} год`}
				hideCaption
				columns={columnsOf(most, year)}
				rows={section.rows}
				rowKey={({ key }) => key}
			/>
		</section>
	)
}

/** The head of the page: the choice of a year and its total. */
export function StatisticsHead({ view }: { view: StatisticsView }) {
	const { year, years, total } = view
	const options = [...new Set([...years, String(year)])].map((value) => ({ value, label: value }))
	return (
		<div className="stack mt-5">
			<Filters label="Год">
				<Select name="year" label="Год подачи" options={options} defaultValue={String(year)} width="short" />
			</Filters>
			<SummaryList
				dense
				items={[
					{
						term: `Подано в ${year} году`,
						value: thousands(total.filed),
						note: `год назад: ${thousands(total.before)}`,
					},
					{ term: "Зарегистрировано", value: thousands(total.registered) },
					{ term: "Категория установлена", value: thousands(total.granted) },
					{ term: "Отказано", value: thousands(total.refused) },
				]}
			/>
		</div>
	)
}

export function Statistics({ view }: { view: StatisticsView }) {
	if (view.total.filed + view.total.before === 0)
		return (
			<Empty title="За этот год и год до него заявлений нет" sign="info">
				Выберите другой год.
			</Empty>
		)
	return (
		<>
			<ListFiles />
			{view.sections.map((section) => (
				<Section key={section.id} section={section} year={view.year} />
			))}
		</>
	)
}
