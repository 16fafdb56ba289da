import { termWords, toneOfTerm } from "#app/domain/application/registration/review-term.ts"
import type { GroupRow, GroupView } from "#app/domain/expert/group.view.server.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { withQuery } from "#app/utils/address.ts"
import { RowAct } from "../acts/row-act.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { OtherRefusal } from "../forms/other-refusal.tsx"
import { Empty, TermLeft } from "../ui/alert.tsx"
import { Figures } from "../ui/figures.tsx"
import { ListTable } from "../ui/list-table.tsx"
import { Pager } from "../ui/pager.tsx"
import { type Column, RowActs, rowToneOfTerm, Second } from "../ui/table.tsx"

/** How many papers are at each step. Each figure filters the list. */
export function GroupFigures({ view, address }: { view: GroupView; address: string }) {
	const { figures, query } = view
	const shown = (show: GroupView["query"]["show"]) => ({
		to: withQuery(address, { show: show === "all" ? null : show, q: query.q }),
		current: query.show === show,
	})
	return (
		<Figures
			figures={[
				{ count: figures.all, label: "очных заключений в работе", ...shown("all") },
				{ count: figures.toReceive, label: "ещё не получены", ...shown("to-receive") },
				{ count: figures.toPass, label: "получены, не переданы", ...shown("to-pass") },
				{
					count: figures.late,
					label: "позже срока",
					...shown("late"),
					...(figures.late > 0 && { tone: "bad" as const }),
				},
			]}
		/>
	)
}

/** Paper conclusions with the dates of both steps. The group head has buttons; a coordinator only reads. */
export function GroupTable({
	view,
	refusal,
}: {
	view: GroupView
	refusal?: RefusalAnswer | null | undefined
}) {
	const { rows, query, page, pageSize, total } = view
	const acts = rows.some(({ events }) => Object.keys(events).length > 0)
	return (
		<>
			<OtherRefusal refusal={refusal ?? null} events={[]} />
			<ListTable
				sorted={SORTED_COLUMNS.papers}
				caption="Очные итоговые заключения предметной группы"
				columns={acts ? [...COLUMNS, actsColumn] : COLUMNS}
				rows={rows}
				rowKey={({ id }) => id}
				rowTone={({ received, passed }) => rowToneOfTerm(toneOf(passed.left ?? received.left))}
				empty={
					query.show === "all" && query.q === "" ? (
						<Empty title="Заключений пока нет" sign="info">
							Здесь появятся педагоги из утверждённых графиков, которые проходят аттестацию очно.
						</Empty>
					) : (
						<Empty title="Под эти условия никто не подходит" sign="info">
							Измените условия отбора или сбросьте их.
						</Empty>
					)
				}
			/>
			<Pager page={page} pageSize={pageSize} total={total} label="Страницы списка" />
		</>
	)
}

const toneOf = (left: number | null) => (left === null ? undefined : toneOfTerm(left))

const Step = ({ step, nothing }: { step: GroupRow["received"]; nothing: string }) =>
	step.on ? (
		<>
			{step.on}
			{step.wasLate ? <Second>позже срока ({step.by})</Second> : null}
		</>
	) : step.left === null ? (
		nothing
	) : (
		<>
			<TermLeft tone={toneOf(step.left)}>{termWords(step.left)}</TermLeft>
			<Second>до {step.by}</Second>
		</>
	)

const COLUMNS: Column<GroupRow>[] = [
	{
		id: "name",
		head: "Педагогический работник",
		rowHead: true,
		cell: (row) => (
			<>
				{row.name}
				<Second>{row.post}</Second>
				<Second>
					<StatusTag state={row.state} small>
						{row.short}
					</StatusTag>
				</Second>
			</>
		),
	},
	{ id: "period", head: "Период", cell: (row) => row.period },
	{ id: "category", head: "Заявленная категория", cell: (row) => row.category },
	{
		id: "experts",
		head: "Специалисты по аттестации",
		span: true,
		cell: (row) => row.experts.map((name) => <Second key={name}>{name}</Second>),
	},
	{ id: "received", head: "Получено", cell: (row) => <Step step={row.received} nothing="нет" /> },
	{ id: "passed", head: "Передано", cell: (row) => <Step step={row.passed} nothing="после получения" /> },
]

const actsColumn: Column<GroupRow> = {
	id: "acts",
	head: "Действия",
	th: "",
	span: true,
	cell: (row) => {
		// The paper is marked once in each of the two steps. The last mark can be taken back.
		const events = row.received.on
			? row.passed.on
				? ["paper.unmark"]
				: ["paper.pass", "paper.unmark"]
			: ["paper.receive"]
		const on = {
			noun: "application",
			cabinet: "group",
			id: row.id,
			version: row.version,
			events: row.events,
			hidden: { applicationId: row.id },
			rowName: row.name,
		} as const
		return (
			<RowActs>
				{events.map((event) => (
					<RowAct key={event} on={on} event={event} stays />
				))}
			</RowActs>
		)
	},
}
