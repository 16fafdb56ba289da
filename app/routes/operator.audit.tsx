import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { Field, Select } from "#app/components/forms/forms.tsx"
import { WHAT, WHEN, WHO, WHOSE } from "#app/components/operator/audit.tsx"
import { Alert, Empty } from "#app/components/ui/alert.tsx"
import { Filters, SearchField } from "#app/components/ui/filters.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { ListTable } from "#app/components/ui/list-table.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { type AuditView, viewAudit } from "#app/domain/audit/audit.view.server.ts"
import { auditQuery } from "#app/domain/audit/audit-query.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Проверка действий")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewAudit({ actor, query: auditQuery(new URL(request.url).searchParams) }).catch(raise)
}

const COLUMNS = [WHEN, WHO, WHAT, WHOSE]

export default function Audit() {
	const { rows, page, more, total, pageSize, query, kinds, acts, chain } = useLoaderData<typeof loader>()
	const { show, act, who, whose, from, until } = query
	const isFiltered = Boolean(act || who || whose || from || until)
	return (
		<>
			<PageHead
				title="Проверка действий"
				lead="Кто что сделал в системе и кто смотрел чьи персональные данные. Записи нельзя ни изменить, ни удалить."
			/>
			<Page className="stack">
				<Chain chain={chain} />
				<Filters label="Отбор записей" resetTo={isFiltered ? paths.operatorAudit({ show }) : undefined}>
					<Select name="show" label="Что показать" options={kinds} defaultValue={show} />
					<Select
						key={show}
						name="act"
						label="Какое действие"
						placeholder="Любое"
						{...acts}
						defaultValue={act}
					/>
					<SearchField name="who" label="Кто: имя или логин" defaultValue={who} />
					<SearchField name="whose" label="Чьи данные: имя или логин" defaultValue={whose} />
					<Field name="from" label="С какого дня" type="date" defaultValue={from} width="short" />
					<Field name="until" label="По какой день" type="date" defaultValue={until} width="short" />
				</Filters>
				<ListTable
					sorted={SORTED_COLUMNS.audit}
					caption="Записи"
					hideCaption
					columns={COLUMNS}
					rows={rows}
					rowKey={(row) => row.id}
					empty={
						<Empty title={isFiltered ? "Таких записей нет" : "Записей пока нет"}>
							{isFiltered
								? "Измените действие, имя или дни."
								: "Они появятся, когда в системе начнут работать."}
						</Empty>
					}
				/>
				<Pager page={page} pageSize={pageSize} total={total} more={more} />
			</Page>
		</>
	)
}

/** Every row of the journal contains the hash of the one before it. The nightly check computes all of them again. */
function Chain({ chain }: { chain: AuditView["chain"] }) {
	const check = <Link to={paths.operatorReplay()}>Проверить цепочку сейчас</Link>
	if (!chain)
		return (
			<Alert tone="info" title="Цепочка журнала ещё не проверялась">
				<p>{check}</p>
			</Alert>
		)
	if (chain.differenceCount > 0)
		return (
			<Alert tone="bad" title={`Цепочка журнала не сходится: ${chain.differenceCount}`}>
				<p>
					Проверено {chain.at}. <Link to={paths.operatorReplay()}>Посмотреть, что не сходится</Link>
				</p>
			</Alert>
		)
	return (
		<Alert tone="good" title="Цепочка журнала цела">
			<p>
				Проверено {chain.at}, переходов: {chain.transitions}. {check}
			</p>
		</Alert>
	)
}
