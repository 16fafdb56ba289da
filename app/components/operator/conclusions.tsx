import type { ReactNode } from "react"
import type { ConclusionRow } from "#app/domain/application/assessment/operator-conclusions.view.server.ts"
import { StatusTag } from "../application/status-tag.tsx"
import { CompleteBox, VERDICTS, verdictText } from "../expert/conclusion-form.tsx"
import { EventForm } from "../forms/event-form.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { RadioPlates, TextArea } from "../forms/forms.tsx"
import { isRefused, OneOfForms } from "../forms/one-of-forms.tsx"
import { Fold } from "../ui/panel.tsx"
import { type Column, RowLink, Second } from "../ui/table.tsx"

type Refusal = RefusalAnswer | null | undefined

/** Columns of the list of conclusions; each row keeps what was refused to it. */
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

type RowProps = { row: ConclusionRow; refusal: Refusal }

function RowForms({ row, refusal }: RowProps) {
	return (
		<div className="stack">
			{row.admit ? <Admit row={row} refusal={refusal} /> : null}
			{row.assess?.possible ? (
				<RowForm
					row={row}
					refusal={refusal}
					event="conclusion.assess"
					title="Проверить"
					label={row.assess.button}
				>
					<RadioPlates name="verdict" label="Заявленной квалификационной категории" choices={VERDICTS} />
					<CompleteBox note="" />
				</RowForm>
			) : null}
			{row.return?.possible ? (
				<RowForm
					row={row}
					refusal={refusal}
					event="conclusion.return"
					title="Вернуть с замечанием"
					label={row.return.button}
				>
					<TextArea name="remark" label="Замечание" rows={3} />
				</RowForm>
			) : null}
		</div>
	)
}

/** The one act of a simplified application: a button, or why not yet. */
function Admit({ row, refusal }: RowProps) {
	const hidden = { applicationId: row.id }
	return (
		<OneOfForms refusal={refusal} is={{ ...hidden, event: "application.admit" }}>
			<EventForm
				event="application.admit"
				label={row.admit?.button ?? ""}
				tone="second"
				small
				possible={row.admit?.possible}
				reasons={row.admit?.reasons}
				version={row.version}
				hidden={hidden}
				rowName={row.name}
			/>
		</OneOfForms>
	)
}

function RowForm({
	row,
	refusal,
	event,
	title,
	label,
	children,
}: RowProps & { event: string; title: string; label: string; children: ReactNode }) {
	const hidden = { applicationId: row.id }
	const is = { ...hidden, event }
	return (
		<Fold title={title} open={isRefused(refusal, is)}>
			<OneOfForms refusal={refusal} is={is}>
				<EventForm
					event={event}
					label={label}
					tone="second"
					small
					version={row.version}
					hidden={hidden}
					rowName={row.name}
				>
					{children}
				</EventForm>
			</OneOfForms>
		</Fold>
	)
}
