import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { OtherRefusal } from "#app/components/forms/other-refusal.tsx"
import { History } from "#app/components/operator/application.tsx"
import { FormerMoves, ProposeMove, SettleMove, WhatAHandDoesNot } from "#app/components/operator/repair.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Panel } from "#app/components/ui/panel.tsx"
import { SplitView } from "#app/components/ui/wrap.tsx"
import { viewRepair } from "#app/domain/repair/repair.view.server.ts"
import { answerRepair } from "#app/domain/repair/repair-form.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { param, raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) => `Перевод вручную: ${data?.title ?? "запись"}`)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const [subject, id] = [param(params, "subject"), param(params, "id")]
	return viewRepair({ actor, subject, id, now: now() }).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const [subject, id] = [param(params, "subject"), param(params, "id")]
	await viewRepair({ actor, subject, id, now: now() }).catch(raise)
	const form = (await receiveForm(request)).texts()
	try {
		const done = await answerRepair({ actor, subject, id, form, now: now() })
		return redirectWithToast(paths.operatorRepairOf(subject, id), done)
	} catch (error) {
		return refusal(error, form)
	}
}

export default function RepairPage() {
	const view = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>() ?? null
	const offered = view.waiting ? ["confirm", "decline", "takeBack"] : ["propose"]
	const isOffered = refused !== null && offered.includes(refused.typed.intent ?? "")
	return (
		<>
			<PageHead
				title={view.title}
				crumbs={[{ label: "Ручные переводы", to: paths.operatorRepairs() }, { label: view.noun }]}
				tag={
					<StatusTag state={view.state} subject={view.subject}>
						{view.short}
					</StatusTag>
				}
				lead={`${view.noun}: перевод вручную`}
			/>
			<SplitView
				main={
					<>
						{view.problem ? (
							<Alert tone="bad" title="Запись отложена">
								<p>{view.problem}</p>
								<p>Никто не может действовать с ней, пока её не переведут вручную в известное состояние.</p>
							</Alert>
						) : null}
						{isOffered ? null : <OtherRefusal refusal={refused} events={[]} />}
						<WhatAHandDoesNot />
						{view.waiting ? (
							<SettleMove view={view} refusal={refused} key={view.waiting.id} />
						) : (
							<ProposeMove view={view} refusal={refused} key={view.version} />
						)}
					</>
				}
				side={
					<>
						{view.pageHref ? <Link to={view.pageHref}>Открыть заявление</Link> : null}
						<FormerMoves view={view} />
						<Panel title="Что происходило" small>
							<History lines={view.history} />
						</Panel>
					</>
				}
			/>
		</>
	)
}
