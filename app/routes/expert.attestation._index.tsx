import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { CopyValue } from "#app/components/expert/copy.tsx"
import { ConclusionTemplate } from "#app/components/expert/template.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { Filters, SEARCH_OF_APPLICATIONS, SearchField } from "#app/components/ui/filters.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { ListTable } from "#app/components/ui/list-table.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { type Column, RowLink, RowName, Second } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	type ExpertListRow,
	ExpertQuerySchema,
	viewExpertList,
} from "#app/domain/application/assessment/expert-attestation.view.server.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Аттестация педагогических работников")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "expert")
	const query = ExpertQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	return viewExpertList({ actor, query })
}

const ANSWERS = { accepted: "Вы приняли к работе", declined: "Вы ответили «Не могу»" } as const

const columns: readonly Column<ExpertListRow>[] = [
	{ id: "period", head: "Период", cell: (row) => row.period },
	{
		id: "name",
		head: "ФИО",
		rowHead: true,
		cell: (row) => (
			<RowLink to={row.to} name={row.name}>
				{row.organisation}
			</RowLink>
		),
	},
	{
		id: "position",
		head: "Должность, предмет",
		span: true,
		cell: (row) => (
			<>
				{row.position}
				{row.subject ? <Second>{row.subject}</Second> : null}
			</>
		),
	},
	{
		id: "category",
		head: "Заявленная категория, форма",
		cell: (row) => (
			<>
				{row.category}
				<Second>{row.attestationForm}</Second>
			</>
		),
	},
	{
		id: "appointed",
		head: "Дата назначения на должность",
		span: true,
		cell: (row) =>
			row.appointedOn ? (
				<CopyValue value={row.appointedOn} what={`дата назначения, ${row.name}`} />
			) : (
				"не указана"
			),
	},
	{
		id: "papers",
		head: "Заявление и материалы",
		cell: (row) => <Papers row={row} />,
	},
	{
		id: "state",
		head: "Состояние",
		cell: (row) => (
			<>
				<StatusTag state={row.state} small>
					{row.short}
				</StatusTag>
				{row.answer ? <Second>{ANSWERS[row.answer as keyof typeof ANSWERS]}</Second> : null}
			</>
		),
	},
]

function Papers({ row }: { row: ExpertListRow }) {
	return (
		<>
			<p>
				<a href={row.applicationHref}>
					Заявление
					<RowName>{row.name}</RowName>
				</a>
			</p>
			<p>
				<Link to={`${row.to}#papers`}>
					Материалы: {row.evidence}
					<RowName>{row.name}</RowName>
				</Link>
			</p>
			{row.lessons.map((lesson, index) => (
				<p key={lesson}>
					<a href={lesson} rel="noreferrer" target="_blank">
						Занятие {index + 1}
						<RowName>{row.name}</RowName>
					</a>
				</p>
			))}
		</>
	)
}

export default function ExpertAttestation() {
	const { rows, total, page, pageSize, query } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Аттестация педагогических работников"
				lead="Обратите внимание на период, заявленную категорию и форму аттестации. Заявление видно Вам от утверждения графика до решения комиссии."
			/>
			<Page className="stack-l">
				<ConclusionTemplate />
				<Filters label="Отбор педагогов" resetTo={query.q ? paths.expertAttestation() : undefined}>
					<SearchField name="q" label="ФИО" hint={SEARCH_OF_APPLICATIONS} defaultValue={query.q} />
				</Filters>
				<ListTable
					sorted={SORTED_COLUMNS.assigned}
					caption="Педагогические работники, назначенные Вам"
					columns={columns}
					rows={rows}
					rowKey={(row) => row.id}
					empty={
						query.q ? (
							<Empty title="Таких педагогов нет" sign="info">
								Измените поиск или сбросьте его.
							</Empty>
						) : (
							<Empty title="Сейчас Вам никто не назначен">
								Педагоги появятся здесь после утверждения графика. Вы получите письмо.
							</Empty>
						)
					}
				/>
				<Pager page={page} pageSize={pageSize} total={total} />
			</Page>
		</>
	)
}
