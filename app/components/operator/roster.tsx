import type { ExpertsView } from "#app/domain/expert/operator-experts.view.server.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { CheckboxPlates, Field, SubmitButton } from "../forms/forms.tsx"
import { OneOfForms } from "../forms/one-of-forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Empty } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"
import { ListTable } from "../ui/list-table.tsx"
import { Pager } from "../ui/pager.tsx"
import { Panel } from "../ui/panel.tsx"
import { type Column, DataTable, RowName, Second } from "../ui/table.tsx"

type RosterProps = { view: ExpertsView; refusal: RefusalAnswer | null }
type Entry = ExpertsView["roster"][number]
type Replacement = ExpertsView["toReplace"][number]

/** Experts who answered «Не могу» or whose role has ended. Each row leads to the page where the expert is replaced. */
export function Replacements({ entries }: { entries: readonly Replacement[] }) {
	if (entries.length === 0) return null
	return (
		<section aria-labelledby="replace" className="stack">
			<h2 id="replace">Нужна замена специалиста</h2>
			<DataTable
				caption="Утверждённые заявления, в которых специалист не может работать"
				hideCaption
				columns={REPLACEMENT_COLUMNS}
				rows={entries}
				rowKey={(row) => row.id}
				rowTone={() => "soon"}
			/>
		</section>
	)
}

const REPLACEMENT_COLUMNS: readonly Column<Replacement>[] = [
	{
		id: "teacher",
		head: "Педагогический работник",
		rowHead: true,
		cell: (row) => (
			<>
				{row.teacher}
				<Second>
					{row.municipality}, {row.period}
				</Second>
			</>
		),
	},
	{
		id: "expert",
		head: "Специалист",
		cell: (row) => (
			<>
				{row.expert}
				<Second>{row.reason}</Second>
			</>
		),
	},
	{
		id: "acts",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) => (
			<Link to={row.to}>
				Заменить специалиста
				<RowName>{row.teacher}</RowName>
			</Link>
		),
	},
]

/** Who is on the roster of the chosen year. */
export function Roster({ view, refusal }: RosterProps) {
	const { roster, query, municipalityName, others } = view
	return (
		<section aria-labelledby="roster" className="stack">
			<h2 id="roster">
				{municipalityName}: список на {query.schoolYear} учебный год
			</h2>
			<OneOfForms refusal={refusal} is={{ intent: "remove" }}>
				<ListTable
					place="roster"
					sorted={SORTED_COLUMNS.roster}
					caption={`Специалисты, ${municipalityName}, ${query.schoolYear} учебный год`}
					hideCaption
					columns={ROSTER_COLUMNS}
					rows={roster}
					rowKey={(row) => row.id}
					rowTone={(row) => (row.gone ? "off" : undefined)}
					empty={
						query.q ? (
							<Empty title="В списке никто не нашёлся">Измените слова поиска или сбросьте их.</Empty>
						) : (
							<Empty title="В списке пока никого нет">
								{others.length > 0
									? "Отметьте специалистов ниже и внесите их в список."
									: "Специалистов приглашает муниципальный координатор. Когда они зарегистрируются, их можно будет внести."}
							</Empty>
						)
					}
				/>
			</OneOfForms>
			<Pager {...view.pages} label="Страницы списка" place="roster" />
		</section>
	)
}

const ROSTER_COLUMNS: readonly Column<Entry>[] = [
	{
		id: "name",
		head: "Специалист",
		rowHead: true,
		cell: (row) => (
			<>
				{row.name}
				<Second>{row.gone ? "доступ в систему закрыт" : row.post}</Second>
			</>
		),
	},
	{ id: "order", head: "Распоряжение", cell: (row) => row.order || "не указано" },
	{ id: "load", head: "Педагогов за год", end: true, cell: (row) => row.load },
	{
		id: "acts",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) => (
			<PostForm>
				<input type="hidden" name="entryId" value={row.id} />
				<SubmitButton tone="text" small name="intent" value="remove">
					Убрать из списка
					<RowName>{row.name}</RowName>
				</SubmitButton>
			</PostForm>
		),
	},
]

type AddProps = {
	view: Pick<ExpertsView, "others" | "moreOthers"> & {
		query: Pick<ExpertsView["query"], "schoolYear" | "municipality" | "q">
	}
	/** How many are on the roster already. */
	listed: number
	/** The page where experts are invited. */
	invited: { to: string; label: string }
	refusal: RefusalAnswer | null
}

/** Experts of the municipality who are not on the roster. The page's search finds them as well. */
export function AddToRoster({ view, listed, invited, refusal }: AddProps) {
	const { others, moreOthers, query } = view
	if (others.length === 0 && query.q)
		return (
			<Panel title="Внести в список" tone="tint">
				<p className="mt-4">Среди тех, кого нет в списке, никто не нашёлся.</p>
			</Panel>
		)
	if (others.length === 0)
		return (
			<p className="muted">
				{listed > 0
					? "Все специалисты муниципалитета уже в списке. "
					: "Специалистов в муниципалитете ещё нет. "}
				Приглашения — в разделе <Link to={invited.to}>«{invited.label}»</Link>.
			</p>
		)
	return (
		<Panel title="Внести в список" tone="tint">
			{moreOthers ? (
				<p className="mt-4">Показаны первые {others.length}. Остальных найдёт поиск вверху страницы.</p>
			) : null}
			<OneOfForms refusal={refusal} is={{ intent: "add" }}>
				<PostForm className="stack mt-4" noValidate key={`${query.municipality} ${query.schoolYear}`}>
					<input type="hidden" name="intent" value="add" />
					<input type="hidden" name="municipality" value={query.municipality} />
					<input type="hidden" name="schoolYear" value={query.schoolYear} />
					<CheckboxPlates
						name="experts"
						label="Специалисты муниципалитета, которых нет в списке"
						choices={others}
						layout="two"
					/>
					<Field
						name="order"
						label="Распоряжение, которым утверждён список"
						hint="Номер и дата, например: № 901-р от 25.08.2026"
						width="medium"
					/>
					<div className="acts">
						<SubmitButton>Внести в список</SubmitButton>
					</div>
				</PostForm>
			</OneOfForms>
		</Panel>
	)
}
