import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Select } from "#app/components/forms/forms.tsx"
import { AddToRoster, Replacements, Roster } from "#app/components/operator/roster.tsx"
import { Filters, SearchField } from "#app/components/ui/filters.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { expertsQuery, viewExperts } from "#app/domain/expert/operator-experts.view.server.ts"
import { keepRosterFromForm } from "#app/domain/expert/roster/roster-form.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { withQuery } from "#app/utils/address.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Специалисты по аттестации")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const query = expertsQuery(new URL(request.url).searchParams)
	return viewExperts({ actor, query, now: now() }).catch(raise)
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const { pathname, search } = new URL(request.url)
	const form = await receiveForm(request)
	try {
		return redirectWithToast(pathname + search, await keepRosterFromForm({ actor, form, now: now() }))
	} catch (error) {
		const experts = form.getAll("experts").join(",")
		return refusal(error, { ...form.texts(), experts })
	}
}

export default function Experts() {
	const view = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>() ?? null
	const { schoolYear, municipality, q } = view.query
	return (
		<>
			<PageHead
				title="Специалисты по аттестации"
				lead="Список утверждается на учебный год: координаторы назначают только тех, кто в него внесён. После утверждения графика специалиста заменяет оператор."
			/>
			<Page className="stack-l">
				<Replacements entries={view.toReplace} />
				<Filters
					label="Выбор списка"
					resetTo={q ? withQuery(paths.operatorExperts(), { year: schoolYear, municipality }) : undefined}
				>
					<Select
						name="year"
						label="Учебный год"
						options={view.years}
						defaultValue={schoolYear}
						width="short"
					/>
					<Select
						id="f-shown-municipality"
						name="municipality"
						label="Муниципалитет"
						options={view.municipalities}
						defaultValue={municipality}
						width="medium"
					/>
					<SearchField name="q" label="ФИО специалиста" defaultValue={q} />
				</Filters>
				<Roster view={view} refusal={refused} />
				<AddToRoster
					view={view}
					listed={view.pages.total}
					invited={{ to: paths.operatorUsers(), label: "Пользователи" }}
					refusal={refused}
				/>
			</Page>
		</>
	)
}
