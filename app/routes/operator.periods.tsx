import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { useRefusalOrKept } from "#app/components/acts/kept-form.ts"
import { Refusable, Select, SubmitButton } from "#app/components/forms/forms.tsx"
import { OneOfForms } from "#app/components/forms/one-of-forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { PeriodSchedules, ReopenRegion, RulesDay } from "#app/components/operator/period.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { type Column, DataTable, RowActs, RowLink, RowName } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { createPeriodsFromForm } from "#app/domain/period/create-periods-from-form.server.ts"
import { type PeriodsView, viewPeriod, viewPeriods } from "#app/domain/period/periods.view.server.ts"
import { planClosing, planReopening } from "#app/domain/period/plan-period.server.ts"
import { takeRulesDay } from "#app/domain/period/take-rules-day.server.ts"
import { toPreview } from "#app/http/batch.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Периоды аттестации")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const periodId = new URL(request.url).searchParams.get("period") ?? ""
	const asked = { actor, now: now() }
	const [view, chosen] = await Promise.all([viewPeriods(asked), viewPeriod({ ...asked, periodId })])
	return { ...view, chosen }
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const here = new URL(request.url)
	const sent = await receiveForm(request)
	const form = sent.texts()
	try {
		const asked = { actor, form, now: now() }
		if (form.event === "schedule.reopen")
			return await toPreview(request, await planReopening(asked), { actor, cabinet: "operator", sent })
		if (form.event === "schedule.close")
			return await toPreview(request, await planClosing(asked), { actor, cabinet: "operator", sent })
		const says = form.intent === "take-rules-day" ? takeRulesDay(asked) : createPeriodsFromForm(asked)
		return redirectWithToast(here.pathname + here.search, await says)
	} catch (error) {
		return refusal(error, form)
	}
}

type Row = PeriodsView["periods"][number]

const columnsOf = (states: PeriodsView["states"]): Column<Row>[] => [
	{
		id: "period",
		head: "Период",
		rowHead: true,
		cell: (row) => (
			<RowLink to={`${paths.operatorPeriods(row.id)}#schedules`} name={row.label}>
				{row.schoolYear} учебный год; по правилам закрывается сам после {row.closesAfter}
			</RowLink>
		),
	},
	...states.map(
		({ state, label }): Column<Row> => ({
			id: state,
			head: label,
			end: true,
			cell: ({ counts }) => counts.find((one) => one.state === state)?.count ?? 0,
		}),
	),
	{ id: "acts", head: "Действия", th: "", span: true, cell: (row) => <ClosePeriod row={row} /> },
]

function ClosePeriod({ row }: { row: Row }) {
	return (
		<RowActs>
			<Link to={paths.operatorSchedules(row.id)}>
				Графики
				<RowName>{row.label}</RowName>
			</Link>
			{row.open > 0 ? (
				<PostForm>
					<input type="hidden" name="event" value="schedule.close" />
					<input type="hidden" name="periodId" value={row.id} />
					<SubmitButton tone="second" small>
						Закрыть период
						<RowName>{row.label}</RowName>
					</SubmitButton>
				</PostForm>
			) : null}
		</RowActs>
	)
}

export default function Periods() {
	const { states, periods, years, chosen } = useLoaderData<typeof loader>()
	const refused = useRefusalOrKept(useActionData<typeof action>())
	return (
		<>
			<PageHead
				title="Периоды аттестации"
				lead="Период закрывается сам в предыдущем месяце, после последнего дня графика. Здесь его закрывают раньше или открывают снова: одному муниципалитету или всей области."
			/>
			<Page className="stack-l">
				<CreateYear years={years} refused={refused} />
				<Refusable
					refusal={refused?.typed.event === "schedule.close" && refused.typed.periodId ? refused : null}
				>
					<DataTable
						caption="Сколько графиков муниципалитетов в каком состоянии"
						columns={columnsOf(states)}
						rows={periods}
						rowKey={(row) => row.id}
						empty={
							<Empty title="Периодов ещё нет">
								Создайте периоды учебного года: без них координаторы не могут назначать период и специалистов.
							</Empty>
						}
					/>
				</Refusable>
				{chosen ? (
					<>
						<RulesDay period={chosen} refusal={refused} />
						<ReopenRegion period={chosen} refusal={refused} />
						<PeriodSchedules period={chosen} refusal={refused} />
					</>
				) : null}
			</Page>
		</>
	)
}

function CreateYear({
	years,
	refused,
}: {
	years: PeriodsView["years"]
	refused: ReturnType<typeof useRefusalOrKept>
}) {
	return (
		<OneOfForms refusal={refused} is={{ intent: "create" }}>
			<PostForm className="cluster cluster--end">
				<Select
					name="schoolYear"
					label="Учебный год"
					hint="Восемь периодов, у каждого график каждого муниципалитета."
					options={years}
					defaultValue={years.find(({ exists }) => !exists)?.value}
					width="medium"
				/>
				<SubmitButton name="intent" value="create">
					Создать периоды
				</SubmitButton>
			</PostForm>
		</OneOfForms>
	)
}
