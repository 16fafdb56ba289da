import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { coordinatorActsOn } from "#app/components/municipality/application-acts.tsx"
import {
	REGISTRATION_KEYS,
	RegistrationActs,
	RegistrationData,
	RegistrationTitle,
} from "#app/components/municipality/registration-bench.tsx"
import { ActBar } from "#app/components/ui/act-bar.tsx"
import { Bench } from "#app/components/workbench/bench.tsx"
import { viewedDocuments } from "#app/components/workbench/viewed-paper.ts"
import { Viewer } from "#app/components/workbench/viewer.tsx"
import { viewForCoordinator } from "#app/domain/application/registration/municipality-application.view.server.ts"
import {
	filtersOf,
	RegistrationQuerySchema,
} from "#app/domain/application/registration/registration-query.ts"
import { actHere } from "#app/http/act.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) =>
	data ? `Регистрация: ${data.shown.view.fullName}` : "Страница не найдена",
)

const queryOf = (request: Request) =>
	RegistrationQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	const query = queryOf(request)
	const id = param(params, "id")
	const shown = await viewForCoordinator({ actor, id, now: now(), query }).catch(raise)
	return { shown, list: filtersOf(query) }
}

export async function action({ request, params }: ActionFunctionArgs) {
	await requireRole(request, "municipal_coordinator")
	const back = paths.registration(filtersOf(queryOf(request)))
	return actHere(request, { subject: "application", id: param(params, "id"), back })
}

export default function RegistrationBench() {
	const { shown, list } = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()
	const { view, neighbours, awaits } = shown
	const { place, total, onward } = neighbours
	const at = (id: string | null) => (id ? paths.registrationOf(id, list) : null)
	const on = {
		...coordinatorActsOn(shown, refusal),
		returnTo: at(onward) ?? paths.registration(list),
	}
	return (
		<>
			<Bench
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					{ label: "Регистрация", to: paths.registration(list) },
					{ label: place ? `Заявление ${place} из ${total}` : "Заявление" },
				]}
				previous={at(neighbours.previous)}
				next={at(neighbours.next)}
				keys={REGISTRATION_KEYS}
				title={<RegistrationTitle shown={shown} />}
				viewer={
					<Viewer
						key={view.id}
						papers={viewedDocuments(view.documents)}
						label={`Документы: ${view.fullName}`}
					/>
				}
			>
				<RegistrationData key={view.id} shown={shown} on={on} />
			</Bench>
			{awaits && shown.events["application.register"] ? (
				<ActBar
					note={
						<span className="only-wide">
							Номер в журнале будет присвоен автоматически: следующий № {shown.nextNumber}
						</span>
					}
				>
					<RegistrationActs shown={shown} on={on} />
				</ActBar>
			) : null}
		</>
	)
}
