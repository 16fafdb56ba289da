import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { Link } from "#app/components/ui/link.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { type Column, DataTable, RowActs, RowName, Second } from "#app/components/ui/table.tsx"
import { Tag } from "#app/components/ui/tag.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { type TemplatesView, viewTemplates } from "#app/domain/template/templates.view.server.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Шаблоны документов")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewTemplates({ actor }).catch(raise)
}

const columns: readonly Column<TemplatesView["forms"][number]>[] = [
	{ id: "form", head: "Документ", rowHead: true, cell: (row) => <Link to={row.to}>{row.title}</Link> },
	{
		id: "inForce",
		head: "Действует шаблон",
		cell: (row) => (
			<>
				<Tag tone={row.changed ? "go" : "calm"} sign="check" small>
					{row.inForce}
				</Tag>
				{row.since ? <Second>{row.since}</Second> : null}
			</>
		),
	},
	{ id: "versions", head: "Загружено", cell: (row) => row.uploaded || "не изменялся" },
	{
		id: "acts",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) => (
			<RowActs>
				<a href={row.download}>
					Скачать шаблон
					<RowName>{row.title}</RowName>
				</a>
				<Link to={row.to}>
					Изменить
					<RowName>{row.title}</RowName>
				</Link>
			</RowActs>
		),
	},
]

export default function Templates() {
	const { forms } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Шаблоны документов"
				lead="Скачайте шаблон, измените его в Word и загрузите: система проверит метки и покажет заполненный образец. Уже сформированные документы не меняются."
			/>
			<Page>
				<DataTable
					caption="Документы и действующие шаблоны"
					hideCaption
					columns={columns}
					rows={forms}
					rowKey={(row) => row.id}
				/>
			</Page>
		</>
	)
}
