import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { type Column, DataTable, RowLink } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { listStanding, type StandingList } from "#app/domain/machine/standing-list.view.server.ts"
import { standingQuery } from "#app/domain/machine/standing-query.server.ts"
import { pageOf } from "#app/utils/address.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle<typeof loader>(({ data }) =>
	data ? `${data.title}: ${data.short}` : "Статусы",
)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const [name, state] = [param(params, "machine"), param(params, "state")]
	const { searchParams } = new URL(request.url)
	const [page, query] = [pageOf(searchParams), standingQuery(searchParams)]
	return listStanding({ actor, name, state, page, query }).catch(raise)
}

type Row = StandingList["rows"][number]

const columns: readonly Column<Row>[] = [
	{
		id: "name",
		head: "Что",
		rowHead: true,
		cell: (row) => (
			<RowLink to={row.to} name={row.name}>
				{row.note}
			</RowLink>
		),
	},
	{ id: "since", head: "В этом состоянии с", cell: (row) => row.since },
]

export default function Standing() {
	const { name, title, state, short, rows, total, page, pageSize, query, only } =
		useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={`${title}: ${short}`}
				crumbs={[
					{ label: "Статусы", to: paths.operatorMachines() },
					{ label: title, to: paths.operatorMachine(name, query) },
					{ label: short },
				]}
				tag={
					<StatusTag state={state} subject={name}>
						{short}
					</StatusTag>
				}
				lead={`${only ? `${only}. ` : ""}Сверху те, кто дольше всех в этом состоянии.`}
			/>
			<Page className="stack">
				{only ? (
					<p>
						<a href={paths.operatorMachineState(name, state)}>Показать всю область</a>
					</p>
				) : null}
				<DataTable
					caption={`${title}: ${short}`}
					hideCaption
					columns={columns}
					rows={rows}
					rowKey={(row) => row.id}
					empty={
						<Empty title="Сейчас здесь никого нет">
							{only
								? "Посмотрите всю область или вернитесь к схеме и выберите другое состояние."
								: "Вернитесь к схеме и выберите другое состояние."}
						</Empty>
					}
				/>
				<Pager page={page} pageSize={pageSize} total={total} />
			</Page>
		</>
	)
}
