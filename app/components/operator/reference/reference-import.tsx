import type { ReactNode } from "react"
import type { ImportView } from "#app/domain/reference/lists/import.server.ts"
import { REFERENCE_LISTS } from "#app/domain/reference/lists/kinds.ts"
import { paths } from "#app/utils/paths.ts"
import { counted, thousands } from "#app/utils/russian.ts"
import type { RefusalAnswer } from "../../forms/field-base.tsx"
import { FileField, Refusable, SubmitButton } from "../../forms/forms.tsx"
import { PostForm } from "../../forms/post-form.tsx"
import { Alert, Empty } from "../../ui/alert.tsx"
import { ButtonLink } from "../../ui/button.tsx"
import { Link } from "../../ui/link.tsx"
import { type Column, DataTable, Finds } from "../../ui/table.tsx"

type Refusal = RefusalAnswer | null

export function ImportForm({ list, refusal }: { list: keyof typeof REFERENCE_LISTS; refusal: Refusal }) {
	const { fields } = REFERENCE_LISTS[list]
	return (
		<Refusable refusal={refusal}>
			<PostForm encType="multipart/form-data" className="stack">
				<input type="hidden" name="intent" value="read" />
				<FileField
					name="file"
					label="Файл со списком"
					hint="Книга Excel (.xlsx) или CSV до 20 МБ. Над строкой с названиями столбцов может стоять заголовок."
					accept=".xlsx,.csv"
				/>
				<p className="small">
					Столбцы: {fields.map(({ label }) => `«${label}»`).join(", ")}, «Действует» (да или нет) и, чтобы
					переименовать, «Новое название». Пустая клетка ничего не меняет. Записи, которых в файле нет,
					остаются как есть.
				</p>
				<SubmitButton busyText="Читаем файл…">Показать, что изменится</SubmitButton>
			</PostForm>
		</Refusable>
	)
}

/** What the file would change: numbers first, then each row. */
export function ImportPlan({ view, refusal }: { view: ImportView; refusal: Refusal }) {
	const { counts, most, appliedAt } = view
	const work = counts.added + counts.changed
	if (appliedAt)
		return (
			<Alert tone="good" title={`Этот файл загружен ${appliedAt}`}>
				Что изменилось, видно на странице{" "}
				<Link to={paths.operatorAudit({ show: "accounts" })}>«Проверка действий»</Link>.
			</Alert>
		)
	return (
		<>
			{counts.failed > 0 ? (
				<Alert tone="wait" title={`Не загрузятся: ${counted(counts.failed, ROWS)}`}>
					Исправьте ошибки в файле и загрузите его снова. Остальные строки можно загрузить уже сейчас.
				</Alert>
			) : null}
			<Refusable refusal={refusal}>
				<div className="acts">
					{work > 0 ? (
						<PostForm>
							<input type="hidden" name="intent" value="apply" />
							<input type="hidden" name="digest" value={view.digest} />
							<SubmitButton busyText="Загружается…">Загрузить: {counted(work, CHANGES)}</SubmitButton>
						</PostForm>
					) : null}
					<PostForm>
						<input type="hidden" name="intent" value="drop" />
						<SubmitButton tone="second">Не загружать этот файл</SubmitButton>
					</PostForm>
					<ButtonLink to={paths.referenceList(view.list)} tone="second">
						Решить позже
					</ButtonLink>
				</div>
			</Refusable>
			{work + counts.failed === 0 ? (
				<Empty title="Файл ничего не изменит">В списке уже всё так, как в файле.</Empty>
			) : null}
			<Steps title="Не загрузятся" count={counts.failed} most={most}>
				<DataTable
					caption="Строки с ошибками"
					hideCaption
					rows={view.failed}
					rowKey={({ row }) => String(row)}
					columns={[
						ROW,
						NAME,
						{
							id: "why",
							head: "Почему",
							cell: ({ reasons }) => (
								<Finds finds={reasons.map((text) => ({ tone: "no" as const, id: text, text }))} />
							),
						},
					]}
				/>
			</Steps>
			<Steps title="Изменятся" count={counts.changed} most={most}>
				<DataTable
					caption="Записи, которые изменятся"
					hideCaption
					rows={view.changed}
					rowKey={({ row }) => String(row)}
					columns={[
						ROW,
						NAME,
						{
							id: "changes",
							head: "Что изменится",
							cell: ({ changes, active }) => (
								<ul>
									{changes.map(({ label, from, to }) => (
										<li key={label}>
											{label}: {from || "пусто"} → <b>{to}</b>
										</li>
									))}
									{active === null ? null : (
										<li>
											<b>{active ? "Откроется снова" : "Закроется: выбрать будет нельзя"}</b>
										</li>
									)}
								</ul>
							),
						},
					]}
				/>
			</Steps>
			<Steps title="Добавятся" count={counts.added} most={most}>
				<DataTable
					caption="Новые записи"
					hideCaption
					rows={view.added}
					rowKey={({ row }) => String(row)}
					columns={[ROW, NAME]}
				/>
			</Steps>
			{counts.same > 0 ? <p className="muted">Без изменений: {counted(counts.same, ROWS)}.</p> : null}
		</>
	)
}

const ROWS = ["строка", "строки", "строк"] as const
const CHANGES = ["изменение", "изменения", "изменений"] as const

type Step = { row: number; name: string }
const ROW: Column<Step> = { id: "row", head: "Строка файла", cell: ({ row }) => row }
const NAME: Column<Step> = { id: "name", head: "Название", rowHead: true, cell: ({ name }) => name }

function Steps({
	title,
	count,
	most,
	children,
}: {
	title: string
	count: number
	most: number
	children: ReactNode
}) {
	if (count === 0) return null
	return (
		<section className="stack">
			<h2>
				{title}: {thousands(count)}
			</h2>
			{count > most ? <p className="small muted">Показаны первые {most}.</p> : null}
			{children}
		</section>
	)
}
