import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import type { WithdrawalRow } from "#app/domain/withdrawal/municipality-withdrawals.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import type { ActingOn } from "../acts/acting-on.ts"
import { BareAct, RefusedElsewhere } from "../acts/acts.tsx"
import { EveryRowAct } from "../acts/row-act.tsx"
import { ScanFinds } from "../application/scan-findings.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { OtherRefusal } from "../forms/other-refusal.tsx"
import { Acts, ButtonLink } from "../ui/button.tsx"
import { Link } from "../ui/link.tsx"
import { ListTable } from "../ui/list-table.tsx"
import { Panel } from "../ui/panel.tsx"
import { type Column, RowActs, RowLink, RowName } from "../ui/table.tsx"

const NAME: Column<WithdrawalRow> = {
	id: "name",
	head: "Фамилия Имя Отчество",
	rowHead: true,
	cell: (row) => (
		<RowLink to={paths.withdrawalBench(row.id)} name={row.fullName}>
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

const actingOn = ({ id, version, events }: WithdrawalRow): ActingOn => ({
	noun: "withdrawal",
	cabinet: "municipality",
	id,
	version,
	events,
})

const inRow = (row: WithdrawalRow): ActingOn => ({
	...actingOn(row),
	to: paths.withdrawalEvents(row.id),
	rowName: row.fullName,
})

/** The withdrawals to decide on. «Отклонить» opens the form of that row; without a script it opens another page. */
export function WaitingWithdrawals({
	rows,
	asked,
	to,
	refusal,
}: {
	rows: readonly WithdrawalRow[]
	/** The id of the withdrawal whose rejection form is open. */
	asked: string | null
	to: (changes: Record<string, string>) => string
	refusal: RefusalAnswer | null | undefined
}) {
	const rejectable = ({ events }: WithdrawalRow) => events["withdrawal.reject"]?.possible === true
	const open = rows.find((row) => row.id === asked && rejectable(row))
	const rejecting: ActingOn | null = open
		? { ...actingOn(open), to: to({ reject: open.id }), returnTo: to({ reject: "" }), refusal }
		: null
	return (
		<div className="stack-l">
			{rejecting ? (
				<RefusedElsewhere on={rejecting} places={["reject"]} />
			) : (
				<OtherRefusal refusal={refusal ?? null} events={[]} />
			)}
			<ListTable
				files={false}
				sorted={SORTED_COLUMNS.waitingWithdrawals}
				caption="Заявления на отзыв, которые ждут решения"
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
								<BareAct on={inRow(row)} event="withdrawal.register" />
								<EveryRowAct on={inRow(row)} />
								<Paper row={row} />
								{rejectable(row) ? (
									<Link to={`${to({ reject: row.id })}#reject`}>
										{row.events["withdrawal.reject"]?.button}
										<RowName>{row.fullName}</RowName>
									</Link>
								) : null}
							</RowActs>
						),
					},
				]}
			/>
			{open && rejecting ? (
				<Panel title={`Отклонить заявление на отзыв: ${open.fullName}`} tone="bad" id="reject">
					<BareAct key={open.id} on={rejecting} event="withdrawal.reject" />
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
		<ListTable
			files={false}
			sorted={SORTED_COLUMNS.answeredWithdrawals}
			caption="Заявления на отзыв, рассмотренные ранее"
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
