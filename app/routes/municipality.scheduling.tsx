import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData, useLocation } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { Select } from "#app/components/forms/forms.tsx"
import { MunicipalityList } from "#app/components/municipality/list.tsx"
import { SchedulingTable } from "#app/components/municipality/scheduling-table.tsx"
import {
	SchedulingQuerySchema,
	viewScheduling,
} from "#app/domain/application/scheduling/scheduling.view.server.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Заполнение графика проведения аттестации")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const asked = SchedulingQuerySchema.parse({ ...Object.fromEntries(query), municipality: municipality.code })
	return { ...(await viewScheduling({ actor, query: asked, now: now() })), municipality }
}

const EXPERTS = ["0", "1", "2"].map((count) => ({ value: count, label: count }))

export default function SchedulingPage() {
	const { rows, total, periods, query, municipality, pageSize } = useLoaderData<typeof loader>()
	const { search } = useLocation()
	const filtered = Boolean(query.period || query.experts || query.q)
	return (
		<MunicipalityList
			title="Общий список педагогических работников для формирования графика проведения аттестации"
			crumb="Заполнение графика проведения аттестации"
			lead="Только заявления, которые рассматриваются на общих основаниях. Назначьте период и двух специалистов."
			municipality={municipality}
			q={query.q}
			resetTo={filtered ? paths.scheduling() : undefined}
			pages={{ page: query.page, pageSize, total }}
			filters={
				<>
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
				</>
			}
		>
			<SchedulingTable
				rows={rows}
				list={search.length > 1 ? `?list=${encodeURIComponent(search.slice(1))}` : ""}
				filtered={filtered}
			/>
		</MunicipalityList>
	)
}
