import type { SittingView } from "#app/domain/sitting/agenda.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { RowAct } from "../acts/row-act.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { OneOfForms } from "../forms/one-of-forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { SubmitButton } from "../forms/submit-button.tsx"
import { Link } from "../ui/link.tsx"
import { Pager } from "../ui/pager.tsx"
import { DataTable, RowLink } from "../ui/table.tsx"

type Admission = SittingView["toAdmit"][number]
type DecidedEntry = SittingView["decided"][number]

const nameColumn = {
	id: "name",
	head: "Педагогический работник",
	rowHead: true,
	cell: (row: { to: string; name: string; place: string }) => (
		<RowLink to={row.to} name={row.name}>
			{row.place}
		</RowLink>
	),
}

/** The form that the table's ticks belong to. Each row has another form of its own. */
const ADMIT = "admit"

/** Applications by the simplified procedure that are not on the agenda yet. */
export function Admissions({
	entries,
	total,
	refusal,
}: {
	entries: readonly Admission[]
	total: number
	refusal: RefusalAnswer | null
}) {
	if (entries.length === 0) return null
	return (
		<section aria-labelledby="admissions" className="stack">
			<h2 id="admissions">Упрощённая форма: не переданы комиссии</h2>
			{total > entries.length ? (
				<p>
					Здесь первые {entries.length} из {total}:{" "}
					<Link to={paths.operatorConclusions({ show: "to-admit" })}>все, кого ещё не передали</Link>.
				</p>
			) : null}
			<OneOfForms refusal={refusal} is={{ intent: ADMIT }}>
				<PostForm id={ADMIT} className="acts">
					<SubmitButton tone="second" name="intent" value={ADMIT}>
						Передать отмеченные комиссии
					</SubmitButton>
				</PostForm>
				<DataTable
					caption="Заявления упрощённой формы, которых нет в повестке"
					hideCaption
					pick={{
						value: (row) => row.id,
						label: (row) => `Отметить: ${row.name}`,
						// The row's own button says why.
						disabled: (row) => row.events["application.admit"]?.possible === false,
						form: ADMIT,
					}}
					columns={[
						nameColumn,
						{ id: "claim", head: "Заявленная категория", cell: (row: Admission) => row.claim },
						{
							id: "acts",
							head: "Действия",
							th: "",
							span: true,
							cell: (row: Admission) => (
								<RowAct
									on={{
										noun: "application",
										cabinet: "operator",
										id: row.id,
										version: row.version,
										events: row.events,
										hidden: { applicationId: row.id },
										rowName: row.name,
									}}
									event="application.admit"
									stays
								/>
							),
						},
					]}
					rows={entries}
					rowKey={(row) => row.id}
				/>
			</OneOfForms>
		</section>
	)
}

/** The decisions of this sitting. */
export function Decided({
	entries,
	pages,
	order,
}: {
	entries: readonly DecidedEntry[]
	pages: SittingView["decidedPages"]
	order: string
}) {
	if (entries.length === 0) return null
	return (
		<section aria-labelledby="decided" className="stack">
			<h2 id="decided">Решения этого заседания</h2>
			{order ? <p>Распоряжение {order}. Педагогам отправлены письма.</p> : null}
			<DataTable
				caption="Педагогические работники и решения о них"
				hideCaption
				columns={[
					nameColumn,
					{ id: "claim", head: "Заявленная категория", cell: (row: DecidedEntry) => row.claim },
					{ id: "votes", head: "Голоса", cell: (row: DecidedEntry) => row.votes || "не внесены" },
					{
						id: "decision",
						head: "Решение",
						cell: (row: DecidedEntry) => (
							<StatusTag state={row.state} small>
								{row.short}
							</StatusTag>
						),
					},
				]}
				rows={entries}
				rowKey={(row) => row.id}
			/>
			<Pager {...pages} param="decided" label="Страницы решений" place="decided" />
		</section>
	)
}
