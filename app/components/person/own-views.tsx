import type { ReactNode } from "react"
import type { SavedViewsView } from "#app/domain/list/saved/saved-views.server.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Checkbox, Field, SubmitButton } from "../forms/forms.tsx"
import { isRefused, OneOfForms } from "../forms/one-of-forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Empty } from "../ui/alert.tsx"
import { Fold, Panel } from "../ui/panel.tsx"
import { type Column, DataTable, RowName, Second } from "../ui/table.tsx"

type Refusal = RefusalAnswer | null | undefined
type Row = SavedViewsView["views"][number]

/** Saves the list as it was set when the person came here. */
export function SaveView({
	asked,
	refusal,
}: {
	asked: NonNullable<SavedViewsView["asked"]>
	refusal: Refusal
}) {
	return (
		<Panel title="Сохранить вид" tone="tint">
			<OneOfForms refusal={refusal} is={{ intent: "save" }}>
				<PostForm className="stack mt-4" noValidate>
					<input type="hidden" name="intent" value="save" />
					<input type="hidden" name="query" value={asked.query} />
					<Field
						name="name"
						label="Название"
						hint={`Например, «Просроченные» или «Школа № 5». Список: ${asked.title}.`}
						width="medium"
						autoComplete="off"
					/>
					<Checkbox name="opening" label="Открывать список сразу с этим видом" />
					<div className="acts">
						<SubmitButton>Сохранить и вернуться к списку</SubmitButton>
					</div>
				</PostForm>
			</OneOfForms>
		</Panel>
	)
}

/** The saved views, each to open, rename and delete; then those that were deleted last. */
export function OwnViews({
	view: { asked, views, removed },
	refusal,
}: {
	view: SavedViewsView
	refusal: Refusal
}) {
	return (
		<>
			<DataTable
				caption={asked ? `Виды списка «${asked.title}»` : "Все сохранённые виды"}
				columns={columnsOf(refusal, asked !== null)}
				rows={views}
				rowKey={(row) => row.id}
				empty={
					<Empty title="Сохранённых видов нет">
						Отберите нужное в списке и нажмите над ним «Сохранить этот вид».
					</Empty>
				}
			/>
			{removed.length > 0 ? (
				<section className="stack" aria-labelledby="removed">
					<h2 id="removed">Удалённые виды</h2>
					{removed.map((row) => (
						<OneOfForms key={row.id} refusal={refusal} is={{ intent: "restore", id: row.id }}>
							<OneButton row={row} intent="restore">
								Вернуть вид «{row.name}»
							</OneButton>
						</OneOfForms>
					))}
				</section>
			) : null}
		</>
	)
}

/** @param ofOne the list's name stands above the table */
const columnsOf = (refusal: Refusal, ofOne: boolean): Column<Row>[] => [
	{
		id: "name",
		head: "Вид",
		rowHead: true,
		cell: (row) => (
			<>
				<a href={row.to}>{row.name}</a>
				{ofOne ? null : <Second>{row.title}</Second>}
				{row.opening ? <Second>с него открывается список</Second> : null}
			</>
		),
	},
	{
		id: "acts",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) => (
			<div className="stack">
				<Rename row={row} refusal={refusal} />
				<div className="acts">
					<OneButton row={row} intent={row.opening ? "open-all" : "open"}>
						{row.opening ? "Открывать список целиком" : "Открывать список с этим видом"}
						<RowName>{row.name}</RowName>
					</OneButton>
					<OneButton row={row} intent="remove">
						Удалить
						<RowName>{row.name}</RowName>
					</OneButton>
				</div>
			</div>
		),
	},
]

function Rename({ row, refusal }: { row: Row; refusal: Refusal }) {
	const is = { intent: "rename", id: row.id }
	return (
		<Fold title="Переименовать" open={isRefused(refusal, is)}>
			<OneOfForms refusal={refusal} is={is}>
				<PostForm className="stack" noValidate>
					<input type="hidden" name="intent" value="rename" />
					<input type="hidden" name="id" value={row.id} />
					<Field name="name" label="Название" defaultValue={row.name} width="medium" autoComplete="off" />
					<div className="acts">
						<SubmitButton small>Сохранить название</SubmitButton>
					</div>
				</PostForm>
			</OneOfForms>
		</Fold>
	)
}

const OneButton = ({ row, intent, children }: { row: Row; intent: string; children: ReactNode }) => (
	<PostForm>
		<input type="hidden" name="intent" value={intent} />
		<input type="hidden" name="id" value={row.id} />
		<SubmitButton tone="second" small>
			{children}
		</SubmitButton>
	</PostForm>
)
