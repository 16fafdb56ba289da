import type { SittingView } from "#app/domain/sitting/agenda.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Checkbox, Field, SubmitButton } from "../forms/forms.tsx"
import { isRefused, OneOfForms } from "../forms/one-of-forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Alert, Empty, Why } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"
import { Fold, Panel } from "../ui/panel.tsx"
import { type Column, DataTable, RowName, Second } from "../ui/table.tsx"

type Member = SittingView["roll"]["members"][number]
type RollProps = { view: SittingView; refusal: RefusalAnswer | null }

/** Attendance for the whole agenda at once. Everybody counts as present until marked as absent. */
export function Roll({ view, refusal }: RollProps) {
	const { roll } = view
	return (
		<Panel title="2. Кто присутствовал" id="roll" tone="tint">
			<Quorum quorum={view.sitting.quorum} />
			<Absent members={roll.attended.filter(({ present }) => !present)} />
			{roll.closed ? (
				<Why>{roll.closed}</Why>
			) : roll.members.length === 0 ? (
				<Empty title="Состав комиссии на этот день не внесён">
					Внесите председателя, секретаря и членов комиссии на странице{" "}
					<Link to={paths.operatorCommission()}>«Состав комиссии»</Link>, затем отметьте присутствие.
				</Empty>
			) : (
				<RollForm view={view} refusal={refusal} />
			)}
		</Panel>
	)
}

function Absent({ members }: { members: SittingView["roll"]["attended"] }) {
	if (members.length === 0) return null
	return (
		<>
			<p className="mt-4">Отсутствовали:</p>
			<ul>
				{members.map(({ id, name, absence }) => (
					<li key={id}>
						{name} ({absence})
					</li>
				))}
			</ul>
		</>
	)
}

function RollForm({ view: { roll }, refusal }: RollProps) {
	const is = { intent: "roll" }
	return (
		<Fold
			title={roll.entered ? "Исправить присутствие" : "Отметить отсутствующих"}
			open={!roll.entered || isRefused(refusal, is)}
		>
			<OneOfForms refusal={refusal} is={is}>
				<PostForm className="stack" noValidate>
					<input type="hidden" name="intent" value="roll" />
					<input type="hidden" name="shown" value={roll.asShown} />
					<DataTable
						caption="Состав комиссии в день заседания"
						hideCaption
						columns={COLUMNS}
						rows={roll.members}
						rowKey={(row) => row.id}
					/>
					<div className="acts">
						<SubmitButton>Сохранить присутствие</SubmitButton>
					</div>
				</PostForm>
			</OneOfForms>
		</Fold>
	)
}

const COLUMNS: readonly Column<Member>[] = [
	{
		id: "name",
		head: "Член комиссии",
		rowHead: true,
		cell: (row) => (
			<>
				{row.name}
				<Second>
					{row.office}, {row.post}
				</Second>
			</>
		),
	},
	{
		id: "absent",
		head: "Присутствие",
		span: true,
		cell: (row) => (
			<Checkbox
				name={`absent-${row.id}`}
				bare
				defaultChecked={!row.present}
				label={
					<>
						Отсутствует
						<RowName>{row.name}</RowName>
					</>
				}
			/>
		),
	},
	{
		id: "absence",
		head: "Причина отсутствия",
		span: true,
		cell: (row) => (
			<Field
				name={`absence-${row.id}`}
				label={`Причина отсутствия: ${row.name}`}
				hideLabel
				autoComplete="off"
				defaultValue={row.absence}
			/>
		),
	},
]

function Quorum({ quorum }: { quorum: SittingView["sitting"]["quorum"] }) {
	if (!quorum) return null
	const { holds, present, members, needed } = quorum
	const presence = `Присутствовало ${present} из ${members}`
	if (holds) return <Alert tone="good">{presence}: кворум есть.</Alert>
	return (
		<Alert tone="bad">
			{presence}: кворума нет, нужно не меньше{" "}
			{counted(needed, ["члена комиссии", "членов комиссии", "членов комиссии"])}.
		</Alert>
	)
}
