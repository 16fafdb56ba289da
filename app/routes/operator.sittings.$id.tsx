import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { useRefusalOrKept } from "#app/components/acts/kept-form.ts"
import { OtherRefusal } from "#app/components/forms/other-refusal.tsx"
import { AgendaForm } from "#app/components/operator/sitting-agenda.tsx"
import { CalledOff } from "#app/components/operator/sitting-called-off.tsx"
import {
	Meeting,
	SittingNumbers,
	SittingPapers,
	SittingSteps,
} from "#app/components/operator/sitting-card.tsx"
import { Admissions, Decided } from "#app/components/operator/sitting-lists.tsx"
import { Roll } from "#app/components/operator/sitting-roll.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { planAdmission } from "#app/domain/application/decision/plan-admission.server.ts"
import { viewSitting } from "#app/domain/sitting/agenda.view.server.ts"
import { viewCalledOff } from "#app/domain/sitting/called-off.view.server.ts"
import { cancelSitting } from "#app/domain/sitting/keep-sitting.server.ts"
import { decisionsIn, planDecisions, votesIn } from "#app/domain/sitting/plan-decisions.server.ts"
import { CancellationSchema } from "#app/domain/sitting/sitting.schema.ts"
import { keepSittingFromForm } from "#app/domain/sitting/sitting-form.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { toPreview } from "#app/http/batch.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { pageFrom, pageOf } from "#app/utils/address.ts"
import { DomainError } from "#app/utils/errors.ts"
import { param, raise, refusal } from "#app/utils/http/http.server.ts"
import { PICKED } from "#app/utils/http/kept-form.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data: view }) => view?.title ?? "Заседание")

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const asked = new URL(request.url).searchParams
	const page = pageOf(asked)
	const decidedPage = pageFrom(asked.get("decided") ?? "") ?? 1
	const id = param(params, "id")
	const calledOff = await viewCalledOff({ actor, id, now: now() }).catch(raise)
	if (calledOff) return { title: calledOff.title, calledOff, view: null }
	const view = await viewSitting({ actor, id, page, decidedPage, now: now() }).catch(raise)
	const { title } = view.sitting
	return { title, calledOff: null, view: { ...view, fill: fillOf(asked.get("fill")) } }
}

const fillOf = (asked: string | null): "later" | "proposed" | null =>
	asked === "later" || asked === "proposed" ? asked : null

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const sittingId = param(params, "id")
	const sent = await receiveForm(request)
	const form = sent.texts()
	if (typeof form.applicationId === "string") {
		const back = paths.operatorSitting(sittingId)
		return actHere(request, { subject: "application", id: form.applicationId, back, sent })
	}
	try {
		if (form.intent === "decide") {
			const decided = { decisions: decisionsIn(form), votes: votesIn(form) }
			const plan = await planDecisions({ actor, sittingId, ...decided, now: now() })
			return await toPreview(request, plan, { actor, cabinet: "operator", sent })
		}
		if (form.intent === "admit") {
			const plan = await planAdmission({ actor, ids: sent.getAll(PICKED), now: now() })
			return await toPreview(request, plan, { actor, cabinet: "operator", sent })
		}
		if (form.intent === "cancel") {
			const { reason } = parseForm(CancellationSchema, form)
			const day = await cancelSitting({ actor, id: sittingId, reason, now: now() })
			return redirectWithToast(paths.operatorSitting(sittingId), `Заседание ${day} отменено`)
		}
		const done = await keepSittingFromForm({ actor, id: sittingId, form, now: now() })
		return redirectWithToast(paths.operatorSitting(sittingId), done)
	} catch (error) {
		// The page was open when somebody called the sitting off. Its page says who.
		if (error instanceof DomainError && error.code === "not-found")
			return redirectWithToast(paths.operatorSitting(sittingId), {
				message: "Это заседание уже отменили. Ничего не изменено.",
				tone: "bad",
			})
		return refusal(error, form, sent.getAll(PICKED))
	}
}

export default function Sitting() {
	const { calledOff, view } = useLoaderData<typeof loader>()
	if (calledOff) return <CalledOff view={calledOff} />
	return view ? <Ahead view={view} /> : null
}

type Shown = NonNullable<Awaited<ReturnType<typeof loader>>["view"]>

function Ahead({ view }: { view: Shown }) {
	const refused = useRefusalOrKept(useActionData<typeof action>())
	const isOfRow = refused?.typed.event !== undefined
	const isOfNoForm = view.toAdmit.length === 0 && refused?.typed.intent === "admit"
	return (
		<>
			<PageHead
				title={view.sitting.title}
				crumbs={[
					{ label: "Заседания комиссии", to: paths.operatorSittings() },
					{ label: view.sitting.title },
				]}
				lead="Шаги идут в порядке работы. Отложенные останутся для следующего заседания."
			>
				<SittingSteps view={view} />
				<SittingPapers id={view.sitting.id} papers={view.papers} />
			</PageHead>
			<Page className="stack-l">
				{isOfRow || isOfNoForm ? <OtherRefusal refusal={refused} events={[]} /> : null}
				<Admissions entries={view.toAdmit} total={view.waitForAdmission} refusal={refused} />
				<Meeting view={view} refusal={refused} />
				<Roll view={view} refusal={refused} />
				<SittingNumbers view={view} refusal={refused} />
				<AgendaForm view={view} refusal={refused} />
				<Decided entries={view.decided} pages={view.decidedPages} order={view.sitting.order} />
			</Page>
		</>
	)
}
