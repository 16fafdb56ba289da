import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { Phone } from "#app/components/person/phone.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { Filters, SEARCH_OF_PEOPLE, SearchField } from "#app/components/ui/filters.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { ListTable } from "#app/components/ui/list-table.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { type Column, RowActs, RowName, Second } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { schoolQuery } from "#app/domain/application/overview/school-list.query.ts"
import {
	type SchoolTeacher,
	viewSchoolTeachers,
} from "#app/domain/application/overview/school-teachers.view.server.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Педагоги без заявления")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "school_coordinator")
	return viewSchoolTeachers({ actor, query: schoolQuery(new URL(request.url).searchParams) })
}

const columns: readonly Column<SchoolTeacher>[] = [
	{
		id: "name",
		head: "ФИО, должность",
		rowHead: true,
		cell: (row) => (
			<>
				{row.fullName}
				<Second>{row.post}</Second>
			</>
		),
	},
	{ id: "username", head: "Имя пользователя", cell: (row) => row.username },
	{
		id: "phone",
		head: "Телефон",
		cell: (row) => (row.phone ? <Phone phone={row.phone} /> : "не указан"),
	},
	{
		id: "email",
		head: "Почта",
		span: true,
		cell: (row) => (
			<>
				{row.email}
				{row.emailConfirmed ? null : <Second>адрес не подтверждён</Second>}
			</>
		),
	},
	{
		id: "help",
		head: "Состояние и чем помочь",
		span: true,
		cell: (row) => (
			<>
				<StatusTag state={row.state} small {...(row.application ? {} : { tone: "draft", sign: "dash" })}>
					{row.short}
				</StatusTag>
				<Second>{row.help}</Second>
			</>
		),
	},
	{
		id: "acts",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) => (
			<RowActs>
				<a href={row.helpSheet} download>
					Памятка (Word)
					<RowName>{row.fullName}</RowName>
				</a>
				{row.application ? (
					<Link to={row.application}>
						Открыть заявление
						<RowName>{row.fullName}</RowName>
					</Link>
				) : null}
			</RowActs>
		),
	},
]

export default function SchoolTeachers() {
	const { rows, total, pageSize, page, query } = useLoaderData<typeof loader>()
	const { name } = query
	return (
		<>
			<PageHead
				title="Педагоги без заявления"
				lead="Ещё не подавали заявление от Вашей организации или не закончили его. В памятке — имя пользователя, адрес системы и что сделать; пароля в ней нет."
			/>
			<Page className="stack">
				<Filters label="Отбор педагогов" resetTo={name ? paths.schoolTeachers() : undefined}>
					<SearchField
						name="name"
						label="Фамилия, имя или отчество"
						hint={SEARCH_OF_PEOPLE}
						defaultValue={name}
					/>
				</Filters>
				<ListTable
					sorted={SORTED_COLUMNS.schoolTeachers}
					caption="Педагоги организации, которые не подали заявление"
					hideCaption
					columns={columns}
					rows={rows}
					rowKey={(row) => row.id}
					empty={
						name ? (
							<Empty title="Таких педагогов нет" sign="info">
								Проверьте фамилию или сбросьте отбор.
							</Empty>
						) : (
							<Empty title="Педагогов без заявления нет">
								Все, кто зарегистрировался и указал Вашу организацию, заявление подали. Кто не
								зарегистрировался, делает это сам на странице входа.
							</Empty>
						)
					}
				/>
				<Pager page={page} pageSize={pageSize} total={total} />
			</Page>
		</>
	)
}
