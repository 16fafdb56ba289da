import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { EvidenceDocuments } from "#app/components/application/evidence-documents.tsx"
import { OtherRefusal } from "#app/components/forms/other-refusal.tsx"
import { Choices } from "#app/components/teacher/begin.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { FormPage, Page, Wrap } from "#app/components/ui/wrap.tsx"
import { viewEvidence } from "#app/domain/application/filing/evidence.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { ownPage } from "#app/http/own-page.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Документы и материалы")

/** Evidence can be uploaded until the schedule's day, so open applications come before a draft. */
const SERVES = ["attestation", "awaitApproval", "awaitPeriod", "awaitReview", "submit", "fill"] as const

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, now, chosen, choices } = await ownPage(request, SERVES)
	if (!chosen) return { evidence: null, choices }
	return { evidence: await viewEvidence({ actor, id: chosen.id, now }).catch(raise), choices }
}

export async function action({ request }: ActionFunctionArgs) {
	const { chosen, here } = await ownPage(request, SERVES)
	if (!chosen) return raise(notFound())
	return actHere(request, { subject: "application", id: chosen.id, back: here })
}

const LEAD = "Добавляйте каждый документ под его показателем."

export default function DocumentsPage() {
	const { evidence, choices } = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>() ?? null
	if (!evidence)
		return (
			<>
				<PageHead title="Документы и материалы" lead={LEAD} />
				<Page>
					<Empty
						title="Заявление не подано"
						sign="file"
						act={<ButtonLink to={paths.teacher()}>Начать заявление</ButtonLink>}
					>
						Документы прикрепляются к заявлению: сначала начните его на главной странице.
					</Empty>
				</Page>
			</>
		)
	return (
		<>
			<PageHead title="Документы и материалы" lead={LEAD} />
			<Wrap>
				<Choices choices={choices} current={evidence.id} to={paths.teacherDocuments} />
			</Wrap>
			<FormPage>
				<div className="stack">
					<OtherRefusal refusal={refusal} events={["attachment.add", "attachment.remove"]} />
					<EvidenceDocuments evidence={evidence} refusal={refusal} />
				</div>
			</FormPage>
		</>
	)
}
