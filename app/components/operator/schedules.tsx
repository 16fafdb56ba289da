import type { ScheduleOfPeriod } from "#app/domain/period/periods.view.server.ts"
import type { SchedulesOfPeriod } from "#app/domain/period/schedules.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { RowAct } from "../acts/row-act.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { DateField, Field, SubmitButton } from "../forms/forms.tsx"
import { OneOfForms } from "../forms/one-of-forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Panel } from "../ui/panel.tsx"
import { type Column, DataTable, type Find, Finds, Second } from "../ui/table.tsx"
import { scheduleOn } from "./schedule-on.ts"

type Props = { period: SchedulesOfPeriod; refusal: RefusalAnswer | null }

const WHOLE_REGION = "approve-region"

/** One order for every municipality that is ready. The others stay unchanged and are named. */
export function ApproveRegion({ period, refusal }: Props) {
	if (period.toApprove === 0) return null
	return (
		<Panel title="Утвердить по всей области" tone="tint">
			<p className="small">
				Утвердятся закрытые графики, в которых всё готово; педагоги, специалисты и организации получат письма.
				Сначала система покажет, кто их получит и какие графики останутся закрытыми.
			</p>
			<OneOfForms refusal={refusal} is={{ intent: WHOLE_REGION }}>
				<PostForm className="stack mt-4" noValidate>
					<input type="hidden" name="intent" value={WHOLE_REGION} />
					<input type="hidden" name="periodId" value={period.id} />
					<Field name="orderNumber" label="Номер распоряжения" width="short" />
					<DateField name="orderDate" label="Дата распоряжения" hint="Например, 15.09.2026" />
					<div className="acts">
						<SubmitButton>Утвердить по всей области</SubmitButton>
					</div>
				</PostForm>
			</OneOfForms>
		</Panel>
	)
}

export function SchedulesTable({ period, refusal }: Props) {
	return (
		<DataTable
			caption={`Графики муниципалитетов, период ${period.label}`}
			columns={columnsOf(period.id, refusal)}
			rows={period.schedules}
			rowKey={(row) => row.id}
		/>
	)
}

const columnsOf = (periodId: string, refusal: Props["refusal"]): Column<ScheduleOfPeriod>[] => [
	{ id: "name", head: "Муниципалитет", rowHead: true, cell: (row) => row.municipality },
	{
		id: "state",
		head: "Состояние",
		cell: (row) => (
			<>
				<StatusTag state={row.state} subject="schedule" small>
					{row.short}
				</StatusTag>
				{row.order ? <Second>{row.order}</Second> : null}
				{row.takesMore ? <Second>по {row.closesOn}</Second> : null}
			</>
		),
	},
	{ id: "count", head: "Заявлений", end: true, cell: (row) => row.applications },
	{
		id: "blocks",
		head: "Что мешает утвердить",
		cell: (row) => (row.order ? "" : <Finds finds={findsOf(row)} />),
	},
	{
		id: "acts",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) => <ApproveOne row={row} periodId={periodId} refusal={refusal} />,
	},
]

function findsOf(row: ScheduleOfPeriod): Find[] {
	const { withoutTwoExperts, withdrawalWaits, takesMore } = row
	const finds: Find[] = []
	if (withoutTwoExperts.length > 0)
		finds.push({ tone: "no", id: "experts", text: `Нет двух специалистов: ${withoutTwoExperts.join(", ")}` })
	if (withdrawalWaits.length > 0)
		finds.push({ tone: "no", id: "withdrawals", text: `Ждут решения отзывы: ${withdrawalWaits.join(", ")}` })
	if (takesMore) finds.push({ tone: "warn", id: "open", text: "Период ещё не закрыт" })
	return finds.length > 0 ? finds : [{ tone: "ok", id: "ready", text: "Ничего" }]
}

function ApproveOne({
	row,
	periodId,
	refusal,
}: {
	row: ScheduleOfPeriod
	periodId: string
	refusal: Props["refusal"]
}) {
	if (row.order)
		return (
			<a href={paths.publicScheduleDocument(periodId, row.municipalityCode)} download>
				Скачать график (Word)
			</a>
		)
	return <RowAct on={scheduleOn(row, refusal)} event="schedule.approve" />
}
