import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { Select } from "#app/components/forms/forms.tsx"
import { KeptMunicipality, MunicipalityChoice } from "#app/components/municipality/choice.tsx"
import { NotSubmittedTable } from "#app/components/municipality/not-submitted.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Figures } from "#app/components/ui/figures.tsx"
import { Filters, SEARCH_OF_PEOPLE, SearchField } from "#app/components/ui/filters.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	notSubmittedQuery,
	viewNotSubmitted,
} from "#app/domain/application/overview/municipality-not-submitted.view.server.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { withQuery } from "#app/utils/address.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Педагогические работники не подавшие заявление")

export async function loader({ request }: LoaderFunctionArgs) {
	const { municipality, query } = await coordinatorAt(request)
	const filters = notSubmittedQuery(query)
	const view = await viewNotSubmitted({ municipalityCode: municipality.code, query: filters })
	return { municipality, filters, view, here: Object.fromEntries(query) }
}

export default function NotSubmitted() {
	const { municipality, filters, view, here } = useLoaderData<typeof loader>()
	const { figures } = view
	const to = (changes: Record<string, string | number>) => withQuery(paths.notSubmitted(), here, changes)
	const shown = (formed: typeof filters.formed) => ({
		to: to({ formed, page: "" }),
		current: filters.formed === formed,
	})
	// «Уведомить всех» ignores the search. So figures of a search say that they are not about everybody.
	const among = filters.q ? ", из найденных" : ""
	return (
		<>
			<PageHead
				title="Педагогические работники не подавшие заявление"
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					{ label: "Не подавшие заявление" },
				]}
				lead="Ни разу не подавали заявление или нынешнее ещё не подали."
				acts={
					<>
						<ButtonLink to={paths.notifyNotSubmitted("withForm")} tone="second" small>
							Уведомить всех, кто сформировал
						</ButtonLink>
						<ButtonLink to={paths.notifyNotSubmitted("withoutForm")} tone="second" small>
							Уведомить всех, кто не сформировал
						</ButtonLink>
						<ButtonLink to={`${paths.notifyNotSubmitted("withoutForm")}#sent`} tone="text" small>
							Что уже отправлено
						</ButtonLink>
						<ButtonLink to={paths.municipalityCalls()} tone="text" small>
							Кому позвонить
						</ButtonLink>
					</>
				}
			>
				<MunicipalityChoice municipality={municipality} />
				<Figures
					figures={[
						{ count: figures.all, label: `не подали заявление${among}`, ...shown("") },
						{ count: figures.formed, label: `сформировали заявление${among}`, ...shown("yes") },
						{ count: figures.all - figures.formed, label: `не сформировали${among}`, ...shown("no") },
					]}
				/>
			</PageHead>
			<Page>
				<Filters
					label="Отбор педагогов"
					resetTo={filters.q || filters.formed ? paths.notSubmitted() : undefined}
				>
					<KeptMunicipality municipality={municipality} />
					<SearchField name="q" label="ФИО" hint={SEARCH_OF_PEOPLE} defaultValue={filters.q} />
					<Select
						name="formed"
						label="Сформировал заявление"
						placeholder="Все"
						options={[
							{ value: "yes", label: "да" },
							{ value: "no", label: "нет" },
						]}
						defaultValue={filters.formed}
					/>
				</Filters>
				<div className="mt-5">
					{view.total > 0 ? (
						<NotSubmittedTable rows={view.rows} />
					) : (
						<Empty title="Таких педагогов нет" sign="info">
							{filters.q || filters.formed
								? "Измените условия отбора."
								: "Все зарегистрированные педагоги муниципалитета подали заявления."}
						</Empty>
					)}
				</div>
				<Pager page={view.page} pageSize={view.pageSize} total={view.total} />
			</Page>
		</>
	)
}
