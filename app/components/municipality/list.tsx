import type { ReactNode } from "react"
import { paths } from "#app/utils/paths.ts"
import { StatusTag } from "../application/status-tag.tsx"
import type { Option } from "../forms/forms.tsx"
import { Empty } from "../ui/alert.tsx"
import { Filters, SEARCH_OF_APPLICATIONS, SearchField } from "../ui/filters.tsx"
import { PageHead } from "../ui/page-head.tsx"
import { Pager } from "../ui/pager.tsx"
import { Second } from "../ui/table.tsx"
import { Page } from "../ui/wrap.tsx"
import { KeptMunicipality, MunicipalityChoice } from "./choice.tsx"

type MunicipalityListProps = {
	title: string
	/** The list among «Работа с заявлениями». */
	crumb: string
	lead: string
	municipality: { code: string; all: readonly Option[] }
	/** The choices to filter by, next to the name. */
	filters: ReactNode
	q: string
	/** Where «Сбросить» leads. Omitted if nothing is filtered. */
	resetTo: string | undefined
	pages: { page: number; pageSize: number; total: number; more: boolean }
	/** The table, or why it is empty. */
	children: ReactNode
}

/** A coordinator's list of applications, with filters at the top and pages at the bottom. */
export function MunicipalityList(props: MunicipalityListProps) {
	const { title, crumb, lead, municipality, filters, q, resetTo, pages, children } = props
	return (
		<>
			<PageHead
				title={title}
				crumbs={[{ label: "Работа с заявлениями", to: paths.municipalityWork() }, { label: crumb }]}
				lead={lead}
			>
				<MunicipalityChoice municipality={municipality} />
				<div className="mt-5">
					<Filters label="Отбор педагогов" submit="Фильтровать" resetTo={resetTo}>
						<KeptMunicipality municipality={municipality} />
						{filters}
						<SearchField
							name="q"
							label="Фамилия, имя, отчество"
							hint={SEARCH_OF_APPLICATIONS}
							defaultValue={q}
						/>
					</Filters>
				</div>
			</PageHead>
			<Page>
				{children}
				<Pager {...pages} label="Страницы списка" />
			</Page>
		</>
	)
}

/** The cell that names a row of such a list. */
export const nameWithState = (row: { fullName: string; state: string; short: string }) => (
	<>
		{row.fullName}
		<Second>
			<StatusTag state={row.state} small>
				{row.short}
			</StatusTag>
		</Second>
	</>
)

/** Says that nobody is in the list, either with these filters or at all. */
export const EmptyList = ({
	filtered,
	title,
	children,
}: {
	filtered: boolean
	title: string
	children: string
}) =>
	filtered ? (
		<Empty title="Под эти условия никто не подходит" sign="info">
			Измените условия отбора или сбросьте их.
		</Empty>
	) : (
		<Empty title={title}>{children}</Empty>
	)
