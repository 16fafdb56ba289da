import type { PeriodView, ScheduleOfPeriod } from "#app/domain/period/periods.view.server.ts"
import { StatusTag } from "../application/status-tag.tsx"
import { EventForm } from "../forms/event-form.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { DateField, TextArea } from "../forms/forms.tsx"
import { isRefused, OneOfForms } from "../forms/one-of-forms.tsx"
import { Fold } from "../ui/panel.tsx"
import { type Column, DataTable, Second } from "../ui/table.tsx"

type Refusal = RefusalAnswer | null | undefined

/** The municipalities of one period: each schedule may be closed, or opened again until a day. */
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
				{row.close.possible ? <Second>принимает заявления по {row.closesOn}</Second> : null}
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

function ScheduleActs({ row, refusal }: { row: ScheduleOfPeriod; refusal: Refusal }) {
	const hidden = { scheduleId: row.id }
	if (row.close.possible)
		return (
			<OneOfForms refusal={refusal} is={{ ...hidden, event: "schedule.close" }}>
				<EventForm
					event="schedule.close"
					label="Закрыть период"
					tone="second"
					small
					version={row.version}
					hidden={hidden}
					rowName={row.municipality}
				/>
			</OneOfForms>
		)
	if (!row.reopen.possible) return <Second>{row.order ? `Утверждён распоряжением ${row.order}` : ""}</Second>
	const is = { ...hidden, event: "schedule.reopen" }
	return (
		<Fold title="Открыть снова" open={isRefused(refusal, is)}>
			<OneOfForms refusal={refusal} is={is}>
				<EventForm
					event="schedule.reopen"
					label="Открыть снова"
					tone="second"
					small
					version={row.version}
					hidden={hidden}
					rowName={row.municipality}
				>
					<TextArea name="reason" label="Причина" rows={2} />
					<DateField name="until" label="Последний день" hint="После него период закроется снова." />
				</EventForm>
			</OneOfForms>
		</Fold>
	)
}
