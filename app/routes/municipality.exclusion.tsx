import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { now as clock } from "#app/clock/clock.server.ts"
import { KeptMunicipality, MunicipalityChoice } from "#app/components/municipality/choice.tsx"
import { ExclusionPanel, ExclusionTable } from "#app/components/municipality/exclusion.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { Filters, SEARCH_OF_APPLICATIONS, SearchField } from "#app/components/ui/filters.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	ExclusionQuerySchema,
	viewExcluded,
	viewExclusion,
} from "#app/domain/withdrawal/exclusion.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { formWithdrawalHere } from "#app/http/withdrawal.server.ts"
import { withQuery } from "#app/utils/address.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Отзыв заявления муниципальным координатором")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const filters = ExclusionQuerySchema.parse(Object.fromEntries(query))
	const applicationId = query.get("application")
	const at = { actor, municipalityCode: municipality.code, now: clock() }
	const [view, chosen] = await Promise.all([
		viewExclusion({ municipalityCode: municipality.code, query: filters }),
		applicationId ? viewExcluded({ ...at, applicationId }) : null,
	])
	return { municipality, filters, view, chosen, here: Object.fromEntries(query) }
}

/**
 * `?application=…` forms a withdrawal of that application. With `&withdrawal=…` the event is sent to the withdrawal that
 * is already formed.
 */
export async function action({ request }: ActionFunctionArgs) {
	const { actor, query } = await coordinatorAt(request)
	const withdrawal = query.get("withdrawal")
	const back = withQuery(paths.exclusion(), query, { withdrawal: null })
	if (withdrawal) return actHere(request, { subject: "withdrawal", id: withdrawal, back })
	return formWithdrawalHere(request, { actor, applicationId: query.get("application") ?? "", back })
}

export default function Exclusion() {
	const { municipality, filters, view, chosen, here } = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()
	const to = (changes: Record<string, string | number>) => withQuery(paths.exclusion(), here, changes)
	return (
		<>
			<PageHead
				title="Отзыв заявления педагогического работника муниципальным координатором"
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					{ label: "Отзыв заявления" },
				]}
				lead="Укажите причину, сформируйте заявление на отзыв, подпишите его и прикрепите скан. После этого оно ждёт регистрации вместе с остальными."
			>
				<MunicipalityChoice municipality={municipality} />
			</PageHead>
			<Page className="stack-l">
				{chosen ? <ExclusionPanel chosen={chosen} to={to} refusal={refusal} /> : null}
				<section aria-labelledby="list">
					<h2 id="list">Заявления, которые можно отозвать</h2>
					<div className="mt-4">
						<Filters label="Отбор заявлений" resetTo={filters.q ? paths.exclusion() : undefined}>
							<KeptMunicipality municipality={municipality} />
							<SearchField name="q" label="ФИО" hint={SEARCH_OF_APPLICATIONS} defaultValue={filters.q} />
						</Filters>
					</div>
					<div className="mt-5">
						{view.total > 0 ? (
							<ExclusionTable rows={view.rows} chosen={chosen?.id ?? null} to={to} />
						) : (
							<Empty title="Таких заявлений нет" sign="info">
								Отозвать можно поданное заявление, пока по нему нет итогового заключения.
							</Empty>
						)}
					</div>
					<Pager page={view.page} pageSize={view.pageSize} total={view.total} />
				</section>
			</Page>
		</>
	)
}
