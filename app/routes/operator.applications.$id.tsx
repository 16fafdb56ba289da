import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Checks } from "#app/components/application/findings.tsx"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { TwinMark } from "#app/components/application/twin-mark.tsx"
import { Undelivered } from "#app/components/application/undelivered.tsx"
import { OperatorActs } from "#app/components/operator/acts.tsx"
import {
	ApplicationData,
	ApplicationPapers,
	ApplicationRemarks,
	History,
} from "#app/components/operator/application.tsx"
import { OperatorRepair } from "#app/components/operator/repair.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Panel } from "#app/components/ui/panel.tsx"
import { SplitView } from "#app/components/ui/wrap.tsx"
import {
	pickedReplacement,
	viewForOperator,
} from "#app/domain/application/operator-application.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) => data?.application.fullName ?? "Заявление")

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const picked = pickedReplacement(new URL(request.url).searchParams)
	return viewForOperator({ actor, id: param(params, "id"), picked, now: now() }).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	await requireRole(request, "operator")
	const id = param(params, "id")
	return actHere(request, { subject: "application", id, back: paths.operatorApplication(id) })
}

export default function OperatorApplication() {
	const shown = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()
	const { application } = shown
	return (
		<>
			<PageHead
				title={application.fullName}
				crumbs={[{ label: "Заявления", to: paths.operatorApplications() }, { label: application.fullName }]}
				tag={<StatusTag state={application.state}>{application.short}</StatusTag>}
				acts={
					<>
						<ButtonLink to={paths.operatorInspection(application.id)} tone="second">
							Путь заявления
						</ButtonLink>
						<ButtonLink to={shown.letters} tone="second">
							Письма
						</ButtonLink>
					</>
				}
				lead={`${application.position}, ${application.organisation}, ${application.municipality}`}
			/>
			<SplitView
				main={
					<>
						<Undelivered letters={shown.undelivered} />
						<TwinMark twins={shown.twins} />
						<ApplicationRemarks application={application} />
						<OperatorActs {...shown} refusal={refusal} />
						{shown.checks.length > 0 ? <Checks checks={shown.checks} /> : null}
						<ApplicationData application={application} />
					</>
				}
				side={
					<>
						<ApplicationPapers application={application} />
						<Panel title="Что происходило" small>
							<History lines={shown.history} />
						</Panel>
						<OperatorRepair move={shown.move} />
					</>
				}
			/>
		</>
	)
}
