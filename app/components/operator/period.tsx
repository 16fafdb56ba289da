import type { PeriodView, ScheduleOfPeriod } from "#app/domain/period/periods.view.server.ts"
import { EveryRowAct, RowAct } from "../acts/row-act.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { type Column, DataTable, Second } from "../ui/table.tsx"
import { scheduleOn } from "./schedule-on.ts"

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

/** One of the two is possible at a time; an approved schedule is neither closed nor opened. */
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
