import { useState } from "react"
import type { AssignmentView } from "#app/domain/application/scheduling/assignment.view.server.ts"
import { Field, FieldGroup, Select } from "../forms/forms.tsx"
import { Alert, Empty } from "../ui/alert.tsx"
import { type Column, DataTable, Finds, Load, Second } from "../ui/table.tsx"

type Expert = AssignmentView["roster"][number]
type Row = Expert | null

type ExpertsTableProps = {
	view: AssignmentView
	/** What was sent and refused. The choices stay. */
	typed: Readonly<Record<string, string>> | undefined
}

/** From this number on a load is shown as high. It does not exclude an expert. */
const GREAT_LOAD = 8
const SEATS = [
	{ name: "expert1", word: "Первый" },
	{ name: "expert2", word: "Второй" },
] as const

/** Experts of the municipality with their load, and one choice for each of the two seats. */
export function ExpertsTable({ view, typed }: ExpertsTableProps) {
	const picked = SEATS.map(({ name }, index) => typed?.[name] ?? view.experts[index] ?? "")
	const [ticked, setTicked] = useState<Readonly<Record<string, string>>>({})
	return (
		<section
			aria-labelledby="experts"
			onChange={({ target }) => {
				if (target instanceof HTMLInputElement) setTicked({ ...ticked, [target.name]: target.value })
			}}
		>
			<h2 id="experts">Специалисты по аттестации</h2>
			<p className="hint">{listNote(view)}</p>
			<div className="cluster cluster--end mt-4">
				<Select
					name="subject"
					label="Показать специалистов"
					width="medium"
					defaultValue={view.subject}
					options={[
						{ value: "near", label: "близких предметов и должностей" },
						{ value: "all", label: "всех предметов и должностей" },
					]}
				/>
				{view.searched ? (
					<Field
						name="specialist"
						label="Фамилия или имя специалиста"
						width="medium"
						defaultValue={view.specialist}
					/>
				) : null}
				{view.assign?.possible ? (
					<button type="submit" formMethod="get" className="btn btn--second">
						Показать специалистов на период
					</button>
				) : null}
			</div>
			{view.specialist !== "" && view.rosterFound === 0 ? (
				<Alert tone="wait" sign="info" className="mt-4">
					С именем «{view.specialist}» в муниципалитете никого нет. Проверьте, как оно написано, или очистите
					поле.
				</Alert>
			) : null}
			{view.rosterTotal === 0 && view.specialist === "" ? (
				<Empty title="В муниципалитете нет специалистов">
					Пригласите их в разделе «Приглашение» и внесите в список, утверждённый на учебный год.
				</Empty>
			) : (
				<DataTable<Row>
					className="mt-4"
					caption="Специалисты по аттестации и их нагрузка"
					hideCaption
					rows={[...view.roster, null]}
					rowKey={(row) => row?.id ?? "nobody"}
					rowTone={(row) => (row && row.obstacles.length > 0 ? "off" : undefined)}
					columns={columns(picked.map((id, index) => ticked[SEATS[index]?.name ?? ""] ?? id))}
				/>
			)}
		</section>
	)
}

function listNote({ schoolYear, chosenLabel, roster, rosterTotal, searched }: AssignmentView): string {
	const list = schoolYear
		? `Список утверждён на ${schoolYear} учебный год. Нагрузка — сколько педагогов у специалиста в периоде ${chosenLabel}, кроме этого.`
		: "Выберите период, чтобы увидеть, кто внесён в список на его учебный год."
	if (roster.length >= rosterTotal) return list
	const shown = `${list} Показано ${roster.length} из ${rosterTotal}`
	return searched
		? `${shown}: сначала те, кто ведёт тот же предмет и у кого меньше педагогов. Остальных найдите по фамилии.`
		: `${shown}.`
}

const columns = (picked: readonly string[]): Column<Row>[] => [
	{
		id: "name",
		head: "ФИО, должность, место работы",
		rowHead: true,
		cell: (row) => (row ? <Who expert={row} /> : "Не назначен"),
	},
	{
		id: "load",
		head: "Нагрузка, человек",
		th: "Нагрузка",
		span: true,
		cell: (row) => (row ? <Load value={row.load} max={GREAT_LOAD} /> : "—"),
	},
	...SEATS.map(
		({ name, word }, index): Column<Row> => ({
			id: name,
			head: word,
			cell: (row) => (
				<label className="box">
					<span className="hide">
						{word} специалист: {row?.name ?? "не назначен"}
					</span>
					<input
						type="radio"
						id={row === null ? `f-${name}` : undefined}
						name={name}
						value={row?.id ?? ""}
						defaultChecked={picked[index] === (row?.id ?? "")}
						// The expert in the seat can always be selected. The refusal then says why it is impossible, and the seat does
						// not silently become empty.
						disabled={row !== null && row.obstacles.length > 0 && picked[index] !== row.id}
					/>
				</label>
			),
		}),
	),
]

function Who({ expert }: { expert: Expert }) {
	const finds = [
		...expert.obstacles.map((text) => ({ tone: "no" as const, text, id: text })),
		...(expert.isColleague
			? [
					{
						tone: "warn" as const,
						id: "colleague",
						text: (
							<>
								Коллега по той же организации: нужна подтверждённая причина.{" "}
								<a href="#f-colleagueReason1">Указать причину</a>
							</>
						),
					},
				]
			: []),
		...(expert.assessesEachOther
			? [
					{
						tone: "warn" as const,
						id: "mutual",
						text: "В этом же периоде аттестуемый сам оценивает этого специалиста",
					},
				]
			: []),
		...(expert.load > GREAT_LOAD ? [{ tone: "warn" as const, id: "load", text: "Большая нагрузка" }] : []),
	]
	return (
		<>
			{expert.name}
			<Second>{[expert.position, expert.workplace].filter(Boolean).join(", ")}</Second>
			{finds.length > 0 ? (
				<Second>
					<Finds finds={finds} />
				</Second>
			) : null}
		</>
	)
}

/** Shown only if a colleague can be chosen. */
export function ColleagueReasons({ view }: { view: AssignmentView }) {
	if (!view.roster.some(({ isColleague, obstacles }) => isColleague && obstacles.length === 0)) return null
	return (
		<FieldGroup
			legend="Если назначен коллега по той же организации"
			hint="Укажите, почему нельзя назначить другого специалиста. Без причины назначение не сохранится."
		>
			{SEATS.map(({ word }, index) => (
				<Field
					key={word}
					name={`colleagueReason${index + 1}`}
					label={`${word} специалист: причина`}
					defaultValue={view.colleagueReasons[index]}
					className="mt-3"
				/>
			))}
		</FieldGroup>
	)
}
