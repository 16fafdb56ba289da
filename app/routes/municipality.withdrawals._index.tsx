import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { OtherRefusal } from "#app/components/forms/other-refusal.tsx"
import { KeptMunicipality, MunicipalityChoice } from "#app/components/municipality/choice.tsx"
import { AnsweredWithdrawals, WaitingWithdrawals } from "#app/components/municipality/withdrawals.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Filters, SEARCH_OF_APPLICATIONS, SearchField } from "#app/components/ui/filters.tsx"
import { ListFiles } from "#app/components/ui/list-table.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	viewWithdrawals,
	withdrawalsQuery,
} from "#app/domain/withdrawal/municipality-withdrawals.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { pageFrom, pageOf, withQuery } from "#app/utils/address.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Регистрация заявлений на отзыв")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const page = pageOf(query)
	const waitingPage = pageFrom(query.get("waiting") ?? "") ?? 1
	const municipalityCode = municipality.code
	const filters = withdrawalsQuery(query)
	const view = await viewWithdrawals({ ...filters, actor, municipalityCode, page, waitingPage, now: now() })
	return {
		filters,
		municipality,
		view,
		here: Object.fromEntries(query),
		asked: query.get("reject"),
	}
}

/** The form in a row posts to `?reject=id`, so that the page shows a refusal in that row with everything typed. */
export async function action({ request }: ActionFunctionArgs) {
	await requireRole(request, "municipal_coordinator")
	const query = new URL(request.url).searchParams
	const back = withQuery(paths.municipalityWithdrawals(), query, { reject: null })
	return actHere(request, { subject: "withdrawal", id: query.get("reject") ?? "", back })
}

export default function Withdrawals() {
	const { municipality, filters, view, here, asked } = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()
	const to = (changes: Record<string, string | number>) =>
		withQuery(paths.municipalityWithdrawals(), here, changes)
	return (
		<>
			<PageHead
				title="Регистрация заявлений на отзыв"
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					{ label: "Заявления на отзыв" },
				]}
				acts={
					<div className="stack">
						<p className="small">
							Журнал регистрации отозванных заявлений педагогических работников на аттестацию
						</p>
						<ButtonLink to={paths.withdrawalsJournal()} tone="second" small sign="down" download>
							Скачать<span className="hide"> журнал регистрации отозванных заявлений</span>
						</ButtonLink>
					</div>
				}
			>
				<MunicipalityChoice municipality={municipality} />
			</PageHead>
			<Page className="stack-l">
				<Filters
					label="Поиск заявления на отзыв"
					resetTo={filters.q ? paths.municipalityWithdrawals() : undefined}
				>
					<KeptMunicipality municipality={municipality} />
					<SearchField name="q" label="ФИО" hint={SEARCH_OF_APPLICATIONS} defaultValue={filters.q} />
				</Filters>
				<ListFiles />
				<section aria-labelledby="waiting">
					<h2 id="waiting">Ждут решения</h2>
					<div className="mt-4">
						{view.waiting[0] ? (
							<div className="stack">
								<p>
									<ButtonLink to={paths.withdrawalBench(view.waiting[0].id)} signAfter="right">
										Рассматривать по одному
									</ButtonLink>
								</p>
								<WaitingWithdrawals rows={view.waiting} asked={asked} to={to} refusal={refusal} />
								<Pager
									{...view.waitingPages}
									param="waiting"
									label="Страницы тех, что ждут"
									place="waiting"
								/>
							</div>
						) : (
							<>
								<OtherRefusal refusal={refusal ?? null} events={[]} />
								{filters.q ? (
									<Empty title="Среди новых таких нет">Измените поиск или сбросьте его.</Empty>
								) : (
									<Empty title="Новых заявлений на отзыв нет">
										Они появятся здесь, когда педагог или координатор подаст заявление на отзыв.
									</Empty>
								)}
							</>
						)}
					</div>
				</section>
				{view.pages.total > 0 ? (
					<section aria-labelledby="answered">
						<h2 id="answered">Рассмотренные ранее</h2>
						<div className="mt-4">
							<AnsweredWithdrawals rows={view.answered} />
							<Pager {...view.pages} label="Страницы рассмотренных" place="answered" />
						</div>
					</section>
				) : null}
			</Page>
		</>
	)
}
