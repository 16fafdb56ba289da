import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { getActor } from "#app/auth/actor.server.ts"
import { PublicSchedule } from "#app/components/application/schedule-public.tsx"
import { Field, Select } from "#app/components/forms/forms.tsx"
import { PublicFrame } from "#app/components/shell/public-frame.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { Filters } from "#app/components/ui/filters.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewPublicPeriod } from "#app/domain/schedule/public-schedule.view.server.ts"
import { pageOf } from "#app/utils/address.ts"
import { param, raise, seeOther } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { publicPage } from "#app/utils/http/public-page.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle<typeof loader>(({ data }) =>
	data ? `График аттестации, ${data.view.label}` : "Страница не найдена",
)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const asked = new URL(request.url).searchParams
	const periodId = param(params, "period")
	const other = asked.get("period")
	// The address names the period, and so does a field of the filter. The field takes precedence.
	if (other !== null && /^\d{4}-\d{2}$/.test(other)) {
		asked.delete("period")
		throw seeOther(`${paths.publicSchedule(other)}?${asked}`)
	}
	const query = {
		municipality: asked.get("municipality") ?? "",
		q: asked.get("q")?.trim() ?? "",
		page: pageOf(asked),
	}
	const [view, actor] = await Promise.all([viewPublicPeriod(periodId, query).catch(raise), getActor(request)])
	const signedIn = actor !== null
	return data({ view, query, signedIn }, { headers: publicPage(signedIn) })
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export default function PublicPeriodPage() {
	const { view, query, signedIn } = useLoaderData<typeof loader>()
	return (
		<PublicFrame offerSignIn={!signedIn}>
			<PageHead
				title="Графики проведения аттестации"
				lead="Здесь только утверждённые графики. Входить в систему для просмотра не нужно."
			>
				<div className="mt-5">
					<Filters label="Выбор графика" submit="Показать график">
						<Select
							name="period"
							label="Период аттестации"
							options={view.periods}
							defaultValue={view.periodId}
						/>
						<Select
							name="municipality"
							label="Муниципалитет"
							options={view.municipalities}
							placeholder="Все"
							defaultValue={query.municipality}
						/>
						<Field name="q" type="search" label="ФИО педагога" defaultValue={query.q} />
					</Filters>
				</div>
			</PageHead>
			<Page className="stack-l">
				{view.schedules.length === 0 ? (
					query.q ? (
						<Empty title="Ничего не найдено" sign="info">
							Проверьте, как написаны фамилия, имя и отчество, или выберите другой муниципалитет.
						</Empty>
					) : (
						<Empty title="В графике никого нет">
							За выбранный период в этом муниципалитете никто не аттестуется. Выберите другой муниципалитет
							или период.
						</Empty>
					)
				) : (
					view.schedules.map((schedule) => (
						<PublicSchedule
							key={schedule.municipalityCode}
							schedule={schedule}
							periodId={view.periodId}
							label={view.label}
							prepositional={view.prepositional}
						/>
					))
				)}
				<Pager page={view.page} pageSize={view.pageSize} total={view.total} label="Страницы графика" />
			</Page>
		</PublicFrame>
	)
}
