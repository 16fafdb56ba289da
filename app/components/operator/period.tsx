import type { PeriodView, ScheduleOfPeriod } from "#app/domain/period/periods.view.server.ts"
import { counted } from "#app/utils/russian.ts"
import { EveryRowAct, RowAct } from "../acts/row-act.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { DateField, SubmitButton, TextArea } from "../forms/forms.tsx"
import { OneOfForms } from "../forms/one-of-forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Panel } from "../ui/panel.tsx"
import { type Column, DataTable, Second } from "../ui/table.tsx"
import { scheduleOn } from "./schedule-on.ts"

type Refusal = RefusalAnswer | null | undefined

/** Says that the rules give another last day than the open schedules have, and offers to use it. */
export function RulesDay({ period, refusal }: { period: PeriodView; refusal: Refusal }) {
	if (!period.rulesDay) return null
	const { day, hasPassed, schedules } = period.rulesDay
	return (
		<Panel title={`По правилам последний день — ${day}`} tone="tint">
			<p className="small">
				{counted(schedules, ["график открыт", "графика открыты", "графиков открыты"])} до другого дня: он был
				в правилах, когда график создали. {hasPassed ? "День из правил уже прошёл, взять его нельзя." : ""}
			</p>
			{hasPassed ? null : (
				<OneOfForms refusal={refusal} is={{ intent: "take-rules-day" }}>
					<PostForm className="mt-4">
						<input type="hidden" name="periodId" value={period.id} />
						<SubmitButton tone="second" name="intent" value="take-rules-day">
							Взять день из правил
						</SubmitButton>
					</PostForm>
				</OneOfForms>
			)}
		</Panel>
	)
}

/** Reopens a period for the whole region. */
export function ReopenRegion({ period, refusal }: { period: PeriodView; refusal: Refusal }) {
	if (!period.schedules.some(({ events }) => events["schedule.reopen"]?.possible)) return null
	return (
		<Panel title={`Открыть снова по всей области: ${period.label}`} tone="tint">
			<p className="small">
				Откроются закрытые, но ещё не утверждённые графики. Сначала система покажет, какие именно.
			</p>
			<OneOfForms refusal={refusal} is={{ event: "schedule.reopen", periodId: period.id }}>
				<PostForm className="stack mt-4" noValidate>
					<input type="hidden" name="event" value="schedule.reopen" />
					<input type="hidden" name="periodId" value={period.id} />
					<TextArea name="reason" label="Причина" rows={3} />
					<DateField name="until" label="Последний день" hint="После него период закроется снова." />
					<div className="acts">
						<SubmitButton tone="second">Открыть снова по всей области</SubmitButton>
					</div>
				</PostForm>
			</OneOfForms>
		</Panel>
	)
}

/** The municipalities of one period. Each schedule can be closed, or opened again until a certain day. */
export function PeriodSchedules({ period, refusal }: { period: PeriodView; refusal: Refusal }) {
	return (
		<section aria-labelledby="schedules">
			<h2 id="schedules">Период {period.label} по муниципалитетам</h2>
			<DataTable
				caption={`Графики муниципалитетов, период ${period.label}`}
				hideCaption
				className="mt-4"
				columns={columnsOf(refusal)}
				rows={period.schedules}
				rowKey={(row) => row.id}
			/>
		</section>
	)
}

const columnsOf = (refusal: Refusal): Column<ScheduleOfPeriod>[] => [
	{ id: "name", head: "Муниципалитет", rowHead: true, cell: (row) => row.municipality },
	{
		id: "state",
		head: "Состояние",
		cell: (row) => (
			<>
				<StatusTag state={row.state} subject="schedule" small>
					{row.short}
				</StatusTag>
				{row.takesMore ? <Second>принимает заявления по {row.closesOn}</Second> : null}
				{row.reopenReason ? <Second>Открывался снова: {row.reopenReason}</Second> : null}
			</>
		),
	},
	{ id: "count", head: "Заявлений", end: true, cell: (row) => row.applications },
	{
		id: "acts",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) => <ScheduleActs row={row} refusal={refusal} />,
	},
]

/** Only one of the two acts is possible at a time. An approved schedule can be neither closed nor opened. */
function ScheduleActs({ row, refusal }: { row: ScheduleOfPeriod; refusal: Refusal }) {
	const on = scheduleOn(row, refusal)
	const { "schedule.close": close, "schedule.reopen": reopen } = row.events
	if (!close?.possible && !reopen?.possible)
		return <Second>{row.order ? `Утверждён распоряжением ${row.order}` : ""}</Second>
	return (
		<>
			<RowAct on={on} event={close?.possible ? "schedule.close" : "schedule.reopen"} />
			<EveryRowAct on={on} />
		</>
	)
}
