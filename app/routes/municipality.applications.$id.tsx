import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Acts, BareAct, RefusedElsewhere } from "#app/components/acts/acts.tsx"
import { Checks } from "#app/components/application/findings.tsx"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { TwinMark } from "#app/components/application/twin-mark.tsx"
import { Undelivered } from "#app/components/application/undelivered.tsx"
import {
	ApplicationData,
	ApplicationPapers,
	Course,
	History,
} from "#app/components/municipality/application.tsx"
import { coordinatorActsOn, FurtherActs } from "#app/components/municipality/application-acts.tsx"
import { ReviewTerm } from "#app/components/municipality/review-term.tsx"
import { ActBar } from "#app/components/ui/act-bar.tsx"
import { Neighbours } from "#app/components/ui/button.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { SplitView, Wrap } from "#app/components/ui/wrap.tsx"
import { viewForCoordinator } from "#app/domain/application/registration/municipality-application.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) =>
	data ? `Заявление: ${data.view.fullName}` : "Страница не найдена",
)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	return viewForCoordinator({ actor, id: param(params, "id"), now: now() }).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	await requireRole(request, "municipal_coordinator")
	const id = param(params, "id")
	return actHere(request, { subject: "application", id, back: paths.municipalityApplication(id) })
}

export default function CoordinatorsApplication() {
	const shown = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()
	const { view, neighbours, awaits } = shown
	const on = coordinatorActsOn(shown, refusal)
	const page = (id: string | null) => (id ? paths.municipalityApplication(id) : null)
	return (
		<>
			<PageHead
				title={view.fullName}
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					...(awaits ? [{ label: "Регистрация", to: paths.registration() }] : []),
					{
						label: neighbours.place ? `Заявление ${neighbours.place} из ${neighbours.total}` : "Заявление",
					},
				]}
				tag={
					<>
						<StatusTag state={view.state}>{view.short}</StatusTag>
						{awaits && view.review ? <ReviewTerm {...view.review} /> : null}
					</>
				}
				acts={
					<Neighbours
						label="Соседние заявления"
						previous={page(neighbours.previous)}
						next={page(neighbours.next)}
					/>
				}
			/>
			{shown.undelivered.length > 0 ? (
				<Wrap className="mt-6">
					<Undelivered letters={shown.undelivered} />
				</Wrap>
			) : null}
			{shown.twins ? (
				<Wrap className="mt-6">
					<TwinMark twins={shown.twins} />
				</Wrap>
			) : null}
			{refusal ? (
				<Wrap className="mt-6">
					<RefusedElsewhere on={on} />
				</Wrap>
			) : null}
			<SplitView
				main={
					<>
						{awaits ? <Checks checks={shown.checks} /> : <Course view={view} />}
						<ApplicationData view={view} />
					</>
				}
				side={<ApplicationPapers view={view} />}
				below={
					<>
						<Acts on={on} />
						<FurtherActs on={on} shown={shown} />
						<History view={view} />
					</>
				}
			/>
			{awaits && shown.events["application.register"] ? (
				<ActBar note={`Номер в журнале будет присвоен автоматически: следующий № ${shown.nextNumber}`}>
					{/* The top of the page shows the refusal, because the bar has no space for it. */}
					<BareAct on={{ ...on, refusal: null }} event="application.register" sign="stamp" />
					<a className="btn btn--bad" href="#reject">
						Отклонить
					</a>
				</ActBar>
			) : (
				<Wrap className="mt-6">{null}</Wrap>
			)}
		</>
	)
}
