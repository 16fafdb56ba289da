import { verdictText } from "#app/domain/application/application.acts.ts"
import type { ConclusionRow } from "#app/domain/application/assessment/operator-conclusions.view.server.ts"
import type { ActingOn } from "../acts/acting-on.ts"
import { RowAct } from "../acts/row-act.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { type Column, RowLink, Second } from "../ui/table.tsx"

type Refusal = RefusalAnswer | null | undefined

/** Columns of the list of conclusions. Each row shows its own refusal. */
export const conclusionColumns = (refusal: Refusal): Column<ConclusionRow>[] => [
	{
		id: "name",
		head: "Педагогический работник",
		rowHead: true,
		cell: (row) => (
			<RowLink to={row.to} name={row.name}>
				{row.municipality}
			</RowLink>
		),
	},
	{
		id: "claim",
		head: "Категория, период",
		cell: (row) => (
			<>
				{row.claim}
				{row.period ? <Second>{row.period}</Second> : null}
			</>
		),
	},
	{
		id: "result",
		head: "Результат",
		cell: (row) => (
			<>
				<StatusTag state={row.state} small>
					{row.short}
				</StatusTag>
				<Second>{resultOf(row)}</Second>
				{row.notSignedReason ? <Second>Педагог не подписал: {row.notSignedReason}</Second> : null}
				{row.disputeComment ? <Second>Не согласен: {row.disputeComment}</Second> : null}
			</>
		),
	},
	{ id: "files", head: "Файлы", span: true, cell: (row) => <Files row={row} /> },
	{
		id: "acts",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) => <RowForms row={row} refusal={refusal} />,
	},
]

function resultOf({ verdict, proposed, since }: ConclusionRow): string {
	if (verdict) return `Принято: ${verdictText(verdict)}`
	return proposed ? `Специалисты предлагают: ${verdictText(proposed)}; с ${since}` : `с ${since}`
}

function Files({ row }: { row: ConclusionRow }) {
	if (row.files.length === 0) return "нет"
	return row.files.map(({ href, name }) => (
		<p key={href}>
			<a href={href}>{name}</a>
		</p>
	))
}

/** What the operator can do with this row now. */
function RowForms({ row, refusal }: { row: ConclusionRow; refusal: Refusal }) {
	const on: ActingOn = {
		noun: "application",
		cabinet: "operator",
		id: row.id,
		version: row.version,
		events: row.events,
		refusal,
		hidden: { applicationId: row.id },
		rowName: row.name,
	}
	return (
		<div className="stack">
			<RowAct on={on} event="application.admit" stays />
			<RowAct on={on} event="conclusion.assess" title="Проверить" />
			<RowAct on={on} event="conclusion.return" />
		</div>
	)
}
