import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Acts, RefusedElsewhere } from "#app/components/acts/acts.tsx"
import { ApplicationFiles } from "#app/components/application/application-files.tsx"
import { ConclusionSigning } from "#app/components/application/conclusion-signing.tsx"
import { EvidenceDocuments } from "#app/components/application/evidence-documents.tsx"
import { filingOn } from "#app/components/application/filing-on.ts"
import { findingTexts } from "#app/components/application/scan-findings.tsx"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { DocsList } from "#app/components/ui/docs-list.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Panel } from "#app/components/ui/panel.tsx"
import { SummaryList } from "#app/components/ui/summary-list.tsx"
import { Timeline } from "#app/components/ui/timeline.tsx"
import { SplitView } from "#app/components/ui/wrap.tsx"
import { viewSchoolApplication } from "#app/domain/application/school-application.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"
import { PAGE } from "#app/workflow/acts.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) => data?.fullName ?? "Заявление")

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "school_coordinator")
	return viewSchoolApplication({ actor, id: param(params, "id"), now: now() }).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	await requireRole(request, "school_coordinator")
	const id = param(params, "id")
	return actHere(request, { subject: "application", id, back: paths.schoolApplication(id) })
}

type View = Awaited<ReturnType<typeof viewSchoolApplication>>

/** The cards and lists of documents contain the forms of these events. */
const DOCUMENTS = ["attachment.add", "attachment.remove"]

export default function SchoolApplication() {
	const view = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>() ?? null
	const { filing } = view
	const on = filingOn(filing, refusal)
	return (
		<>
			<PageHead
				title={view.fullName}
				crumbs={[
					{ label: "Прикрепление документов аттестуемым", to: paths.schoolApplications() },
					{ label: view.fullName },
				]}
				tag={<StatusTag state={filing.state}>{filing.short}</StatusTag>}
				lead={view.data.position}
			/>
			<SplitView
				narrowSide
				main={
					<>
						<RefusedElsewhere on={on} places={[PAGE, "filing", "signing"]} besides={DOCUMENTS} />
						{filing.files || filing.conclusion ? (
							<Alert>
								Вы действуете за педагога: в истории заявления останется, что документы прикрепили Вы.
							</Alert>
						) : null}
						<ApplicationFiles filing={filing} refusal={refusal} />
						<ConclusionSigning filing={filing} refusal={refusal} onBehalf />
						<Acts on={on} />
						{filing.files ? null : <Filed view={view} />}
						<h2>Документы и материалы</h2>
						<EvidenceDocuments evidence={view.evidence} refusal={refusal} />
					</>
				}
				side={
					<>
						<Panel title="Данные" small>
							<PersonalData view={view} />
						</Panel>
						<Panel title="История" small>
							<Timeline entries={view.history} />
						</Panel>
					</>
				}
			/>
		</>
	)
}

function PersonalData({ view: { data, experts } }: { view: View }) {
	return (
		<SummaryList
			dense
			narrow
			items={[
				{ term: "Телефон", value: data.phone },
				{ term: "Почта", value: data.email },
				{ term: "Место работы", value: data.organisation },
				{ term: "Имеющаяся категория", value: data.currentCategory },
				{ term: "Заявленная категория", value: data.claimedCategory },
				{ term: "Форма аттестации", value: data.attestationForm },
				{ term: "Порядок", value: data.procedure, note: data.ground },
				{ term: "Стаж", value: data.experience },
				{ term: "Дата назначения", value: data.appointedOn },
				data.period ? { term: "Период", value: data.period } : null,
				...experts.map(({ name, post }) => ({ term: "Специалист", value: name, note: post })),
			]}
		/>
	)
}

function Filed({ view: { filed, formHref } }: { view: View }) {
	if (filed.length === 0 && !formHref) return null
	return (
		<Panel title="Заявление">
			<DocsList
				documents={[
					...filed.map(({ sign, name, href, note, warnings, scan }) => ({
						kind: sign,
						name,
						href,
						note: [note, ...warnings, ...findingTexts(scan)].join(". "),
					})),
					...(formHref
						? [{ kind: "DOCX", name: "Заявление, как оно было сформировано", href: formHref }]
						: []),
				]}
			/>
		</Panel>
	)
}
