import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData, useLocation } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { OtherRefusal } from "#app/components/forms/other-refusal.tsx"
import { ApplicationFilters } from "#app/components/operator/application-filters.tsx"
import { ExtractionChoice } from "#app/components/operator/extraction.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { listChoices } from "#app/domain/application/overview/operator-list.view.server.ts"
import { isFiltered, operatorQuery } from "#app/domain/application/overview/operator-query.ts"
import { beginExtraction, viewExtractions } from "#app/domain/extraction/extraction.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { raise, refusal, seeOther } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Выгрузка и печать")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const query = operatorQuery(new URL(request.url).searchParams)
	const [view, choices] = await Promise.all([
		viewExtractions({ actor, query, now: now() }),
		listChoices(),
	]).catch(raise)
	return { ...view, query, choices }
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	await receiveForm(request)
	const query = operatorQuery(new URL(request.url).searchParams)
	try {
		return seeOther(paths.operatorExtraction(await beginExtraction({ actor, query, now: now() })))
	} catch (error) {
		return refusal(error)
	}
}

export default function Print() {
	const { query, choices, own, ...found } = useLoaderData<typeof loader>()
	const { search } = useLocation()
	const filtered = isFiltered(query)
	return (
		<>
			<PageHead
				title="Выгрузка и печать"
				crumbs={[{ label: "Заявления", to: paths.operatorApplications() }, { label: "Выгрузка и печать" }]}
				lead="Отберите заявления и возьмите их файлы все сразу."
			/>
			<Page className="stack-l">
				<OtherRefusal refusal={useActionData<typeof action>() ?? null} events={[]} />
				<ApplicationFilters
					query={query}
					{...choices}
					resetTo={filtered ? paths.operatorPrint() : undefined}
				/>
				<ExtractionChoice {...found} search={search} />
				{own.length > 0 ? (
					<section aria-labelledby="own" className="stack">
						<h2 id="own">Ваши выгрузки</h2>
						<ul>
							{own.map(({ id, title, at, state }) => (
								<li key={id}>
									<Link to={paths.operatorExtraction(id)}>
										{title}, {at}
									</Link>
									: {state}
								</li>
							))}
						</ul>
					</section>
				) : null}
			</Page>
		</>
	)
}
