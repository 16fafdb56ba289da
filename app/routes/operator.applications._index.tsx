import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { Select } from "#app/components/forms/forms.tsx"
import { Empty, TermLeft } from "#app/components/ui/alert.tsx"
import {
	ByMunicipality,
	ByPeriod,
	Filters,
	SEARCH_OF_APPLICATIONS,
	SearchField,
} from "#app/components/ui/filters.tsx"
import { ListTable } from "#app/components/ui/list-table.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { type Column, RowLink, rowToneOfTerm, Second } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	listForOperator,
	type OperatorList,
} from "#app/domain/application/overview/operator-list.view.server.ts"
import { operatorQuery } from "#app/domain/application/overview/operator-query.ts"
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
			<RowLink to={row.to} name={row.name}>
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
				<Second>с {row.since}</Second>
				{row.term ? <TermLeft tone={row.term.tone}>{row.term.text}</TermLeft> : null}
			</>
		),
	},
]

export default function OperatorApplications() {
	const { rows, page, more, total, pageSize, query, ...choices } = useLoaderData<typeof loader>()
	const filtered = query.state !== "" || query.municipality !== "" || query.period !== "" || query.name !== ""
	return (
		<>
			<PageHead
				title="Заявления области"
				lead="Сверху те, кто дольше всех ждёт в своём состоянии. Откройте заявление, чтобы увидеть всё о нём и действовать."
			/>
			<Page className="stack">
				<ListFilters
					query={query}
					{...choices}
					resetTo={filtered ? paths.operatorApplications() : undefined}
				/>
				<ListTable
					sorted={["name", "municipality", "claim", "state"]}
					caption="Заявления области"
					hideCaption
					columns={columns}
					rows={rows}
					rowKey={(row) => row.id}
					rowTone={(row) => rowToneOfTerm(row.term?.tone)}
					empty={
						<Empty title={filtered ? "Таких заявлений нет" : "Заявлений пока нет"}>
							{filtered
								? "Измените состояние, муниципалитет, период или часть имени."
								: "Они появятся, когда первый педагог начнёт заполнять своё."}
						</Empty>
					}
				/>
				<Pager page={page} pageSize={pageSize} total={total} more={more} />
			</Page>
		</>
	)
}

type FiltersProps = Pick<OperatorList, "query" | "groups" | "states" | "municipalities" | "periods"> & {
	resetTo: string | undefined
}

function ListFilters({ query, groups, states, municipalities, periods, resetTo }: FiltersProps) {
	return (
		<Filters label="Отбор заявлений" resetTo={resetTo}>
			<Select
				name="state"
				label="Состояние"
				placeholder="Все"
				options={[]}
				groups={[
					{ label: "Чего ждут", options: groups },
					{ label: "Состояние заявления", options: states },
				]}
				defaultValue={query.state}
				width="medium"
			/>
			<ByMunicipality options={municipalities} chosen={query.municipality} />
			<ByPeriod options={periods} chosen={query.period} />
			<SearchField
				name="name"
				label="Фамилия, имя, отчество"
				hint={SEARCH_OF_APPLICATIONS}
				defaultValue={query.name}
			/>
		</Filters>
	)
}
