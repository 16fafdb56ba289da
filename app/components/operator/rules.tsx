import { Form } from "@remix-run/react"
import type { OperatorRulesView } from "#app/domain/rules/operator-rules.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import { Checkbox, Field, SubmitButton, TextArea } from "../forms/forms.tsx"
import { Alert } from "../ui/alert.tsx"
import { Filters } from "../ui/filters.tsx"
import { Link } from "../ui/link.tsx"
import { type Column, DataTable, Second } from "../ui/table.tsx"

type Draft = NonNullable<OperatorRulesView["draft"]>
type Preview = NonNullable<Draft["preview"]>
type Difference = Draft["differences"][number]

export function Differences({ differences }: { differences: readonly Difference[] }) {
	return (
		<ul>
			{differences.map(({ rule, title, what }) => (
				<li key={`${rule} ${what}`}>
					<b>{title}</b>: {what}
				</li>
			))}
		</ul>
	)
}

/** The draft: what it changes, whom it affects, and how it comes into force. */
export function RulesDraft({ draft, version }: { draft: Draft; version: number }) {
	const { differences, preview } = draft
	return (
		<div className="stack">
			{differences.length > 0 ? (
				<Differences differences={differences} />
			) : (
				<p>Правила в черновике такие же, как действующие.</p>
			)}
			<Filters label="С какого дня" submit="Посмотреть, что изменится">
				<Field name="from" label="С какого дня" defaultValue={draft.from} width="date" autoComplete="off" />
			</Filters>
			{preview ? <Impact preview={preview} /> : null}
			{preview && !preview.problem ? <Publish draft={draft} preview={preview} version={version} /> : null}
			<Form method="post" className="acts">
				<input type="hidden" name="version" value={version} />
				<SubmitButton name="intent" value="discard" tone="bad">
					Удалить черновик
				</SubmitButton>
			</Form>
		</div>
	)
}

const OPEN = ["открытого заявления", "открытых заявлений", "открытых заявлений"] as const

function Impact({ preview }: { preview: Preview }) {
	if (preview.problem) return <Alert tone="bad" title={preview.problem} />
	const { count, named, examined, day, past } = preview
	if (count === 0)
		return (
			<Alert tone="good" title="Ни у одного открытого заявления замечания не изменятся">
				<p>
					С {day}. Проверено {counted(examined, ["заявление", "заявления", "заявлений"])}: поданные раньше
					этого дня остаются при своих правилах.
				</p>
			</Alert>
		)
	return (
		<>
			<Alert tone="wait" title={`Замечания изменятся у ${counted(count, OPEN)}`}>
				<p>
					С {day}.{" "}
					{past
						? "Дата прошла: среди них есть уже поданные."
						: "Ещё не поданные заявления оценены так, будто их подадут в этот день."}
				</p>
			</Alert>
			<DataTable
				caption={count > named.length ? `Первые ${named.length} из ${count}` : "У кого изменятся замечания"}
				columns={COLUMNS}
				rows={named}
				rowKey={({ id }) => id}
			/>
		</>
	)
}

const COLUMNS: readonly Column<Preview["named"][number]>[] = [
	{
		id: "name",
		head: "Педагог",
		rowHead: true,
		cell: ({ id, name, municipality }) => (
			<>
				<Link to={paths.operatorApplication(id)}>{name}</Link>
				<Second>{municipality}</Second>
			</>
		),
	},
	{ id: "number", head: "Номер в журнале", cell: ({ number }) => number },
	{ id: "appears", head: "Появится", cell: ({ appears }) => appears.join(" ") || "—" },
	{ id: "disappears", head: "Исчезнет", cell: ({ disappears }) => disappears.join(" ") || "—" },
]

function Publish({ draft, preview, version }: { draft: Draft; preview: Preview; version: number }) {
	return (
		<Form method="post" noValidate className="stack">
			<h3>{`Ввести в действие с ${preview.day}`}</h3>
			<input type="hidden" name="version" value={version} />
			<input type="hidden" name="inForceFrom" value={draft.from} />
			<TextArea
				name="note"
				label="Чем вызвано изменение"
				hint="Например: распоряжение департамента от 01.11.2026 № 12"
				rows={2}
			/>
			{preview.past ? (
				<Checkbox name="past" label="Дата прошла: изменить замечания и к уже поданным заявлениям из списка" />
			) : null}
			<div className="acts">
				<SubmitButton name="intent" value="publish" busyText="Вводим…">
					Ввести правила в действие
				</SubmitButton>
			</div>
		</Form>
	)
}

export function RulesHistory({ history }: Pick<OperatorRulesView, "history">) {
	if (history.length === 0) return <p className="muted">Регион правил ещё не менял.</p>
	return (
		<div className="stack-l">
			{history.map(({ number, from, note, at, by, differences }) => (
				<section key={number}>
					<h3>{`№ ${number}, действует с ${from}`}</h3>
					<p className="small muted mt-2">
						{by}, {at}. {note}
					</p>
					<Differences differences={differences} />
				</section>
			))}
		</div>
	)
}
