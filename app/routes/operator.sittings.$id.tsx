import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { OtherRefusal } from "#app/components/forms/other-refusal.tsx"
import { AgendaForm, AgendaReport } from "#app/components/operator/sitting-agenda.tsx"
import { SittingCard, SittingPapers } from "#app/components/operator/sitting-card.tsx"
import { Admissions, Decided } from "#app/components/operator/sitting-lists.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewSitting } from "#app/domain/sitting/agenda.view.server.ts"
import { answerSitting } from "#app/domain/sitting/sitting-form.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { pageOf } from "#app/utils/address.ts"
import { param, raise, refusal, refusedWithoutReport } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data: view }) => view?.sitting.title ?? "Заседание")

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const asked = new URL(request.url).searchParams
	const page = pageOf(asked)
	const view = await viewSitting({ actor, id: param(params, "id"), page, now: now() }).catch(raise)
	return { ...view, fill: asked.get("fill") === "verdicts" }
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const sittingId = param(params, "id")
	const sent = await receiveForm(request)
	const form = sent.texts()
	if (typeof form.applicationId === "string") {
		const back = paths.operatorSitting(sittingId)
		const answer = await actHere(request, { subject: "application", id: form.applicationId, back, sent })
		return answer instanceof Response ? answer : refusedWithoutReport(answer)
	}
	try {
		const { report, done } = await answerSitting({ actor, id: sittingId, form, now: now() })
		if (report && report.refused.length > 0) return { refused: null, report }
		return redirectWithToast(paths.operatorSitting(sittingId), done)
	} catch (error) {
		return refusedWithoutReport(refusal(error, form))
	}
}

export default function Sitting() {
	const view = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const refused = answer?.refused ?? null
	const forAdmission = refused?.typed.event !== undefined
	return (
		<>
			<PageHead
				title={view.sitting.title}
				crumbs={[
					{ label: "Заседания комиссии", to: paths.operatorSittings() },
					{ label: view.sitting.title },
				]}
				lead="Внесите присутствие, протокол и распоряжение, затем решения. Отложенные останутся для следующего заседания."
			>
				<SittingPapers id={view.sitting.id} papers={view.papers} />
			</PageHead>
			<Page className="stack-l">
				{forAdmission ? <OtherRefusal refusal={refused} events={[]} /> : null}
				{answer?.report ? <AgendaReport report={answer.report} /> : null}
				<SittingCard sitting={view.sitting} refusal={refused} />
				<AgendaForm view={view} refusal={refused} />
				<Admissions entries={view.toAdmit} />
				<Decided entries={view.decided} order={view.sitting.order} />
			</Page>
		</>
	)
}
