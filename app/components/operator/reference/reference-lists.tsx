import { Form } from "@remix-run/react"
import type { ReactNode } from "react"
import type { ImportView } from "#app/domain/reference/lists/import.server.ts"
import { type EntryField, REFERENCE_LISTS } from "#app/domain/reference/lists/kinds.ts"
import type { ListView } from "#app/domain/reference/lists/lists.view.server.ts"
import { withQuery } from "#app/utils/address.ts"
import { paths } from "#app/utils/paths.ts"
import { counted, thousands } from "#app/utils/russian.ts"
import type { RefusalAnswer } from "../../forms/field-base.tsx"
import { Field, FileField, Refusable, Select, SubmitButton } from "../../forms/forms.tsx"
import { OneOfForms } from "../../forms/one-of-forms.tsx"
import { Alert, Empty } from "../../ui/alert.tsx"
import { ButtonLink } from "../../ui/button.tsx"
import { Filters, SearchField } from "../../ui/filters.tsx"
import { Link } from "../../ui/link.tsx"
import { ListFiles } from "../../ui/list-table.tsx"
import { Panel } from "../../ui/panel.tsx"
import { type Column, DataTable, Finds, RowName, Second } from "../../ui/table.tsx"
import { MergeOrganisations } from "./merge-organisations.tsx"

type Row = ListView["rows"][number]
type Refusal = RefusalAnswer | null

/** Links from one list to the others, and to the names and signatures of the region. */
export const ReferenceNav = () => (
	<nav className="cluster mt-4" aria-label="Справочники">
		<Link to={paths.operatorReference()}>Названия и подписи</Link>
		{Object.entries(REFERENCE_LISTS).map(([name, { title }]) => (
			<Link key={name} to={paths.referenceList(name)}>
				{title}
			</Link>
		))}
		<Link to={paths.operatorExperts()}>Списки специалистов</Link>
		<Link to={paths.operatorCommission()}>Состав комиссии</Link>
	</nav>
)

/** The list as it is filtered, without the entry whose form is open. */
const filtersOf = ({ q, show, municipality, page }: ListView["query"]) => ({
	q,
	municipality,
	show: show === "open" ? "" : show,
	page: page === 1 ? "" : page,
})

const SHOW = [
	{ value: "closed", label: "Закрытые" },
	{ value: "all", label: "Все" },
]

export function ReferenceTable({ view }: { view: ListView }) {
	const { list, query, municipalities } = view
	const filtered = query.q !== "" || query.show !== "open" || query.municipality !== ""
	const columns: Column<Row>[] = [
		{
			id: "name",
			head: "Название",
			rowHead: true,
			cell: ({ name, active }) => (
				<>
					{name}
					{active ? null : <Second>закрыта: выбрать нельзя</Second>}
				</>
			),
		},
		{
			id: "notes",
			head: "Сведения",
			cell: ({ notes }) => <span>{notes.join("; ")}</span>,
		},
		{
			id: "acts",
			head: "Действия",
			th: "",
			cell: ({ id, name }) => (
				<Link to={`${withQuery(paths.referenceList(list), { ...filtersOf(query), edit: id })}#entry`}>
					Изменить
					<RowName>{name}</RowName>
				</Link>
			),
		},
	]
	return (
		<>
			<Filters label="Отбор" resetTo={filtered ? paths.referenceList(list) : undefined}>
				<SearchField name="q" label="Название" defaultValue={query.q} />
				{list === "organisations" ? (
					<Select
						name="municipality"
						label="Муниципалитет"
						placeholder="Все"
						options={municipalities}
						defaultValue={query.municipality}
					/>
				) : null}
				<Select
					name="show"
					label="Показать"
					placeholder="Действующие"
					options={SHOW}
					defaultValue={query.show === "open" ? "" : query.show}
				/>
			</Filters>
			<div className="cluster list-tools">
				<ListFiles />
				<ButtonLink to={paths.referenceImport(list)} tone="second" small sign="up">
					Загрузить из файла
				</ButtonLink>
			</div>
			<DataTable
				caption={view.title}
				hideCaption
				columns={columns}
				rows={view.rows}
				rowKey={({ id }) => id}
				rowTone={({ active }) => (active ? undefined : "off")}
				empty={
					<Empty title="Ничего не найдено">
						{filtered
							? "Измените условия отбора."
							: "Добавьте первую запись ниже или загрузите список из файла."}
					</Empty>
				}
			/>
		</>
	)
}

function EntryFields({
	view,
	values,
}: {
	view: ListView
	/** The values of the entry that is changed. A new entry has none. */
	values?: Readonly<Record<string, string>>
}) {
	return REFERENCE_LISTS[view.list].fields
		.filter(({ once }) => !(once && values))
		.map((field) => (
			<EntryFieldInput key={field.name} field={field} view={view} value={values?.[field.name]} />
		))
}

function EntryFieldInput({
	field,
	view,
	value,
}: {
	field: EntryField
	view: ListView
	value?: string | undefined
}) {
	const { name, label, hint } = field
	const options = name === "municipality" ? view.municipalities : field.choices
	return options ? (
		<Select
			name={name}
			label={label}
			hint={hint}
			placeholder="Не выбрано"
			options={options}
			defaultValue={value}
		/>
	) : (
		<Field name={name} label={label} hint={hint} defaultValue={value} autoComplete="off" />
	)
}

export function AddEntry({ view, refusal }: { view: ListView; refusal: Refusal }) {
	return (
		<Panel title={`Добавить ${view.one}`} tone="tint">
			<OneOfForms refusal={refusal} is={{ intent: "add" }}>
				<Form method="post" className="stack mt-4" noValidate>
					<input type="hidden" name="intent" value="add" />
					<EntryFields view={view} />
					<SubmitButton>Добавить {view.one}</SubmitButton>
				</Form>
			</OneOfForms>
		</Panel>
	)
}

export function ChangeEntry({
	view,
	open,
	refusal,
}: {
	view: ListView
	open: NonNullable<ListView["open"]>
	refusal: Refusal
}) {
	return (
		<Panel title={`Изменить ${view.one}: ${open.name}`} tone="tint" id="entry">
			<OneOfForms refusal={refusal} is={{ intent: "change" }}>
				<Form method="post" className="stack mt-4" noValidate>
					<input type="hidden" name="intent" value="change" />
					<input type="hidden" name="entryId" value={open.id} />
					<input type="hidden" name="edition" value={open.edition} />
					<EntryFields view={view} values={open.values} />
					<p className="small muted">
						Сформированные заявления, утверждённые графики и протоколы остаются с прежними словами.
					</p>
					<div className="acts">
						<SubmitButton>Сохранить изменения</SubmitButton>
						<ButtonLink to={withQuery(paths.referenceList(view.list), filtersOf(view.query))} tone="text">
							Не изменять
						</ButtonLink>
					</div>
				</Form>
			</OneOfForms>
			<div className="stack mt-6">
				<CloseEntry view={view} open={open} refusal={refusal} />
				{open.merger ? <MergeOrganisations open={open} merger={open.merger} refusal={refusal} /> : null}
			</div>
		</Panel>
	)
}

type OpenProps = { open: NonNullable<ListView["open"]>; refusal: Refusal }

function CloseEntry({ view, open, refusal }: OpenProps & { view: ListView }) {
	const intent = open.active ? "close" : "reopen"
	return (
		<OneOfForms refusal={refusal} is={{ intent }}>
			<Form method="post" className="stack">
				<input type="hidden" name="intent" value={intent} />
				<input type="hidden" name="entryId" value={open.id} />
				<p className="small muted">
					{open.active
						? "Закрытую запись больше нельзя выбрать. У тех, кто её уже выбрал, она остаётся."
						: "Запись закрыта: её нельзя выбрать."}
				</p>
				<SubmitButton tone={open.active ? "bad" : "second"} small>
					{open.active ? `Закрыть ${view.one}` : `Открыть ${view.one} снова`}
				</SubmitButton>
			</Form>
		</OneOfForms>
	)
}

export function ImportForm({ list, refusal }: { list: keyof typeof REFERENCE_LISTS; refusal: Refusal }) {
	const { fields } = REFERENCE_LISTS[list]
	return (
		<Refusable refusal={refusal}>
			<Form method="post" encType="multipart/form-data" className="stack">
				<input type="hidden" name="intent" value="read" />
				<FileField
					name="file"
					label="Файл со списком"
					hint="Книга Excel (.xlsx) или CSV до 20 МБ. Над строкой с названиями столбцов может стоять заголовок."
					accept=".xlsx,.csv"
				/>
				<p className="small">
					Столбцы: {fields.map(({ label }) => `«${label}»`).join(", ")}, «Действует» (да или нет) и, чтобы
					переименовать, «Новое название». Пустая клетка ничего не меняет. Записи, которых в файле нет,
					остаются как есть.
				</p>
				<SubmitButton busyText="Читаем файл…">Показать, что изменится</SubmitButton>
			</Form>
		</Refusable>
	)
}

/** What the file would change: numbers first, then each row. */
export function ImportPlan({ view, refusal }: { view: ImportView; refusal: Refusal }) {
	const { counts, most, appliedAt } = view
	const work = counts.added + counts.changed
	if (appliedAt)
		return (
			<Alert tone="good" title={`Этот файл загружен ${appliedAt}`}>
				Что изменилось, видно на странице{" "}
				<Link to={paths.operatorAudit({ show: "accounts" })}>«Проверка действий»</Link>.
			</Alert>
		)
	return (
		<>
			{counts.failed > 0 ? (
				<Alert tone="wait" title={`Не загрузятся: ${counted(counts.failed, ROWS)}`}>
					Исправьте их в файле и загрузите его снова. Остальные строки можно загрузить уже сейчас.
				</Alert>
			) : null}
			<Refusable refusal={refusal}>
				{work > 0 ? (
					<Form method="post" className="acts">
						<input type="hidden" name="intent" value="apply" />
						<input type="hidden" name="digest" value={view.digest} />
						<SubmitButton busyText="Загружается…">Загрузить: {counted(work, CHANGES)}</SubmitButton>
						<ButtonLink to={paths.referenceList(view.list)} tone="second">
							Вернуться, ничего не меняя
						</ButtonLink>
					</Form>
				) : null}
			</Refusable>
			{work + counts.failed === 0 ? (
				<Empty title="Файл ничего не изменит">В списке уже всё так, как в файле.</Empty>
			) : null}
			<Steps title="Не загрузятся" count={counts.failed} most={most}>
				<DataTable
					caption="Строки с ошибками"
					hideCaption
					rows={view.failed}
					rowKey={({ row }) => String(row)}
					columns={[
						ROW,
						NAME,
						{
							id: "why",
							head: "Почему",
							cell: ({ reasons }) => (
								<Finds finds={reasons.map((text) => ({ tone: "no" as const, id: text, text }))} />
							),
						},
					]}
				/>
			</Steps>
			<Steps title="Изменятся" count={counts.changed} most={most}>
				<DataTable
					caption="Записи, которые изменятся"
					hideCaption
					rows={view.changed}
					rowKey={({ row }) => String(row)}
					columns={[
						ROW,
						NAME,
						{
							id: "changes",
							head: "Что изменится",
							cell: ({ changes, active }) => (
								<ul>
									{changes.map(({ label, from, to }) => (
										<li key={label}>
											{label}: {from || "пусто"} → <b>{to}</b>
										</li>
									))}
									{active === null ? null : (
										<li>
											<b>{active ? "Откроется снова" : "Закроется: выбрать будет нельзя"}</b>
										</li>
									)}
								</ul>
							),
						},
					]}
				/>
			</Steps>
			<Steps title="Добавятся" count={counts.added} most={most}>
				<DataTable
					caption="Новые записи"
					hideCaption
					rows={view.added}
					rowKey={({ row }) => String(row)}
					columns={[ROW, NAME]}
				/>
			</Steps>
			{counts.same > 0 ? <p className="muted">Без изменений: {counted(counts.same, ROWS)}.</p> : null}
		</>
	)
}

const ROWS = ["строка", "строки", "строк"] as const
const CHANGES = ["изменение", "изменения", "изменений"] as const

type Step = { row: number; name: string }
const ROW: Column<Step> = { id: "row", head: "Строка файла", cell: ({ row }) => row }
const NAME: Column<Step> = { id: "name", head: "Название", rowHead: true, cell: ({ name }) => name }

function Steps({
	title,
	count,
	most,
	children,
}: {
	title: string
	count: number
	most: number
	children: ReactNode
}) {
	if (count === 0) return null
	return (
		<section className="stack">
			<h2>
				{title}: {thousands(count)}
			</h2>
			{count > most ? <p className="small muted">Показаны первые {most}.</p> : null}
			{children}
		</section>
	)
}
