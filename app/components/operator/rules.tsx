import type { OperatorRulesView } from "#app/domain/rules/operator-rules.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import { FindingSentences } from "../application/findings.tsx"
import { Checkbox, Field, SubmitButton, TextArea } from "../forms/forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Alert, type AlertTone } from "../ui/alert.tsx"
import { Filters } from "../ui/filters.tsx"
import { Link } from "../ui/link.tsx"
import { Fold } from "../ui/panel.tsx"
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
			{preview && !preview.problem && preview.contradictions.length === 0 ? (
				<Publish draft={draft} preview={preview} version={version} />
			) : null}
			<PostForm className="acts">
				<input type="hidden" name="version" value={version} />
				<SubmitButton name="intent" value="discard" tone="bad">
					Удалить черновик
				</SubmitButton>
			</PostForm>
		</div>
	)
}

const OPEN = ["открытого заявления", "открытых заявлений", "открытых заявлений"] as const

function Impact({ preview }: { preview: Preview }) {
	if (preview.problem) return <Alert tone="bad" title={preview.problem} />
	return (
		<>
			<Sentences tone="bad" title="Правила противоречат друг другу" sentences={preview.contradictions} />
			<Sentences tone="wait" title="Позже эти правила изменятся ещё раз" sentences={preview.again} />
			<AffectedApplications preview={preview} />
			<AffectedPeriods dates={preview.dates} />
		</>
	)
}

function Sentences({
	tone,
	title,
	sentences,
}: {
	tone: AlertTone
	title: string
	sentences: readonly string[]
}) {
	if (sentences.length === 0) return null
	return (
		<Alert tone={tone} title={title}>
			<ul>
				{sentences.map((sentence) => (
					<li key={sentence}>{sentence}</li>
				))}
			</ul>
		</Alert>
	)
}

function AffectedApplications({ preview }: { preview: Preview }) {
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
	{ id: "appears", head: "Появится", cell: ({ appears }) => <FindingSentences findings={appears} /> },
	{
		id: "disappears",
		head: "Исчезнет",
		cell: ({ disappears }) => <FindingSentences findings={disappears} />,
	},
]

const MUNICIPALITIES = ["муниципалитет", "муниципалитета", "муниципалитетов"] as const

function AffectedPeriods({ dates }: Pick<Preview, "dates">) {
	if (dates.length === 0) return null
	return (
		<>
			<DataTable
				caption="Периоды и графики, даты которых изменятся"
				columns={PERIOD_COLUMNS}
				rows={dates}
				rowKey={({ id }) => id}
			/>
			<p className="small muted">
				Открытый график сохраняет свой последний день, пока Вы не возьмёте день из правил на странице периода.
			</p>
		</>
	)
}

const PERIOD_COLUMNS: readonly Column<Preview["dates"][number]>[] = [
	{
		id: "period",
		head: "Период",
		rowHead: true,
		cell: ({ id, label }) => <Link to={paths.operatorPeriods(id)}>{label}</Link>,
	},
	{
		id: "dates",
		head: "Даты",
		cell: ({ dates }) => (
			<ul>
				{dates.map((line) => (
					<li key={line}>{line}</li>
				))}
			</ul>
		),
	},
	{
		id: "schedules",
		head: "Открытые графики с другим днём",
		cell: ({ schedules }) =>
			schedules.length > 0 ? (
				<>
					{counted(schedules.length, MUNICIPALITIES)}
					<Second>{schedules.join(", ")}</Second>
				</>
			) : (
				"—"
			),
	},
]

function Publish({ draft, preview, version }: { draft: Draft; preview: Preview; version: number }) {
	return (
		<PostForm noValidate className="stack">
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
		</PostForm>
	)
}

/** Withdraws a decision that is not in force yet, so that a mistake need not wait for its day. */
function Withdraw({ number }: { number: number }) {
	return (
		<Fold title={`Отменить изменение № ${number}`}>
			<PostForm noValidate className="stack">
				<input type="hidden" name="number" value={number} />
				<TextArea name="why" label="Почему отменяется" hint="Останется в истории" rows={2} />
				<div className="acts">
					<SubmitButton name="intent" value="withdraw" tone="bad">
						Отменить изменение<span className="hide"> № {number}</span>
					</SubmitButton>
				</div>
			</PostForm>
		</Fold>
	)
}

export function RulesHistory({ history }: Pick<OperatorRulesView, "history">) {
	if (history.length === 0) return <p className="muted">Регион правил ещё не менял.</p>
	return (
		<div className="stack-l">
			{history.map(({ number, from, note, at, by, isAhead, withdrawn, differences }) => (
				<section key={number}>
					<h3>
						{withdrawn
							? `№ ${number}, отменено`
							: `№ ${number}, ${isAhead ? "вступит в силу" : "действует"} с ${from}`}
					</h3>
					<p className="small muted mt-2">
						{by}, {at}. {note}
					</p>
					{withdrawn ? (
						<p className="small mt-2">
							Должно было действовать с {from} Отменил(а) {withdrawn.by}, {withdrawn.at}. {withdrawn.why}
						</p>
					) : null}
					<Differences differences={differences} />
					{isAhead && !withdrawn ? <Withdraw number={number} /> : null}
				</section>
			))}
		</div>
	)
}
