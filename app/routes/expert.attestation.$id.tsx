import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { ExpertActs } from "#app/components/expert/acts.tsx"
import { ExpertPapers, ExpertTeacher } from "#app/components/expert/teacher.tsx"
import { ApplicationRemarks } from "#app/components/operator/application.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { SplitView } from "#app/components/ui/wrap.tsx"
import {
	ensureAssigned,
	viewForExpert,
} from "#app/domain/application/assessment/expert-application.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) => data?.application.fullName ?? "Аттестация")

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "expert")
	return viewForExpert({ actor, id: param(params, "id"), now: now() }).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireRole(request, "expert")
	const id = param(params, "id")
	// An expert may coordinate as well. From this cabinet they may act only on applications assigned to them.
	await ensureAssigned(actor, id).catch(raise)
	return actHere(request, { subject: "application", id, back: paths.expertApplication(id) })
}

export default function ExpertApplication() {
	const view = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()
	const { application } = view
	return (
		<>
			<PageHead
				title={application.fullName}
				crumbs={[
					{ label: "Аттестация педагогических работников", to: paths.expertAttestation() },
					{ label: application.fullName },
				]}
				tag={<StatusTag state={application.state}>{application.short}</StatusTag>}
				lead={`${application.position}, ${application.organisation}`}
			/>
			<SplitView
				main={
					<>
						<ApplicationRemarks application={application} />
						<ExpertActs view={view} refusal={refusal} />
						<ExpertTeacher view={view} />
					</>
				}
				side={<ExpertPapers view={view} />}
			/>
		</>
	)
}
