import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import type { ActingOn } from "#app/components/acts/acting-on.ts"
import { AcceptBar, papersOfConclusion } from "#app/components/application/conclusion-bench.tsx"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { CONCLUSION_KEYS, ConclusionData, RETURN } from "#app/components/operator/conclusion-bench.tsx"
import { Bench } from "#app/components/workbench/bench.tsx"
import { FoldLink } from "#app/components/workbench/fold-link.tsx"
import { Viewer } from "#app/components/workbench/viewer.tsx"
import { viewConclusionBench } from "#app/domain/application/assessment/conclusion-bench.view.server.ts"
import {
	conclusionsQuery,
	filtersOfConclusions,
} from "#app/domain/application/assessment/operator-conclusions.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) =>
	data ? `Заключение: ${data.shown.fullName}` : "Страница не найдена",
)

const queryOf = (request: Request) => conclusionsQuery(new URL(request.url).searchParams)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const query = queryOf(request)
	const shown = await viewConclusionBench({ actor, id: param(params, "id"), query, now: now() }).catch(raise)
	return { shown, list: filtersOfConclusions(query) }
}

export async function action({ request, params }: ActionFunctionArgs) {
	await requireRole(request, "operator")
	const back = paths.operatorConclusions(filtersOfConclusions(queryOf(request)))
	return actHere(request, { subject: "application", id: param(params, "id"), back })
}

export default function ConclusionBenchPage() {
	const { shown, list } = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()
	const { place, total, previous, next, onward } = shown.neighbours
	const at = (id: string | null) => (id ? paths.conclusionBench(id, list) : null)
	const returnTo = at(onward) ?? paths.operatorConclusions(list)
	const on: ActingOn = {
		noun: "application",
		cabinet: "operator",
		id: shown.id,
		version: shown.version,
		events: shown.events,
		refusal,
		returnTo,
	}
	return (
		<>
			<Bench
				crumbs={[
					{ label: "Итоговые заключения", to: paths.operatorConclusions(list) },
					{ label: place ? `Заключение ${place} из ${total}` : "Заключение" },
				]}
				previous={at(previous)}
				next={at(next)}
				keys={CONCLUSION_KEYS}
				title={
					<>
						<h1>{shown.fullName}</h1>
						<div className="cluster">
							<StatusTag state={shown.state} small>
								{shown.short}
							</StatusTag>
						</div>
					</>
				}
				viewer={
					<Viewer key={shown.id} papers={papersOfConclusion(shown)} label={`Документы: ${shown.fullName}`} />
				}
			>
				<ConclusionData key={shown.id} shown={shown} on={on} />
			</Bench>
			<AcceptBar application={shown} onward={onward !== null} returnTo={returnTo}>
				{shown.events[RETURN]?.possible ? <FoldLink to="return">Вернуть</FoldLink> : null}
			</AcceptBar>
		</>
	)
}
