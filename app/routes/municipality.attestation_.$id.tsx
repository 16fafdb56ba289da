import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import {
	ACCEPT_KEY,
	AcceptBar,
	ConclusionChecks,
	papersOfConclusion,
} from "#app/components/application/conclusion-bench.tsx"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { AttestationActs } from "#app/components/municipality/attestation-acts.tsx"
import { AttestationSide } from "#app/components/municipality/attestation-side.tsx"
import { Bench } from "#app/components/workbench/bench.tsx"
import { Viewer } from "#app/components/workbench/viewer.tsx"
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
	const { place, total, previous, next, onward } = application.neighbours
	const at = (id: string | null) => (id ? paths.attestationOf(id) : null)
	const afterwards = at(onward) ?? paths.municipalityAttestation()
	return (
		<>
			<Bench
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					{ label: "Аттестация педагогических работников", to: paths.municipalityAttestation() },
					{ label: place ? `Ждёт результата: ${place} из ${total}` : "Заключение" },
				]}
				previous={at(previous)}
				next={at(next)}
				keys={[ACCEPT_KEY]}
				title={
					<>
						<h1>{application.fullName}</h1>
						<div className="cluster">
							<StatusTag state={application.state} small>
								{application.short}
							</StatusTag>
						</div>
					</>
				}
				viewer={
					<Viewer
						key={application.id}
						papers={papersOfConclusion(application)}
						label={`Документы: ${application.fullName}`}
					/>
				}
			>
				<ConclusionChecks application={application} />
				<AttestationActs
					key={application.version}
					application={application}
					refusal={refusal}
					onward={afterwards}
				/>
				<AttestationSide application={application} />
			</Bench>
			<AcceptBar application={application} onward={onward !== null} returnTo={afterwards} />
		</>
	)
}
