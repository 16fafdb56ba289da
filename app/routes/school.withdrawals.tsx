import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { WithdrawalFiling } from "#app/components/application/withdrawal-filing.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { Filters, SEARCH_OF_APPLICATIONS, SearchField } from "#app/components/ui/filters.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { ListTable } from "#app/components/ui/list-table.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { type Column, RowName, Second } from "#app/components/ui/table.tsx"
import { FormPage, Page } from "#app/components/ui/wrap.tsx"
import { schoolQuery } from "#app/domain/application/overview/school-list.query.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { viewOwnWithdrawal } from "#app/domain/withdrawal/own-withdrawal.view.server.ts"
import {
	viewSchoolWithdrawals,
	type WithdrawableRow,
} from "#app/domain/withdrawal/school-withdrawals.view.server.ts"
import { answerWithdrawal } from "#app/http/withdrawal.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Отзыв заявления")

const chosenIn = (request: Request) => new URL(request.url).searchParams.get("application")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "school_coordinator")
	const applicationId = chosenIn(request)
	if (applicationId)
		return { list: null, view: await viewOwnWithdrawal({ actor, applicationId, now: now() }).catch(raise) }
	const query = schoolQuery(new URL(request.url).searchParams)
	return { list: await viewSchoolWithdrawals({ actor, query }), view: null }
}

export async function action({ request }: ActionFunctionArgs) {
	await requireRole(request, "school_coordinator")
	const applicationId = chosenIn(request)
	if (!applicationId) return raise(notFound())
	return answerWithdrawal(request, { applicationId, back: paths.schoolWithdrawals(applicationId) })
}

const columns: readonly Column<WithdrawableRow>[] = [
	{
		id: "name",
		head: "ФИО, должность",
		rowHead: true,
		cell: (row) => (
			<>
				{row.fullName}
				<Second>{row.position}</Second>
			</>
		),
	},
	{ id: "claimed", head: "Заявленная категория", cell: (row) => row.claimedCategory },
	{
		id: "state",
		head: "Заявление",
		cell: (row) => (
			<StatusTag state={row.state} small>
				{row.short}
			</StatusTag>
		),
	},
	{
		id: "withdrawal",
		head: "Заявление на отзыв",
		cell: (row) =>
			row.withdrawal ? (
				<>
					<StatusTag state={row.withdrawal.state} subject="withdrawal" small>
						{row.withdrawal.short}
					</StatusTag>
					<Second>{row.withdrawal.reason}</Second>
				</>
			) : (
				"не сформировано"
			),
	},
	{
		id: "acts",
		head: "Действие",
		span: true,
		th: "",
		cell: (row) => (
			<Link to={paths.schoolWithdrawals(row.id)}>
				{row.withdrawal ? "Открыть" : "Указать причину"}
				<RowName>{row.fullName}</RowName>
			</Link>
		),
	},
]

export default function SchoolWithdrawals() {
	const { list, view } = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>() ?? null
	if (view)
		return (
			<>
				<PageHead
					title={view.teacher}
					crumbs={[{ label: "Отзыв заявления", to: paths.schoolWithdrawals() }, { label: view.teacher }]}
					tag={<StatusTag state={view.applicationState}>{view.applicationShort}</StatusTag>}
					lead="Отзыв за педагога, который по уважительной причине не может сделать это сам. В заявлении на отзыв будут указаны Ваши имя и должность."
				/>
				<FormPage>
					<WithdrawalFiling view={view} cabinet="school" refusal={refusal} />
				</FormPage>
			</>
		)
	return (
		<>
			<PageHead
				title="Отзыв заявления"
				lead="Заявления педагогов организации, которые ещё можно отозвать, и те, по которым отзыв уже был."
			/>
			<Page className="stack">{list ? <WithdrawableList list={list} /> : null}</Page>
		</>
	)
}

type List = Awaited<ReturnType<typeof viewSchoolWithdrawals>>

function WithdrawableList({ list: { rows, total, pageSize, page, query } }: { list: List }) {
	const { name } = query
	return (
		<>
			<Filters label="Поиск заявления" resetTo={name ? paths.schoolWithdrawals() : undefined}>
				<SearchField
					name="name"
					label="Фамилия, имя или отчество"
					hint={SEARCH_OF_APPLICATIONS}
					defaultValue={name}
				/>
			</Filters>
			<ListTable
				sorted={SORTED_COLUMNS.schoolWithdrawals}
				caption="Заявления, которые можно отозвать"
				hideCaption
				columns={columns}
				rows={rows}
				rowKey={(row) => row.id}
				empty={
					<Empty title={name ? "Таких заявлений нет" : "Отзывать нечего"}>
						{name ? "Измените часть имени." : "Ни одно заявление организации ещё не подано."}
					</Empty>
				}
			/>
			<Pager page={page} pageSize={pageSize} total={total} />
		</>
	)
}
