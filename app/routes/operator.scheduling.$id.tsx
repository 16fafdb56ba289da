import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { useArrival } from "#app/components/forms/use-arrival.ts"
import { AssignmentForm } from "#app/components/municipality/scheduling-assignment.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { pickedSeats, viewAssignment } from "#app/domain/application/scheduling/assignment.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data: view }) =>
	view ? `Заполнение графика: ${view.application.fullName}` : "Страница не найдена",
)

/** An operator assigns if a municipality has no coordinator, or only the teacher. Otherwise the page says whose task it is. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const picked = pickedSeats(new URL(request.url).searchParams)
	return viewAssignment({ actor, id: param(params, "id"), picked, list: null, now: now() }).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	await requireRole(request, "operator")
	const id = param(params, "id")
	return actHere(request, { subject: "application", id, back: paths.operatorApplication(id) })
}

export default function OperatorAssignment() {
	const view = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()
	const { application } = view
	const back = paths.operatorApplication(application.id)
	return (
		<>
			<PageHead
				title={application.fullName}
				crumbs={[
					{ label: "Заявления", to: paths.operatorApplications() },
					{ label: application.fullName, to: back },
					{ label: "Период и специалисты" },
				]}
				tag={<StatusTag state={application.state}>{application.short}</StatusTag>}
				lead="В этом муниципалитете заявление некому вести: период и специалистов назначает оператор."
			/>
			<AssignmentForm
				key={`${application.id} ${application.version} ${useArrival()}`}
				view={view}
				cabinet="operator"
				list=""
				refusal={refusal}
				back={back}
				here={paths.operatorScheduling(application.id)}
				next={null}
			/>
		</>
	)
}
