import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData, useLocation } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { useRefusalOrKept } from "#app/components/acts/kept-form.ts"
import { Refusable, Select } from "#app/components/forms/forms.tsx"
import { BulkAssignment } from "#app/components/municipality/bulk-assignment.tsx"
import { MunicipalityList } from "#app/components/municipality/list.tsx"
import { SchedulingTable } from "#app/components/municipality/scheduling-table.tsx"
import { pairChoices, planAssignment } from "#app/domain/application/scheduling/plan-assignment.server.ts"
import {
	SchedulingQuerySchema,
	viewScheduling,
} from "#app/domain/application/scheduling/scheduling.view.server.ts"
import { toPreview } from "#app/http/batch.server.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { refusal } from "#app/utils/http/http.server.ts"
import { PICKED } from "#app/utils/http/kept-form.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Заполнение графика проведения аттестации")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const asked = SchedulingQuerySchema.parse({ ...Object.fromEntries(query), municipality: municipality.code })
	const view = await viewScheduling({ actor, query: asked, now: now() })
	const open = view.openPeriods.map(({ value }) => value)
	const pair = await pairChoices(municipality.code, open)
	return { ...view, municipality, pair }
}

/** One period and one pair of experts for several applications. The next page shows which applications are concerned. */
export async function action({ request }: ActionFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const sent = await receiveForm(request)
	const form = sent.texts()
	const picked = sent.getAll(PICKED)
	const found = SchedulingQuerySchema.parse({ ...Object.fromEntries(query), municipality: municipality.code })
	try {
		const which = form.all ? { found } : { ids: picked }
		const plan = await planAssignment({ actor, which, form, now: now() })
		return await toPreview(request, plan, { actor, cabinet: "municipality", sent })
	} catch (error) {
		return refusal(error, form, picked)
	}
}

const EXPERTS = ["0", "1", "2"].map((count) => ({ value: count, label: count }))

export default function SchedulingPage() {
	const { rows, page, more, total, periods, query, municipality, pageSize, pair, openPeriods } =
		useLoaderData<typeof loader>()
	const refused = useRefusalOrKept(useActionData<typeof action>())
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
			pages={{ page, pageSize, total, more }}
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
			<Refusable refusal={refused}>
				<BulkAssignment periods={openPeriods} pair={pair} found={total} refusal={refused} />
				<SchedulingTable
					rows={rows}
					list={search.length > 1 ? `?list=${encodeURIComponent(search.slice(1))}` : ""}
					filtered={filtered}
				/>
			</Refusable>
		</MunicipalityList>
	)
}
