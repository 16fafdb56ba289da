import type { NotSubmittedView } from "#app/domain/application/overview/municipality-not-submitted.view.server.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { paths } from "#app/utils/paths.ts"
import { Phone } from "../person/phone.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { ListTable } from "../ui/list-table.tsx"
import { RowName, Second } from "../ui/table.tsx"
import { Tag } from "../ui/tag.tsx"

export function NotSubmittedTable({ rows }: { rows: NotSubmittedView["rows"] }) {
	return (
		<ListTable
			sorted={SORTED_COLUMNS.notSubmitted}
			caption="Педагоги, которые не подали заявление, по фамилии"
			hideCaption
			rows={rows}
			rowKey={(row) => row.id}
			columns={[
				{ id: "name", head: "Фамилия Имя Отчество", rowHead: true, cell: (row) => row.fullName },
				{ id: "organisation", head: "Организация", cell: (row) => row.organisation || "—" },
				{
					id: "phone",
					head: "Мобильный телефон",
					cell: (row) => (row.phone ? <Phone phone={row.phone} /> : "—"),
				},
				{
					id: "email",
					head: "Электронная почта",
					cell: (row) => (
						<>
							<a href={`mailto:${row.email}`}>{row.email}</a>
							{row.isDead ? <Second>письма не доходят, позвоните</Second> : null}
						</>
					),
				},
				{ id: "registered", head: "Зарегистрировался", span: true, cell: (row) => row.registeredAt },
				{
					id: "formed",
					head: "Сформировал заявление на аттестацию",
					cell: (row) =>
						row.formed ? (
							<Tag tone="go-draft" small>
								да
							</Tag>
						) : (
							<Tag tone="draft" small>
								нет
							</Tag>
						),
				},
				{
					id: "notify",
					head: "Уведомление",
					th: "",
					span: true,
					cell: (row) => (
						<ButtonLink to={paths.notifyNotSubmitted(row.id)} tone="text" small>
							Отправить уведомление
							<RowName>{row.fullName}</RowName>
						</ButtonLink>
					),
				},
			]}
		/>
	)
}
