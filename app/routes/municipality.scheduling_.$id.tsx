import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { useArrival } from "#app/components/forms/use-arrival.ts"
import { AssignmentForm } from "#app/components/municipality/scheduling-assignment.tsx"
import { Neighbours } from "#app/components/ui/button.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { pickedSeats, viewAssignment } from "#app/domain/application/scheduling/assignment.view.server.ts"
import { SchedulingQuerySchema } from "#app/domain/application/scheduling/scheduling.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) =>
	data ? `Заполнение графика: ${data.view.application.fullName}` : "Страница не найдена",
)

/**
 * `list` contains the filters of the list from which the page was opened. The other parameters are what was chosen before
 * «Показать специалистов».
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	const query = new URL(request.url).searchParams
	const list = query.get("list") ?? ""
	const picked = pickedSeats(query)
	const filters = SchedulingQuerySchema.parse(Object.fromEntries(new URLSearchParams(list)))
	const id = param(params, "id")
	const view = await viewAssignment({ actor, id, picked, list: filters, now: now() }).catch(raise)
	return { view, list }
}

export async function action({ request, params }: ActionFunctionArgs) {
	await requireRole(request, "municipal_coordinator")
	return actHere(request, { subject: "application", id: param(params, "id"), back: paths.scheduling() })
}

export default function AssignmentPage() {
	const { view, list } = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()
	const { application, neighbours } = view
	const query = list ? `?list=${encodeURIComponent(list)}` : ""
	const neighbour = (id: string | null) => id && paths.schedulingOf(id, query)
	return (
		<>
			<PageHead
				title={application.fullName}
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					{ label: "Заполнение графика", to: `${paths.scheduling()}${list ? `?${list}` : ""}` },
				]}
				tag={
					<>
						<StatusTag state={application.state}>{application.short}</StatusTag>
						{application.journal ? (
							<span className="small">
								журнал № {application.journal.number} от {application.journal.on}
							</span>
						) : null}
					</>
				}
				acts={
					<Neighbours
						label="Соседние заявления"
						previous={neighbour(neighbours.previous)}
						next={neighbour(neighbours.next)}
					/>
				}
			/>
			<AssignmentForm
				key={`${application.id} ${application.version} ${useArrival()}`}
				view={view}
				cabinet="municipality"
				list={list}
				refusal={refusal}
				back={`${paths.scheduling()}${list ? `?${list}` : ""}`}
				here={paths.schedulingOf(application.id, query)}
				next={neighbour(neighbours.next)}
			/>
		</>
	)
}
