import { type EntryField, REFERENCE_LISTS, shownFields } from "#app/domain/reference/lists/kinds.ts"
import type { ListView } from "#app/domain/reference/lists/lists.view.server.ts"
import { withQuery } from "#app/utils/address.ts"
import { paths } from "#app/utils/paths.ts"
import type { RefusalAnswer } from "../../forms/field-base.tsx"
import { Field, Select, SubmitButton } from "../../forms/forms.tsx"
import { OneOfForms } from "../../forms/one-of-forms.tsx"
import { PostForm } from "../../forms/post-form.tsx"
import { Empty } from "../../ui/alert.tsx"
import { ButtonLink } from "../../ui/button.tsx"
import { Filters, SearchField } from "../../ui/filters.tsx"
import { Link } from "../../ui/link.tsx"
import { ListTable } from "../../ui/list-table.tsx"
import { Panel } from "../../ui/panel.tsx"
import { type Column, RowName, Second } from "../../ui/table.tsx"
import { MergeOrganisations, People, SeparateOrganisations, unfinished } from "./merge-organisations.tsx"

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
const filtersOf = ({ q, show, municipality, sort, hide, page }: ListView["query"]) => ({
	...{ q, municipality, sort, hide },
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
	const { fields, named } = REFERENCE_LISTS[list]
	const shown = shownFields(REFERENCE_LISTS[list])
	const [oneCase, ...otherCases] = fields.filter(({ isCase }) => isCase)
	const columns: Column<Row>[] = [
		{
			id: named,
			head: "Название",
			rowHead: true,
			cell: ({ name, active }) => (
				<>
					{name}
					{active ? null : <Second>закрыта: выбрать нельзя</Second>}
				</>
			),
		},
		...shown.map((field) => ({
			id: field.name,
			head: field.label,
			cell: ({ values }: Row) => values[field.name],
		})),
		...(oneCase
			? [
					{
						id: "cases",
						head: otherCases.length > 0 ? "Падежи" : oneCase.label,
						span: otherCases.length > 0,
						cell: ({ cases }: Row) => <span>{cases.join("; ")}</span>,
					},
				]
			: []),
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
			<ListTable
				sorted={[named, ...shown.map(({ name }) => name)]}
				caption={view.title}
				hideCaption
				columns={columns}
				rows={view.rows}
				rowKey={({ id }) => id}
				rowTone={({ active }) => (active ? undefined : "off")}
				empty={
					<Empty title="Ничего не найдено" sign="info">
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
				<PostForm className="stack mt-4" noValidate>
					<input type="hidden" name="intent" value="add" />
					<EntryFields view={view} />
					<SubmitButton>Добавить {view.one}</SubmitButton>
				</PostForm>
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
				<PostForm className="stack mt-4" noValidate>
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
				</PostForm>
			</OneOfForms>
			<div className="stack mt-6">
				<CloseEntry view={view} open={open} refusal={refusal} />
				<SeparateOrganisations open={open} refusal={refusal} />
				<MergeOrganisations open={open} refusal={refusal} filters={filtersOf(view.query)} />
			</div>
		</Panel>
	)
}

type OpenProps = { open: NonNullable<ListView["open"]>; refusal: Refusal }

function CloseEntry({ view, open, refusal }: OpenProps & { view: ListView }) {
	const intent = open.active ? "close" : "reopen"
	return (
		<OneOfForms refusal={refusal} is={{ intent }}>
			<PostForm className="stack">
				<input type="hidden" name="intent" value={intent} />
				<input type="hidden" name="entryId" value={open.id} />
				<p className="small muted">
					{open.active
						? "Закрытую запись больше нельзя выбрать. У тех, кто её уже выбрал, она остаётся. Её можно открыть снова."
						: "Запись закрыта: её нельзя выбрать."}
				</p>
				{open.concerned ? <Keepers concerned={open.concerned} /> : null}
				<SubmitButton tone={open.active ? "bad" : "second"} small>
					{open.active ? `Закрыть ${view.one}` : `Открыть ${view.one} снова`}
				</SubmitButton>
			</PostForm>
		</OneOfForms>
	)
}

/** Names, before the entry is closed, the people who would keep it. */
function Keepers({
	concerned: { people, applications },
}: {
	concerned: NonNullable<OpenProps["open"]["concerned"]>
}) {
	if (people.length === 0 && applications === 0)
		return <p className="small">Сейчас её никто не выбрал: закрытие никого не коснётся.</p>
	return (
		<>
			<p className="small">Останется у тех, кто её выбрал. {unfinished(applications)}</p>
			<People people={people} />
		</>
	)
}
