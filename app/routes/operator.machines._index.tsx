import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { OperatorReplay } from "#app/components/operator/replay.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { type Column, DataTable, RowLink } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { type MachinesView, viewMachines } from "#app/domain/machine/machine.view.server.ts"
import { viewReplay } from "#app/domain/replay/replay.view.server.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"
import { thousands } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Статусы")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const [view, replay] = await Promise.all([
		viewMachines({ actor, now: now() }).catch(raise),
		viewReplay({ actor }).catch(raise),
	])
	return { ...view, replay }
}

type Row = MachinesView["machines"][number]

const columns: readonly Column<Row>[] = [
	{
		id: "machine",
		head: "Схема",
		rowHead: true,
		cell: (row) => (
			<RowLink to={row.to} name={row.title}>
				{row.purpose}
			</RowLink>
		),
	},
	{ id: "total", head: "Всего", cell: (row) => row.total },
	{
		id: "states",
		head: "В каждом состоянии",
		span: true,
		cell: (row) => (
			<ul className="standings">
				{row.states.map((state) => (
					<li key={state.path}>
						<StatusTag state={state.path} subject={row.name} small>
							{state.short}
						</StatusTag>{" "}
						{state.count > 0 ? <Link to={state.to}>{thousands(state.count)}</Link> : "0"}
					</li>
				))}
			</ul>
		),
	},
	{
		id: "quarantined",
		head: "Отложено",
		end: true,
		cell: (row) =>
			row.quarantined > 0 ? <Link to={paths.operatorRepairs()}>{thousands(row.quarantined)}</Link> : "0",
	},
	{ id: "version", head: "Версия", end: true, cell: (row) => row.version },
]

export default function Machines() {
	const { machines, replay } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Статусы"
				lead="Каждая схема нарисована по тому самому описанию, по которому система решает, что возможно. Откройте схему, чтобы увидеть, где сейчас заявления, кто и что может сделать."
			/>
			<Page className="stack">
				<DataTable
					caption="Схемы состояний"
					hideCaption
					columns={columns}
					rows={machines}
					rowKey={(row) => row.name}
					rowTone={(row) => (row.quarantined > 0 ? "late" : undefined)}
				/>
				<OperatorReplay replay={replay} returnTo={paths.operatorMachines()} />
			</Page>
		</>
	)
}
