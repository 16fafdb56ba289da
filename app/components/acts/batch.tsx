import type { BatchRow, BatchView } from "#app/domain/batch/batch.view.server.ts"
import { counted, thousands } from "#app/utils/russian.ts"
import { PostForm } from "../forms/post-form.tsx"
import { SubmitButton } from "../forms/submit-button.tsx"
import { RuleLinks } from "../help/rule-links.tsx"
import { Alert, Empty } from "../ui/alert.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { Link } from "../ui/link.tsx"
import { PageHead } from "../ui/page-head.tsx"
import { Pager } from "../ui/pager.tsx"
import { Fold } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { type Column, DataTable, Finds, type RowTone, Second } from "../ui/table.tsx"
import { Page } from "../ui/wrap.tsx"
import { useWayBack } from "./kept-form.ts"

/** The page between a form and its act: who is concerned, what will be sent, who is left out. Afterwards it shows the result. */
export function BatchPage({ batch }: { batch: BatchView }) {
	const { words, counts, items, started, back, page, pageSize } = batch
	useWayBack(batch.id, batch.formPage, started)
	return (
		<>
			<PageHead title={words.title} lead={started ? undefined : words.lead}>
				<SummaryList
					dense
					items={[
						...words.typed.map(({ label, value }) => ({ term: label, value })),
						...(started ? [] : foreseenOf(batch)),
					]}
				/>
			</PageHead>
			<Page className="stack-l">
				{started ? <Result batch={batch} /> : null}
				<Go batch={batch} />
				<DataTable
					caption={started ? "Что получилось" : "Кого это касается"}
					columns={started ? [nameColumn, resultColumn] : [nameColumn, changeColumn, lettersColumn]}
					rows={items}
					rowKey={({ number }) => String(number)}
					rowTone={toneOf}
					empty={<Empty title="На этой странице никого нет">Вернитесь на первую страницу.</Empty>}
				/>
				<Pager page={page} pageSize={pageSize} total={totalOf(counts)} label="Страницы списка" />
				{started ? (
					<p>
						<Link to={back}>Вернуться к работе</Link>
					</p>
				) : null}
			</Page>
		</>
	)
}

const totalOf = (counts: BatchView["counts"]) => Object.values(counts).reduce((sum, count) => sum + count, 0)

/** Numbers before the act: how many change, how many do not, which letters are sent. */
function foreseenOf({ words, counts }: BatchView) {
	const total = words.letters.reduce((sum, { count }) => sum + count, 0)
	return [
		{ term: "Изменится", value: counted(counts.planned, words.units) },
		{ term: "Останется как есть", value: thousands(counts.leftOut) },
		{
			term: "Писем будет отправлено",
			value:
				total === 0 ? (
					"ни одного"
				) : (
					<>
						{thousands(total)}
						<ul>
							{words.letters.map(({ label, count }) => (
								<li key={label}>
									{label}, {thousands(count)}
								</li>
							))}
						</ul>
					</>
				),
		},
	]
}

/** The button that runs the batch and shows the number. It also continues an interrupted batch. */
function Go({ batch: { words, counts, started, back } }: { batch: BatchView }) {
	if (counts.planned === 0)
		return started ? null : (
			<Alert tone="wait" title="Выполнять нечего">
				<p>Все выбранные остаются как есть. Причины указаны в списке.</p>
				<p>
					<Link to={back}>Вернуться</Link>
				</p>
			</Alert>
		)
	return (
		<PostForm className="acts">
			<SubmitButton busyText="Выполняется…" name="intent" value="carry-out">
				{started ? "Продолжить: осталось" : words.verb} {counted(counts.planned, words.units)}
			</SubmitButton>
			{started ? null : (
				<ButtonLink to={back} tone="second">
					Вернуться, ничего не меняя
				</ButtonLink>
			)}
		</PostForm>
	)
}

function Result({ batch: { words, counts } }: { batch: BatchView }) {
	const { done, refused, planned } = counts
	const tone = refused + planned === 0 ? "good" : done > 0 ? "wait" : "bad"
	return (
		<Alert tone={tone} live title={`${words.done}: ${counted(done, words.units)}`}>
			{refused > 0 ? (
				<p>
					Не получилось: {counted(refused, words.units)}. Причина указана у каждого; остальных это не
					задержало.
				</p>
			) : null}
			{planned > 0 ? <p>Ещё не выполнено: {counted(planned, words.units)}.</p> : null}
		</Alert>
	)
}

const toneOf = ({ outcome }: BatchRow): RowTone | undefined =>
	outcome === "leftOut" ? "off" : outcome === "refused" ? "late" : undefined

const nameColumn: Column<BatchRow> = {
	id: "name",
	head: "Кто",
	rowHead: true,
	cell: ({ name, to, lines }) => (
		<>
			{to ? <Link to={to}>{name}</Link> : name}
			{lines.map((line) => (
				<Second key={line}>{line}</Second>
			))}
		</>
	),
}

const Reasons = ({ reasons, rules }: Pick<BatchRow, "reasons" | "rules">) => (
	<>
		<Finds finds={reasons.map((text) => ({ tone: "no" as const, id: text, text }))} />
		<RuleLinks rules={rules} />
	</>
)

const changeColumn: Column<BatchRow> = {
	id: "change",
	head: "Что будет",
	span: true,
	cell: ({ act, outcome, reasons, rules }) =>
		outcome === "leftOut" ? (
			<>
				Останется как есть
				<Reasons reasons={reasons} rules={rules} />
			</>
		) : (
			(act ?? "Изменится")
		),
}

const lettersColumn: Column<BatchRow> = {
	id: "letters",
	head: "Письма",
	span: true,
	cell: ({ letters, outcome }) => {
		if (outcome === "leftOut" || letters.length === 0) return "нет"
		const list = (
			<ul>
				{letters.map((letter) => (
					<li key={letter}>{letter}</li>
				))}
			</ul>
		)
		return letters.length > 4 ? <Fold title={`Писем: ${letters.length}`}>{list}</Fold> : list
	},
}

const RESULTS: Readonly<Record<string, string>> = {
	done: "Выполнено",
	refused: "Не выполнено",
	leftOut: "Не участвовало",
	planned: "Ещё не выполнено",
}

const resultColumn: Column<BatchRow> = {
	id: "result",
	head: "Результат",
	span: true,
	cell: ({ outcome, reasons, rules }) => (
		<>
			{RESULTS[outcome]}
			{reasons.length > 0 ? <Reasons reasons={reasons} rules={rules} /> : null}
		</>
	),
}
