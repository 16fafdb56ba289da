import { useRef } from "react"
import { verdictText } from "#app/domain/application/application.acts.ts"
import type { AgendaEntry, SittingView } from "#app/domain/sitting/agenda.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { useKeptMarks } from "../acts/kept-marks.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Field, RadioPlates, SubmitButton } from "../forms/forms.tsx"
import { isRefused, OneOfForms } from "../forms/one-of-forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Empty, Why } from "../ui/alert.tsx"
import { buttonClass } from "../ui/button.tsx"
import { Link } from "../ui/link.tsx"
import { Pager } from "../ui/pager.tsx"
import { Fold } from "../ui/panel.tsx"
import { type Column, DataTable, RowLink, RowName, Second } from "../ui/table.tsx"

type AgendaProps = {
	view: Pick<
		SittingView,
		"sitting" | "agenda" | "obstacles" | "total" | "page" | "pageSize" | "proposed" | "papers"
	> & {
		/** What the operator asked to mark at every teacher: «Отложить», or what the experts propose. */
		fill: "later" | "proposed" | null
	}
	refusal: RefusalAnswer | null
}

type Marked = NonNullable<AgendaProps["view"]["fill"]>

const CHOICES = [
	{ value: "granted", label: "Установить" },
	{ value: "refused", label: "Отказать" },
	{ value: "later", label: "Отложить" },
] as const

/**
 * The agenda as one form. It starts with the experts' verdict and a unanimous vote for every teacher, so the operator marks
 * only exceptions. Nothing is saved before the next page, which shows all decisions.
 */
export function AgendaForm({ view, refusal }: AgendaProps) {
	const { agenda, obstacles, total, page, pageSize, fill, papers } = view
	// In a sitting that is over, a decision is the exception.
	const marked = fill ?? (papers.ofDecisionsOnly ? "later" : "proposed")
	const is = { intent: "decide" }
	const typed = isRefused(refusal, is) ? (refusal?.typed ?? {}) : {}
	const place = useRef<HTMLDivElement>(null)
	const marks = useKeptMarks(place, `${view.sitting.id} ${marked}`, agenda.map(({ id }) => id).join(" "))
	const form = (
		<div className="stack" ref={place}>
			{agenda.length > 0 && obstacles.length === 0 ? (
				<HowToDecide view={view} marked={marked} forget={marks.forget} />
			) : null}
			<OneOfForms refusal={refusal} is={is}>
				<PostForm className="stack" noValidate key={marked} onChange={marks.keep}>
					<input type="hidden" name="intent" value="decide" />
					<DataTable
						caption="Повестка заседания"
						hideCaption
						columns={columnsOf({ marked, closed: obstacles.length > 0, typed, ...view.sitting })}
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
				</PostForm>
			</OneOfForms>
			<Pager page={page} pageSize={pageSize} total={total} place="agenda" />
		</div>
	)
	return (
		<section aria-labelledby="agenda" className="stack">
			<h2 id="agenda">4. Решения</h2>
			{/* Who waits now waits for the next sitting. A decision of this one may still have been forgotten. */}
			{papers.ofDecisionsOnly && agenda.length > 0 ? (
				<>
					<p>
						Решения этого заседания внесены. Те, кто ждёт решения сейчас, — вопросы следующего заседания:{" "}
						<Link to={paths.operatorSittings()}>все заседания</Link>.
					</p>
					<Fold
						title="Внести решение, которое забыли"
						open={fill !== null || page > 1 || isRefused(refusal, is)}
					>
						{form}
					</Fold>
				</>
			) : (
				form
			)}
		</section>
	)
}

function HowToDecide({
	view: { sitting, proposed, page, pageSize, total, papers },
	marked,
	forget,
}: Pick<AgendaProps, "view"> & {
	marked: Marked
	/** Drops what was marked, because all rows get another answer. */
	forget: () => void
}) {
	const address = `${paths.operatorSitting(sitting.id)}?page=${page}`
	const byPages =
		total > pageSize ? " Решения вносят по страницам: сначала внесите решения этой, затем следующей." : ""
	if (marked === "later")
		return (
			<p>
				У всех стоит «Отложить».
				{papers.ofDecisionsOnly ? " Отметьте тех, чьё решение этого заседания забыли внести." : ""}
				{byPages}{" "}
				<a href={`${address}&fill=proposed#agenda`} onClick={forget}>
					Поставить решения по заключениям
				</a>
			</p>
		)
	return (
		<p>
			По заключениям специалистов во всей повестке: установить&nbsp;— {proposed.granted}, отказать&nbsp;—{" "}
			{proposed.refused}. Отметьте только исключения: клавиша Tab ведёт дальше по странице, стрелки меняют
			решение.{byPages}{" "}
			<a href={`${address}&fill=later#agenda`} onClick={forget}>
				Поставить у всех «Отложить»
			</a>
		</p>
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

interface Deciding {
	marked: Marked
	closed: boolean
	present: number | null
	typed: Readonly<Record<string, string>>
}

const columnsOf = ({ marked, closed, present, typed }: Deciding): Column<AgendaEntry>[] => [
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
				{row.comesInPerson ? <Second>просил(а) о своём присутствии</Second> : null}
				{row.isMember ? <Second>член комиссии: о себе не голосует</Second> : null}
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
				{row.cameLater ? <Second>передано комиссии {row.cameLater}, после этого заседания</Second> : null}
			</>
		),
	},
	{
		id: "decision",
		head: "Решение",
		span: true,
		cell: (row) =>
			row.own ? (
				"Это Ваше заявление: решение внесёт другой оператор."
			) : closed ? (
				"пока нельзя внести"
			) : (
				<>
					<RadioPlates
						name={`decision-${row.id}`}
						label={`Решение: ${row.name}`}
						hideLabel
						layout="row"
						choices={CHOICES}
						defaultValue={marked === "later" ? "later" : proposed(row)}
					/>
					<VotesOf row={row} present={present} open={VOTES.some(({ name }) => typed[`${name}-${row.id}`])} />
				</>
			),
	},
]

const proposed = ({ verdict }: AgendaEntry) => (verdict === "fails" ? "refused" : "granted")

const VOTES = [
	{ name: "votesFor", label: "За" },
	{ name: "votesAgainst", label: "Против" },
	{ name: "votesAbstained", label: "Воздержались" },
] as const

/** If the part stays folded, the vote was unanimous. */
function VotesOf({ row, present, open }: { row: AgendaEntry; present: number | null; open: boolean }) {
	return (
		<Fold
			open={open}
			title={
				<span>
					Голосовали не единогласно<RowName>{row.name}</RowName>
				</span>
			}
		>
			<p className="hint">Вместе {present}: столько членов комиссии присутствовало.</p>
			<div className="cluster">
				{VOTES.map(({ name, label }) => (
					<Field
						key={name}
						name={`${name}-${row.id}`}
						label={
							<>
								{label}
								<RowName>{row.name}</RowName>
							</>
						}
						inputMode="numeric"
						width="short"
						autoComplete="off"
					/>
				))}
			</div>
		</Fold>
	)
}
