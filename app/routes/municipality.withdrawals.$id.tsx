import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import type { ActingOn } from "#app/components/acts/acting-on.ts"
import {
	papersOfWithdrawal,
	WITHDRAWAL_KEYS,
	WithdrawalActs,
	WithdrawalData,
	WithdrawalTitle,
} from "#app/components/municipality/withdrawal-bench.tsx"
import { ActBar } from "#app/components/ui/act-bar.tsx"
import { Bench } from "#app/components/workbench/bench.tsx"
import { Viewer } from "#app/components/workbench/viewer.tsx"
import { viewWithdrawalBench } from "#app/domain/withdrawal/withdrawal-bench.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) =>
	data ? `Отзыв: ${data.shown.application.fullName}` : "Страница не найдена",
)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	return { shown: await viewWithdrawalBench({ actor, id: param(params, "id"), now: now() }).catch(raise) }
}

export async function action({ request, params }: ActionFunctionArgs) {
	await requireRole(request, "municipal_coordinator")
	const id = param(params, "id")
	return actHere(request, { subject: "withdrawal", id, back: paths.municipalityWithdrawals() })
}

export default function WithdrawalBenchPage() {
	const { shown } = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()
	const { place, total, previous, next, onward } = shown.neighbours
	const at = (id: string | null) => (id ? paths.withdrawalBench(id) : null)
	const on: ActingOn = {
		noun: "withdrawal",
		cabinet: "municipality",
		id: shown.id,
		version: shown.version,
		events: shown.events,
		refusal,
		returnTo: at(onward) ?? paths.municipalityWithdrawals(),
	}
	return (
		<>
			<Bench
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					{ label: "Заявления на отзыв", to: paths.municipalityWithdrawals() },
					{ label: place ? `Отзыв ${place} из ${total}` : "Отзыв" },
				]}
				previous={at(previous)}
				next={at(next)}
				keys={WITHDRAWAL_KEYS}
				title={<WithdrawalTitle shown={shown} />}
				viewer={
					<Viewer
						key={shown.id}
						papers={papersOfWithdrawal(shown)}
						label={`Документы: ${shown.application.fullName}`}
					/>
				}
			>
				<WithdrawalData key={shown.id} shown={shown} on={on} />
			</Bench>
			{shown.waits && shown.events["withdrawal.register"] ? (
				<ActBar
					note={<span className="only-wide">Номер в журнале отозванных заявлений присвоит система</span>}
				>
					<WithdrawalActs shown={shown} on={on} />
				</ActBar>
			) : null}
		</>
	)
}
