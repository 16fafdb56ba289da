import { CONTRACT_STATUSES } from "#app/domain/expert/contract-status.ts"
import type { MunicipalityExpertsView } from "#app/domain/expert/municipality-experts.view.server.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { counted } from "#app/utils/russian.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Select, SubmitButton } from "../forms/forms.tsx"
import { OneOfForms } from "../forms/one-of-forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { ListTable } from "../ui/list-table.tsx"
import { type Column, RowActs, RowName, Second } from "../ui/table.tsx"
import { Tag } from "../ui/tag.tsx"

type Row = MunicipalityExpertsView["rows"][number]

const NAME: Column<Row> = {
	id: "name",
	head: "Специалист",
	rowHead: true,
	cell: (row) => (
		<>
			{row.name}
			<Second>{row.gone ? `${row.post}. Доступ в систему закрыт` : row.post}</Second>
		</>
	),
}

const rosterOf = (schoolYear: string): Column<Row> => ({
	id: "roster",
	head: `Список на ${schoolYear} учебный год`,
	cell: (row) =>
		row.entryId ? (
			<span>
				<Tag tone="go" sign="check" small>
					в списке
				</Tag>
				{row.order ? <Second>распоряжение {row.order}</Second> : null}
			</span>
		) : (
			<Tag tone="calm" sign="dash" small>
				нет в списке
			</Tag>
		),
})

const LOAD: Column<Row> = {
	id: "load",
	head: "Педагоги по периодам",
	span: true,
	cell: (row) =>
		row.loads.length > 0
			? row.loads.map(({ id, period, count }) => (
					<Second key={id}>
						{period}: {counted(count, ["педагог", "педагога", "педагогов"])}
					</Second>
				))
			: "не назначены",
}

const contractOf = (half: string, halfLabel: string, refusal: RefusalAnswer | null): Column<Row> => ({
	id: "contract",
	head: `Договор, ${halfLabel}`,
	span: true,
	cell: (row) =>
		row.entryId ? (
			<OneOfForms refusal={refusal} is={{ intent: "contract", entryId: row.entryId }}>
				{/* Another half-year has another status: the field begins anew. */}
				<PostForm className="cluster cluster--end cluster--row" key={half}>
					<input type="hidden" name="intent" value="contract" />
					<input type="hidden" name="entryId" value={row.entryId} />
					<input type="hidden" name="half" value={half} />
					<input type="hidden" name="was" value={row.contractStatus} />
					<Select
						id={`f-contract-${row.id}`}
						name="contract"
						label={
							<span className="hide">
								Состояние договора<RowName>{row.name}</RowName>
							</span>
						}
						options={CONTRACT_STATUSES}
						defaultValue={row.contractStatus}
					/>
					<SubmitButton tone="second" small>
						Сохранить
						<RowName>{row.name}</RowName>
					</SubmitButton>
				</PostForm>
			</OneOfForms>
		) : (
			<span className="muted">сначала внесите в список</span>
		),
})

const ACTS: Column<Row> = {
	id: "acts",
	head: "Действия",
	th: "",
	span: true,
	cell: (row) => (
		<RowActs>
			<a href={row.contract} download>
				Сведения для договора (Word)
				<RowName>{row.name}</RowName>
			</a>
			{row.entryId ? (
				<PostForm>
					<input type="hidden" name="entryId" value={row.entryId} />
					<SubmitButton tone="text" small name="intent" value="remove">
						Убрать из списка
						<RowName>{row.name}</RowName>
					</SubmitButton>
				</PostForm>
			) : null}
		</RowActs>
	),
}

export function MunicipalityExpertsTable({
	view,
	refusal,
}: {
	view: MunicipalityExpertsView
	refusal: RefusalAnswer | null
}) {
	return (
		<OneOfForms refusal={refusal} is={{ intent: "remove" }}>
			<ListTable
				sorted={SORTED_COLUMNS.experts}
				caption={`Специалисты муниципалитета, ${view.halfLabel}`}
				hideCaption
				rows={view.rows}
				rowKey={(row) => row.id}
				rowTone={(row) => (row.gone ? "off" : undefined)}
				columns={[
					NAME,
					rosterOf(view.schoolYear),
					LOAD,
					contractOf(view.half, view.halfLabel, refusal),
					ACTS,
				]}
			/>
		</OneOfForms>
	)
}
