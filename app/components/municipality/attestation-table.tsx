import type { AttestationRow } from "#app/domain/application/assessment/attestation.view.server.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { paths } from "#app/utils/paths.ts"
import { ButtonLink } from "../ui/button.tsx"
import { Link } from "../ui/link.tsx"
import { ListTable } from "../ui/list-table.tsx"
import { type Column, Finds, RowActs, RowName, Second } from "../ui/table.tsx"
import { EmptyList, nameWithState } from "./list.tsx"

/** The columns of «Аттестация педагогических работников». */
export function AttestationTable({ rows, filtered }: { rows: readonly AttestationRow[]; filtered: boolean }) {
	return (
		<ListTable
			sorted={SORTED_COLUMNS.attestation}
			caption="Аттестация педагогических работников"
			hideCaption
			rows={rows}
			rowKey={(row) => row.id}
			columns={COLUMNS}
			empty={
				<EmptyList filtered={filtered} title="Аттестуемых пока нет">
					Здесь появятся педагоги из утверждённых графиков и те, кто проходит аттестацию по упрощённой форме.
				</EmptyList>
			}
		/>
	)
}

const COLUMNS: Column<AttestationRow>[] = [
	{ id: "period", head: "Период аттестации", th: "Период", cell: (row) => row.period ?? "—" },
	{
		id: "name",
		head: "Фамилия Имя Отчество",
		rowHead: true,
		cell: nameWithState,
	},
	{
		id: "position",
		head: "Должность",
		span: true,
		cell: (row) => <span className="small">{row.position}</span>,
	},
	{
		id: "subject",
		head: "Предмет",
		span: true,
		cell: (row) => <span className="small">{row.subject || "—"}</span>,
	},
	{
		id: "current",
		head: "Имеющаяся (имевшаяся) категория",
		th: "Имеющаяся категория",
		cell: (row) => row.currentCategory,
	},
	{ id: "claimed", head: "Заявленная категория", cell: (row) => row.claimedCategory },
	{
		id: "form",
		head: "Форма аттестации",
		th: "Форма",
		cell: (row) => <span className="small">{row.attestationForm}</span>,
	},
	{
		id: "ground",
		head: "Основания для упрощенной формы",
		th: "Основание упрощённой формы",
		span: true,
		cell: (row) => (row.ground ? <Second>{row.ground}</Second> : "—"),
	},
	{
		id: "documents",
		head: "Документы, приложенные к заявлению",
		span: true,
		cell: (row) => <Documents row={row} />,
	},
	{
		id: "conclusion",
		head: "Просмотр итогового заключения / Аттестация",
		th: "Итоговое заключение",
		span: true,
		cell: (row) => <Conclusion row={row} />,
	},
]

const SHOWN = 3

function Documents({ row }: { row: AttestationRow }) {
	const rest = row.documents.length - SHOWN
	return (
		<ul className="small">
			<li>
				<Link to={paths.municipalityApplication(row.id)}>
					Просмотреть заявление
					<RowName>{row.fullName}</RowName>
				</Link>
			</li>
			{row.documents.slice(0, SHOWN).map(({ id, name, href }) => (
				<li key={id}>
					<a href={href}>{name}</a>
				</li>
			))}
			{rest > 0 ? <li className="muted">и ещё {rest}</li> : null}
		</ul>
	)
}

function Conclusion({ row }: { row: AttestationRow }) {
	const { conclusion, ground } = row
	return (
		<>
			{ground !== null ? (
				<p className="small muted">Заключение не требуется: упрощённая форма</p>
			) : conclusion ? (
				<Finds
					finds={[
						{
							tone: "ok",
							text: (
								<>
									Прикреплено итоговое заключение экспертом/
									<wbr />
									оператором.{" "}
									<a href={conclusion.href}>
										{conclusion.signed ? "Просмотреть подписанное" : "Просмотреть"}
										<RowName>{row.fullName}</RowName>
									</a>
								</>
							),
						},
					]}
				/>
			) : (
				<p>Итоговое заключение не прикреплено</p>
			)}
			<RowActs>
				<ButtonLink to={paths.attestationOf(row.id)} tone={row.awaitsVerdict ? "main" : "second"} small>
					{row.awaitsVerdict ? "Аттестовать" : "Открыть"}
					<RowName>{row.fullName}</RowName>
				</ButtonLink>
			</RowActs>
		</>
	)
}
