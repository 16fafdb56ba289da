import type { WithdrawalRow } from "#app/domain/withdrawal/municipality-withdrawals.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { ScanFinds } from "../application/scan-findings.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import { EventForm } from "../forms/event-form.tsx"
import { TextArea } from "../forms/forms.tsx"
import { Acts, ButtonLink } from "../ui/button.tsx"
import { Link } from "../ui/link.tsx"
import { Panel } from "../ui/panel.tsx"
import { type Column, DataTable, RowActs, RowLink, RowName } from "../ui/table.tsx"

const NAME: Column<WithdrawalRow> = {
	id: "name",
	head: "Фамилия Имя Отчество",
	rowHead: true,
	cell: (row) => (
		<RowLink to={paths.municipalityApplication(row.applicationId)} name={row.fullName}>
			{row.position}, {row.organisation}
		</RowLink>
	),
}
const REASON: Column<WithdrawalRow> = {
	id: "reason",
	head: "Причина отзыва заявления",
	span: true,
	cell: (row) => row.reason,
}
const SUBMITTED: Column<WithdrawalRow> = { id: "submitted", head: "Подано", cell: (row) => row.submittedOn }

const Paper = ({ row }: { row: WithdrawalRow }) => (
	<a href={row.paperHref} target="_blank" rel="noreferrer">
		Просмотреть заявление
		<RowName>{row.fullName}</RowName>
	</a>
)

/** Those to decide on. «Отклонить» opens the form of that row; without a script it is a page of its own. */
export function WaitingWithdrawals({
	rows,
	asked,
	to,
}: {
	rows: readonly WithdrawalRow[]
	/** Whose form of rejection is open. */
	asked: string | null
	to: (changes: Record<string, string>) => string
}) {
	const open = rows.find(({ id, reject }) => id === asked && reject?.possible)
	return (
		<div className="stack-l">
			<DataTable
				caption="Заявления на отзыв, которые ждут решения, сначала поданные раньше"
				hideCaption
				rows={rows}
				rowKey={(row) => row.id}
				columns={[
					NAME,
					REASON,
					SUBMITTED,
					{ id: "scan", head: "Скан", span: true, cell: (row) => <ScanFinds scan={row.scan} /> },
					{
						id: "acts",
						head: "Действия",
						th: "",
						span: true,
						cell: (row) => (
							<RowActs>
								{row.register?.allowed ? (
									<EventForm
										to={paths.withdrawalEvents(row.id)}
										event="withdrawal.register"
										label={row.register.button}
										tone="second"
										possible={row.register.possible}
										reasons={row.register.reasons}
										version={row.version}
										rowName={row.fullName}
									/>
								) : null}
								<Paper row={row} />
								{row.reject?.possible ? (
									<Link to={`${to({ reject: row.id })}#reject`}>
										{row.reject.button}
										<RowName>{row.fullName}</RowName>
									</Link>
								) : null}
							</RowActs>
						),
					},
				]}
			/>
			{open ? (
				<Panel title={`Отклонить заявление на отзыв: ${open.fullName}`} tone="bad" id="reject">
					<EventForm
						key={open.id}
						to={to({ reject: open.id })}
						event="withdrawal.reject"
						label="Отклонить заявление на отзыв"
						tone="bad-solid"
						version={open.version}
						hidden={{ returnTo: to({ reject: "" }) }}
					>
						<TextArea
							name="reason"
							label="Причина отклонения"
							hint="Педагог увидит этот текст в кабинете и в письме. Заявление на аттестацию остаётся в силе."
						/>
					</EventForm>
					<Acts className="mt-3">
						<ButtonLink to={to({ reject: "" })} tone="text">
							Не отклонять
						</ButtonLink>
					</Acts>
				</Panel>
			) : null}
		</div>
	)
}

export function AnsweredWithdrawals({ rows }: { rows: readonly WithdrawalRow[] }) {
	return (
		<DataTable
			caption="Заявления на отзыв, рассмотренные ранее, сначала новые"
			hideCaption
			rows={rows}
			rowKey={(row) => row.id}
			columns={[
				NAME,
				REASON,
				SUBMITTED,
				{
					id: "answer",
					head: "Решение",
					cell: (row) => (
						<span>
							<StatusTag state={row.state} subject="withdrawal" small>
								{row.short}
							</StatusTag>
							{row.answer ? <small>{row.answer}</small> : null}
						</span>
					),
				},
				{ id: "paper", head: "Заявление", th: "", cell: (row) => <Paper row={row} /> },
			]}
		/>
	)
}
