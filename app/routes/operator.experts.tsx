import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Select } from "#app/components/forms/forms.tsx"
import { AddToRoster, Replacements, Roster } from "#app/components/operator/roster.tsx"
import { Filters } from "#app/components/ui/filters.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewExperts } from "#app/domain/expert/operator-experts.view.server.ts"
import { keepRosterFromForm } from "#app/domain/expert/roster/roster-form.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { pageOf } from "#app/utils/address.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Специалисты по аттестации")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const asked = new URL(request.url).searchParams
	const query = {
		schoolYear: asked.get("year") ?? "",
		municipality: asked.get("municipality") ?? "",
		q: (asked.get("q") ?? "").trim().slice(0, 100),
		page: pageOf(asked),
	}
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
	return (
		<>
			<PageHead
				title="Специалисты по аттестации"
				lead="Список утверждается на учебный год: координаторы назначают только тех, кто в него внесён. После утверждения графика специалиста заменяет оператор."
			/>
			<Page className="stack-l">
				<Replacements entries={view.toReplace} />
				<Filters label="Выбор списка">
					<Select
						name="year"
						label="Учебный год"
						options={view.years}
						defaultValue={view.query.schoolYear}
						width="short"
					/>
					<Select
						id="f-shown-municipality"
						name="municipality"
						label="Муниципалитет"
						options={view.municipalities}
						defaultValue={view.query.municipality}
						width="medium"
					/>
				</Filters>
				<Roster view={view} refusal={refused} />
				<AddToRoster
					view={view}
					listed={view.roster.length}
					invited={{ to: paths.operatorUsers(), label: "Пользователи" }}
					refusal={refused}
				/>
			</Page>
		</>
	)
}
