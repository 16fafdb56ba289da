import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import type {
	ActiveWithdrawal,
	ExcludedView,
	ExclusionView,
} from "#app/domain/withdrawal/exclusion.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import type { ActingOn } from "../acts/acting-on.ts"
import { BareAct, Acts as Forms, RefusedElsewhere } from "../acts/acts.tsx"
import { ScanFindings } from "../application/scan-findings.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import { EventForm } from "../forms/event-form.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { OtherRefusal } from "../forms/other-refusal.tsx"
import { Alert } from "../ui/alert.tsx"
import { Acts, ButtonLink } from "../ui/button.tsx"
import { DocsList } from "../ui/docs-list.tsx"
import { ListTable } from "../ui/list-table.tsx"
import { Panel } from "../ui/panel.tsx"
import { RowLink, RowName } from "../ui/table.tsx"

type To = (changes: Record<string, string | number>) => string
type Row = ExclusionView["rows"][number]

const UNAVAILABLE = "Подача заявления на отзыв не доступна, т.к. заявление на отзыв"
const ATTACH = "Прикрепить заявление на отзыв"

export function ExclusionTable({
	rows,
	chosen,
	to,
}: {
	rows: readonly Row[]
	chosen: string | null
	to: To
}) {
	return (
		<ListTable
			sorted={SORTED_COLUMNS.exclusion}
			caption="Список заявлений, которые можно отозвать"
			hideCaption
			rows={rows}
			rowKey={(row) => row.id}
			columns={[
				{
					id: "name",
					head: "Фамилия Имя Отчество",
					rowHead: true,
					cell: (row) => (
						<RowLink to={paths.municipalityApplication(row.id)} name={row.fullName}>
							{row.position}, {row.organisation}
						</RowLink>
					),
				},
				{ id: "claimed", head: "Заявленная", cell: (row) => <b>{row.claimed}</b> },
				{ id: "period", head: "Период аттестации", cell: (row) => row.period || "не назначен" },
				{
					id: "state",
					head: "Состояние",
					cell: (row) => (
						<span>
							<StatusTag state={row.state} small>
								{row.short}
							</StatusTag>
							{row.withdrawal ? (
								<small>Заявление на отзыв: {row.withdrawal.toLocaleLowerCase("ru")}</small>
							) : null}
						</span>
					),
				},
				{
					id: "acts",
					head: "Действия",
					th: "",
					span: true,
					cell: (row) =>
						row.id === chosen ? (
							<b>Выбрано</b>
						) : (
							<ButtonLink to={`${to({ application: row.id })}#exclude`} tone="second" small>
								{row.withdrawal ? "Продолжить отзыв" : "Отозвать"}
								<RowName>{row.fullName}</RowName>
							</ButtonLink>
						),
				},
			]}
		/>
	)
}

/** Reason → form → signed scan, one step after another. A step that is closed says why. */
export function ExclusionPanel({
	chosen,
	to,
	refusal,
}: {
	chosen: ExcludedView
	to: To
	refusal: RefusalAnswer | null | undefined
}) {
	const { underway } = chosen
	return (
		<Panel title={`Отзыв заявления: ${chosen.fullName}`} tone="tint" id="exclude">
			<p>
				<StatusTag state={chosen.state} small>
					{chosen.short}
				</StatusTag>
			</p>
			{underway ? (
				<Going chosen={chosen} underway={underway} to={to} refusal={refusal} />
			) : (
				<Beginning chosen={chosen} to={to} refusal={refusal} />
			)}
			<Acts className="mt-5">
				<ButtonLink to={to({ application: "", withdrawal: "" })} tone="text">
					Вернуться к списку
				</ButtonLink>
			</Acts>
		</Panel>
	)
}

function Beginning({ chosen, to, refusal }: Parameters<typeof ExclusionPanel>[0]) {
	if (!chosen.mayForm)
		return (
			<div className="stack mt-4">
				<OtherRefusal refusal={refusal ?? null} events={[]} />
				<Alert tone="wait" title="Это заявление сейчас нельзя отозвать">
					Отозвать можно поданное заявление, пока по нему нет итогового заключения.
				</Alert>
			</div>
		)
	const on: ActingOn = {
		noun: "withdrawal",
		cabinet: "municipality",
		id: "",
		events: chosen.events,
		refusal,
		to: to({ application: chosen.id, withdrawal: "" }),
	}
	return (
		<div className="stack mt-4">
			<RefusedElsewhere on={on} places={["form"]} />
			<BareAct on={on} event="withdrawal.form" />
			<EventForm
				event="withdrawal.submit"
				label={ATTACH}
				tone="second"
				possible={false}
				reasons={[`${UNAVAILABLE} не сформировано.`]}
			/>
		</div>
	)
}

function Going({
	chosen,
	underway,
	to,
	refusal,
}: Parameters<typeof ExclusionPanel>[0] & { underway: ActiveWithdrawal }) {
	const on: ActingOn = {
		noun: "withdrawal",
		cabinet: "municipality",
		id: underway.id,
		version: underway.version,
		events: underway.events,
		refusal,
		given: { accepts: { withdrawal_scan: underway.accepts } },
		to: to({ application: chosen.id, withdrawal: underway.id }),
		returnTo: to({ application: chosen.id, withdrawal: "" }),
	}
	return (
		<div className="stack mt-4">
			<RefusedElsewhere on={on} places={["scan", "discard"]} />
			<p>
				<StatusTag state={underway.state} subject="withdrawal" small>
					{underway.short}
				</StatusTag>
			</p>
			<p>
				Причина отзыва заявления: <b>{underway.reason}</b>
			</p>
			<DocsList
				documents={[{ kind: "DOCX", name: "Скачать заявление на отзыв (Word)", href: underway.formHref }]}
			/>
			{underway.own || underway.sent ? null : (
				<Alert>Заявление на отзыв сформировал педагог или другой координатор. Прикрепит скан он же.</Alert>
			)}
			{underway.sent ? (
				<>
					{underway.scan ? <ScanFindings scan={underway.scan} wrongTitle="Со сканом что-то не так" /> : null}
					<EventForm
						event="withdrawal.submit"
						label={ATTACH}
						tone="second"
						possible={false}
						reasons={[`${UNAVAILABLE} отправлено.`]}
					/>
					<Acts>
						<ButtonLink to={paths.municipalityWithdrawals()} tone="second">
							Зарегистрировать заявление на отзыв
						</ButtonLink>
					</Acts>
				</>
			) : (
				<BareAct on={on} event="withdrawal.submit" />
			)}
			<BareAct on={on} event="withdrawal.discard" />
			<Forms on={on} />
		</div>
	)
}
