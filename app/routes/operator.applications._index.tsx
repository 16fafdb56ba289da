import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData, useLocation } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { ApplicationFilters } from "#app/components/operator/application-filters.tsx"
import { Empty, TermLeft } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { ListTable } from "#app/components/ui/list-table.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { type Column, RowLink, rowToneOfTerm, Second } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	listForOperator,
	type OperatorList,
} from "#app/domain/application/overview/operator-list.view.server.ts"
import { isFiltered, operatorQuery } from "#app/domain/application/overview/operator-query.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Заявления области")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const query = operatorQuery(new URL(request.url).searchParams)
	return listForOperator({ actor, query, now: now() }).catch(raise)
}

type Row = OperatorList["rows"][number]

const columns: readonly Column<Row>[] = [
	{
		id: "name",
		head: "Педагогический работник",
		rowHead: true,
		cell: (row) => (
			<RowLink to={paths.operatorApplication(row.id)} name={row.name}>
				{row.place}
			</RowLink>
		),
	},
	{ id: "municipality", head: "Муниципалитет", cell: (row) => row.municipality },
	{ id: "claim", head: "Заявленная категория, форма", cell: (row) => row.claim || "не указано" },
	{ id: "period", head: "Период", cell: (row) => row.period || "без периода" },
	{
		id: "state",
		head: "Состояние",
		cell: (row) => (
			<>
				<StatusTag state={row.state} small>
					{row.short}
				</StatusTag>
				<Second>{`с ${row.since}`}</Second>
				{row.term ? <TermLeft tone={row.term.tone}>{row.term.text}</TermLeft> : null}
			</>
		),
	},
]

export default function OperatorApplications() {
	const { search } = useLocation()
	const { rows, page, more, total, pageSize, query, ...choices } = useLoaderData<typeof loader>()
	const filtered = isFiltered(query)
	return (
		<>
			<PageHead
				title="Заявления области"
				lead="Сверху те, кто дольше всех ждёт в своём состоянии. Откройте заявление, чтобы увидеть всё о нём и действовать."
				acts={
					<ButtonLink to={paths.operatorPrint() + search} tone="second" small sign="down">
						Выгрузить файлы найденных
					</ButtonLink>
				}
			/>
			<Page className="stack">
				<ApplicationFilters
					query={query}
					{...choices}
					resetTo={filtered ? paths.operatorApplications() : undefined}
				/>
				<ListTable
					sorted={SORTED_COLUMNS.applications}
					caption="Заявления области"
					hideCaption
					columns={columns}
					rows={rows}
					rowKey={(row) => row.id}
					rowTone={(row) => rowToneOfTerm(row.term?.tone)}
					empty={
						<Empty title={filtered ? "Таких заявлений нет" : "Заявлений пока нет"} sign="info">
							{filtered
								? "Измените состояние, муниципалитет, период, процедуру или часть имени."
								: "Они появятся, когда первый педагог начнёт заполнять своё."}
						</Empty>
					}
				/>
				<Pager page={page} pageSize={pageSize} total={total} more={more} />
			</Page>
		</>
	)
}
