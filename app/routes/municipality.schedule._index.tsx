import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { useRefusalOrKept } from "#app/components/acts/kept-form.ts"
import { ScheduleTable } from "#app/components/application/schedule-table.tsx"
import { Select } from "#app/components/forms/forms.tsx"
import { ScheduleState } from "#app/components/municipality/schedule-state.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { Filters } from "#app/components/ui/filters.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { planClosing } from "#app/domain/period/plan-period.server.ts"
import { viewSchedules } from "#app/domain/schedule/schedule.view.server.ts"
import { toPreview } from "#app/http/batch.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { pageOf } from "#app/utils/address.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Просмотр графика проведения аттестации")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	const asked = new URL(request.url).searchParams
	const query = {
		period: asked.get("period") ?? "",
		municipality: asked.get("municipality") ?? "",
		page: pageOf(asked),
	}
	return viewSchedules({ actor, query, now: now() }).catch(raise)
}

/** Only an operator can undo the closing, so the coordinator first sees who is in the schedule and what is missing. */
export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	const sent = await receiveForm(request)
	const form = sent.texts()
	try {
		return await toPreview(request, await planClosing({ actor, form, now: now() }), {
			actor,
			cabinet: "municipality",
			sent,
		})
	} catch (error) {
		return refusal(error, form)
	}
}

export default function SchedulePage() {
	const refused = useRefusalOrKept(useActionData<typeof action>())
	const { periods, periodId, municipalities, municipalityCode, schedule } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Просмотр графика проведения аттестации"
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					{ label: "Просмотр графика проведения аттестации" },
				]}
			>
				<div className="mt-5">
					<Filters label="Выбор графика" submit="Фильтр">
						<Select
							name="period"
							label="Выберите период аттестации для фильтрации"
							options={periods}
							defaultValue={periodId ?? ""}
						/>
						{municipalities.length > 1 ? (
							<Select
								name="municipality"
								label="Муниципалитет"
								options={municipalities}
								defaultValue={municipalityCode}
							/>
						) : null}
					</Filters>
				</div>
			</PageHead>
			<Page>
				{schedule ? (
					<>
						<ScheduleState schedule={schedule} refusal={refused} key={schedule.id} />
						<ScheduleTable
							caption={`График проведения аттестации, ${schedule.municipality}, ${schedule.label}`}
							entries={schedule.entries}
							lackShown={!schedule.approved}
							empty={
								schedule.mayClose ? (
									<>
										Назначьте педагогам этот период:{" "}
										<Link to={paths.scheduling()}>Заполнение графика проведения аттестации</Link>.
									</>
								) : (
									"На этот период никто не назначен."
								)
							}
						/>
						<Pager {...schedule.pages} label="Страницы графика" />
					</>
				) : (
					<Empty title="Периоды ещё не созданы">Периоды учебного года создаёт оператор.</Empty>
				)}
			</Page>
		</>
	)
}
