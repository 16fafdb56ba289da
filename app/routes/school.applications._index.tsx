import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { Select } from "#app/components/forms/forms.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { Figures } from "#app/components/ui/figures.tsx"
import { Filters, SEARCH_OF_APPLICATIONS, SearchField } from "#app/components/ui/filters.tsx"
import { ListTable } from "#app/components/ui/list-table.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { type Column, RowLink, Second } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { schoolQuery } from "#app/domain/application/overview/school-list.query.ts"
import {
	countSchool,
	type SchoolRow,
	viewSchoolList,
} from "#app/domain/application/overview/school-list.view.server.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Прикрепление документов аттестуемым")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "school_coordinator")
	const query = schoolQuery(new URL(request.url).searchParams)
	const [list, counts] = await Promise.all([viewSchoolList({ actor, query }), countSchool(actor)])
	return { ...list, counts }
}

const GROUPS = [
	{ value: "new", label: "Новые заявления" },
	{ value: "registered", label: "Зарегистрированные" },
]

const columns: readonly Column<SchoolRow>[] = [
	{
		id: "name",
		head: "ФИО, должность",
		rowHead: true,
		cell: (row) => (
			<RowLink to={paths.schoolApplication(row.id)} name={row.fullName}>
				{row.position}
			</RowLink>
		),
	},
	{
		id: "contacts",
		head: "Телефон, почта",
		span: true,
		cell: (row) => (
			<>
				<span className="nowrap">{row.phone}</span>
				<Second>{row.email}</Second>
			</>
		),
	},
	{ id: "current", head: "Имеющаяся категория", cell: (row) => row.currentCategory },
	{ id: "claimed", head: "Заявленная категория", cell: (row) => row.claimedCategory },
	{ id: "form", head: "Форма аттестации", cell: (row) => row.attestationForm },
	{
		id: "state",
		head: "Состояние",
		cell: (row) => (
			<>
				<StatusTag state={row.state} small>
					{row.short}
				</StatusTag>
				<Second>{counted(row.documents, ["документ", "документа", "документов"])}</Second>
			</>
		),
	},
	{ id: "since", head: "С какого дня", cell: (row) => row.since },
]

export default function SchoolApplications() {
	const { rows, total, page, query, pageSize, counts } = useLoaderData<typeof loader>()
	const filtered = query.group !== "" || query.name !== ""
	return (
		<>
			<PageHead
				title="Прикрепление документов аттестуемым"
				lead="Откройте заявление, чтобы посмотреть данные и документы или прикрепить их за педагога, например если у него нет доступа к своей почте."
			>
				<Figures
					figures={GROUPS.map(({ value, label }) => ({
						count: value === "new" ? counts.new : counts.registered,
						label,
						to: paths.schoolApplications({ group: value }),
						current: query.group === value,
					}))}
				/>
			</PageHead>
			<Page className="stack">
				<Filters label="Отбор заявлений" resetTo={filtered ? paths.schoolApplications() : undefined}>
					<Select
						name="group"
						label="Какие заявления"
						options={GROUPS}
						placeholder="Все"
						defaultValue={query.group}
						width="medium"
					/>
					<SearchField
						name="name"
						label="Фамилия, имя или отчество"
						hint={SEARCH_OF_APPLICATIONS}
						defaultValue={query.name}
					/>
				</Filters>
				<ListTable
					sorted={SORTED_COLUMNS.school}
					caption="Заявления педагогов организации"
					hideCaption
					columns={columns}
					rows={rows}
					rowKey={(row) => row.id}
					rowTone={(row) => (row.needsHelp ? "soon" : undefined)}
					empty={
						<Empty title={filtered ? "Таких заявлений нет" : "Заявлений пока нет"}>
							{filtered
								? "Измените отбор или часть имени."
								: "Они появятся, когда педагоги организации начнут заполнять заявления."}
						</Empty>
					}
				/>
				<Pager page={page} pageSize={pageSize} total={total} />
			</Page>
		</>
	)
}
