import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { AttestationActs } from "#app/components/municipality/attestation-acts.tsx"
import { AttestationSide } from "#app/components/municipality/attestation-side.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { SplitView } from "#app/components/ui/wrap.tsx"
import { viewAttestationOf } from "#app/domain/application/assessment/attestation.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) =>
	data ? `Аттестация: ${data.application.fullName}` : "Страница не найдена",
)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	const id = param(params, "id")
	return { application: await viewAttestationOf({ actor, id, now: now() }).catch(raise) }
}

export async function action({ request, params }: ActionFunctionArgs) {
	await requireRole(request, "municipal_coordinator")
	const id = param(params, "id")
	return actHere(request, { subject: "application", id, back: paths.attestationOf(id) })
}

export default function AttestationOfPage() {
	const { application } = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()
	return (
		<>
			<PageHead
				title={application.fullName}
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					{ label: "Аттестация педагогических работников", to: paths.municipalityAttestation() },
					{ label: application.fullName },
				]}
				tag={<StatusTag state={application.state}>{application.short}</StatusTag>}
			/>
			<SplitView
				narrowSide
				main={<AttestationActs key={application.version} application={application} refusal={refusal} />}
				side={<AttestationSide application={application} />}
			/>
		</>
	)
}
