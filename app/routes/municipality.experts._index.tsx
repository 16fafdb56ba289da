import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { Select } from "#app/components/forms/forms.tsx"
import { KeptMunicipality, MunicipalityChoice } from "#app/components/municipality/choice.tsx"
import { MunicipalityExpertsTable } from "#app/components/municipality/experts.tsx"
import { AddToRoster } from "#app/components/operator/roster.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Filters, SearchField } from "#app/components/ui/filters.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	municipalityExpertsQuery,
	viewMunicipalityExperts,
} from "#app/domain/expert/municipality-experts.view.server.ts"
import { keepRosterFromForm } from "#app/domain/expert/roster/roster-form.server.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Специалисты по аттестации")

export async function loader({ request }: LoaderFunctionArgs) {
	const { municipality, query } = await coordinatorAt(request)
	const asked = municipalityExpertsQuery(query)
	const view = await viewMunicipalityExperts({ municipalityCode: municipality.code, ...asked, now: now() })
	return { municipality, view, q: asked.q }
}

export async function action({ request }: ActionFunctionArgs) {
	const { actor } = await coordinatorAt(request)
	const { pathname, search } = new URL(request.url)
	const form = await receiveForm(request)
	try {
		return redirectWithToast(pathname + search, await keepRosterFromForm({ actor, form, now: now() }))
	} catch (error) {
		const experts = form.getAll("experts").join(",")
		return refusal(error, { ...form.texts(), experts })
	}
}

export default function MunicipalityExperts() {
	const { municipality, view, q } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>() ?? null
	const { schoolYear } = view
	return (
		<>
			<PageHead
				title="Специалисты по аттестации"
				lead="Список утверждают на учебный год: назначить можно только тех, кто в нём. Сведения для договора заполнены тем, что известно системе; паспорт, адрес и счёт специалист вписывает сам и подписывает лист."
			>
				<MunicipalityChoice municipality={municipality} />
			</PageHead>
			<Page className="stack">
				<Filters label="Выбор полугодия">
					<KeptMunicipality municipality={municipality} />
					<SearchField name="q" label="ФИО" defaultValue={q} />
					<Select name="half" label="Полугодие" options={view.halves} defaultValue={view.half} />
				</Filters>
				{view.rows.length > 0 ? (
					<>
						<MunicipalityExpertsTable view={view} refusal={refused} />
						<Pager {...view} label="Страницы списка" />
						<AddToRoster
							view={{ ...view, query: { schoolYear, municipality: municipality.code, q } }}
							listed={view.rows.filter(({ entryId }) => entryId).length}
							invited={{ to: paths.invitations(), label: "Приглашение" }}
							refusal={refused}
						/>
					</>
				) : q ? (
					<Empty title="Никого не нашлось">Измените слова поиска или сбросьте их.</Empty>
				) : (
					<Empty
						title="Специалистов в муниципалитете пока нет"
						sign="file"
						act={
							<ButtonLink to={paths.invitations()} tone="second">
								Пригласить специалиста
							</ButtonLink>
						}
					>
						Специалист появится здесь, когда зарегистрируется по Вашему приглашению.
					</Empty>
				)}
			</Page>
		</>
	)
}
