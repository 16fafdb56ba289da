import { Form } from "@remix-run/react"
import { verdictText } from "#app/domain/application/application.acts.ts"
import type { AgendaEntry, SittingView } from "#app/domain/sitting/agenda.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { RadioPlates, SubmitButton } from "../forms/forms.tsx"
import { OneOfForms } from "../forms/one-of-forms.tsx"
import { Empty, Why } from "../ui/alert.tsx"
import { buttonClass } from "../ui/button.tsx"
import { Pager } from "../ui/pager.tsx"
import { type Column, DataTable, RowLink, Second } from "../ui/table.tsx"

type AgendaProps = {
	view: Pick<SittingView, "sitting" | "agenda" | "obstacles" | "total" | "page" | "pageSize"> & {
		/** The results of the conclusions are proposed as decisions. */
		fill: boolean
	}
	refusal: RefusalAnswer | null
}

const CHOICES = [
	{ value: "granted", label: "Установить" },
	{ value: "refused", label: "Отказать" },
	{ value: "later", label: "Отложить" },
] as const

/** The agenda as one form: a decision beside each name, nothing is written about those put off. */
export function AgendaForm({ view, refusal }: AgendaProps) {
	const { agenda, sitting, obstacles, total, page, pageSize, fill } = view
	const address = paths.operatorSitting(sitting.id)
	return (
		<section aria-labelledby="agenda" className="stack">
			<h2 id="agenda">Повестка</h2>
			{agenda.length > 0 && !fill && obstacles.length === 0 ? (
				<p>
					У всех стоит «Отложить».{" "}
					<a href={`${address}?fill=verdicts&page=${page}#agenda`}>Предложить решения по заключениям</a>
				</p>
			) : null}
			<OneOfForms refusal={refusal} is={{ intent: "decide" }}>
				<Form method="post" className="stack" noValidate key={fill ? "filled" : "empty"}>
					<input type="hidden" name="intent" value="decide" />
					<DataTable
						caption="Повестка заседания"
						hideCaption
						columns={columnsOf(fill, obstacles.length > 0)}
						rows={agenda}
						rowKey={(row) => row.id}
						empty={
							<Empty title="Повестка пуста">
								Проверьте подписанные заключения и передайте комиссии заявления упрощённой формы: они появятся
								здесь.
							</Empty>
						}
					/>
					{agenda.length > 0 ? <DecideButton obstacles={obstacles} /> : null}
				</Form>
			</OneOfForms>
			<Pager page={page} pageSize={pageSize} total={total} leaves="fill" place="agenda" />
		</section>
	)
}

function DecideButton({ obstacles }: { obstacles: readonly string[] }) {
	if (obstacles.length === 0)
		return (
			<div className="acts">
				<SubmitButton>Внести решения</SubmitButton>
			</div>
		)
	return (
		<div>
			<Why id="why-not-decide">{obstacles.join(" ")}</Why>
			<button type="button" className={buttonClass()} aria-disabled="true" aria-describedby="why-not-decide">
				Внести решения
			</button>
		</div>
	)
}

const columnsOf = (fill: boolean, closed: boolean): Column<AgendaEntry>[] => [
	{
		id: "name",
		head: "Педагогический работник",
		rowHead: true,
		cell: (row) => (
			<RowLink to={row.to} name={row.name}>
				{row.place}
			</RowLink>
		),
	},
	{
		id: "claim",
		head: "Заявленная категория",
		cell: (row) => (
			<>
				{row.claim}
				{row.period ? <Second>{row.period}</Second> : null}
				{row.comesInPerson ? <Second>придёт на заседание</Second> : null}
			</>
		),
	},
	{
		id: "verdict",
		head: "Заключение",
		cell: (row) => (
			<>
				{row.simplified ? "упрощённая форма, без заключения" : verdictText(row.verdict)}
				{row.notSignedReason ? <Second>Педагог не подписал: {row.notSignedReason}</Second> : null}
			</>
		),
	},
	{
		id: "decision",
		head: "Решение",
		span: true,
		cell: (row) =>
			closed ? (
				"пока нельзя внести"
			) : (
				<RadioPlates
					name={`decision-${row.id}`}
					label={`Решение: ${row.name}`}
					hideLabel
					layout="row"
					choices={CHOICES}
					defaultValue={fill ? proposed(row) : "later"}
				/>
			),
	},
]

const proposed = ({ verdict }: AgendaEntry) => (verdict === "fails" ? "refused" : "granted")
