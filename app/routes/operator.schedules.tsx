import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { useRefusalOrKept } from "#app/components/acts/kept-form.ts"
import { Select } from "#app/components/forms/forms.tsx"
import { ApproveRegion, SchedulesTable } from "#app/components/operator/schedules.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { Acts, ButtonLink } from "#app/components/ui/button.tsx"
import { Filters } from "#app/components/ui/filters.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { planApproval } from "#app/domain/period/plan-period.server.ts"
import { viewSchedules } from "#app/domain/period/schedules.view.server.ts"
import { toPreview } from "#app/http/batch.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Графики области")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const periodId = new URL(request.url).searchParams.get("period") ?? ""
	return viewSchedules({ actor, periodId, now: now() }).catch(raise)
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const sent = await receiveForm(request)
	const form = sent.texts()
	try {
		return await toPreview(request, await planApproval({ actor, form, now: now() }), {
			actor,
			cabinet: "operator",
			sent,
		})
	} catch (error) {
		return refusal(error, form)
	}
}

const CONSOLIDATED = [
	{ file: "docx", program: "Word" },
	{ file: "xlsx", program: "Excel" },
] as const

export default function Schedules() {
	const { periods, chosen } = useLoaderData<typeof loader>()
	const refused = useRefusalOrKept(useActionData<typeof action>())
	return (
		<>
			<PageHead
				title="Графики области"
				lead="График утверждают целиком: у каждого в нём должны быть два специалиста, и ни одно заявление на отзыв не ждёт решения."
			/>
			<Page className="stack-l">
				<Filters label="Выбор периода">
					<Select name="period" label="Период" options={periods} defaultValue={chosen?.id} width="medium" />
				</Filters>
				{chosen ? (
					<>
						<Acts label="Сводный график">
							{CONSOLIDATED.map(({ file, program }) => (
								<ButtonLink
									key={file}
									to={paths.consolidatedSchedule(chosen.id, file)}
									tone="second"
									sign="down"
									download
								>
									Скачать сводный график ({program})
								</ButtonLink>
							))}
						</Acts>
						<ApproveRegion period={chosen} refusal={refused} />
						<SchedulesTable period={chosen} refusal={refused} />
					</>
				) : (
					<Empty
						title="Периодов ещё нет"
						act={
							<ButtonLink to={paths.operatorPeriods()} tone="second">
								Создать периоды
							</ButtonLink>
						}
					>
						Графики появятся вместе с периодами учебного года.
					</Empty>
				)}
			</Page>
		</>
	)
}
