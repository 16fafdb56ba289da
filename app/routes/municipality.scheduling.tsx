import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { useLoaderData, useLocation } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { Filters } from "#app/components/filters.tsx"
import { Field, Select } from "#app/components/forms.tsx"
import { PageHead } from "#app/components/page-head.tsx"
import { Pager } from "#app/components/pager.tsx"
import { SchedulingTable } from "#app/components/scheduling-table.tsx"
import { Page } from "#app/components/wrap.tsx"
import {
	SCHEDULING_PAGE_SIZE,
	SchedulingQuerySchema,
	viewScheduling,
} from "#app/domain/application/scheduling.view.server.ts"
import { now } from "#app/utils/clock.server.ts"
import { paths } from "#app/utils/paths.ts"
import { withPage } from "#app/utils/query.ts"

export { ErrorBoundary } from "#app/components/error-boundary.tsx"

export const meta: MetaFunction = () => [{ title: "Заполнение графика проведения аттестации — «Аттестация»" }]

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	const query = SchedulingQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	const view = await viewScheduling({ actor, query, now: now() })
	return { ...view, query, pageSize: SCHEDULING_PAGE_SIZE }
}

const EXPERTS = ["0", "1", "2"].map((count) => ({ value: count, label: count }))

export default function SchedulingPage() {
	const { rows, total, periods, query, pageSize } = useLoaderData<typeof loader>()
	const { search } = useLocation()
	const filtered = query.period || query.experts || query.q
	return (
		<>
			<PageHead
				title="Общий список педагогических работников для формирования графика проведения аттестации"
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					{ label: "Заполнение графика проведения аттестации" },
				]}
				lead="Только заявления, которые рассматриваются на общих основаниях. Назначьте период и двух специалистов."
			>
				<div className="mt-5">
					<Filters
						label="Отбор педагогов"
						submit="Фильтровать"
						resetTo={filtered ? paths.scheduling() : undefined}
					>
						<Select
							name="period"
							label="Период аттестации"
							options={periods}
							placeholder="Все"
							defaultValue={query.period}
						/>
						<Select
							name="experts"
							label="Назначено экспертов"
							options={EXPERTS}
							placeholder="Сколько угодно"
							defaultValue={query.experts}
						/>
						<Field
							name="q"
							type="search"
							label="Фамилия, имя, отчество"
							className="filters__search"
							defaultValue={query.q}
						/>
					</Filters>
				</div>
			</PageHead>
			<Page>
				<SchedulingTable
					rows={rows}
					list={search.length > 1 ? `?list=${encodeURIComponent(search.slice(1))}` : ""}
					filtered={Boolean(filtered)}
				/>
				<Pager
					page={query.page}
					pageSize={pageSize}
					total={total}
					label="Страницы списка"
					href={(page) => withPage(search, page)}
				/>
			</Page>
		</>
	)
}
