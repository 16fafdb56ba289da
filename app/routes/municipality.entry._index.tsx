import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { Refusable } from "#app/components/forms/forms.tsx"
import { MunicipalityChoice } from "#app/components/municipality/choice.tsx"
import { EntriesTable, EntryFields } from "#app/components/municipality/paper-entry.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Fold } from "#app/components/ui/panel.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { enterApplication } from "#app/domain/application/entry/enter-application.server.ts"
import { readEntry } from "#app/domain/application/entry/entry.draft.server.ts"
import { viewEntries } from "#app/domain/application/entry/entry.view.server.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { withMunicipality } from "#app/utils/kept-municipality.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Заявления на бумаге")

export async function loader({ request }: LoaderFunctionArgs) {
	const { municipality } = await coordinatorAt(request)
	return { municipality, view: await viewEntries({ municipalityCode: municipality.code }) }
}

export async function action({ request }: ActionFunctionArgs) {
	const { actor, municipality } = await coordinatorAt(request)
	const typed = (await receiveForm(request)).texts()
	try {
		const form = await readEntry(typed, municipality.code)
		const order = { actor, municipalityCode: municipality.code, form, now: now() }
		const { id } = await enterApplication({ ...order, isAnother: typed.another === "on" })
		const to = withMunicipality(paths.paperEntry(id), new URL(request.url).search)
		return await redirectWithToast(to, "Данные заявления внесены. Прикрепите его файлы")
	} catch (error) {
		return refusal(error, typed)
	}
}

export default function PaperEntries() {
	const { municipality, view } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	return (
		<>
			<PageHead
				title="Заявления на бумаге"
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					{ label: "Заявления на бумаге" },
				]}
				lead="Внесите за педагога заявление, которое пришло на бумаге или через Госуслуги. Срок рассмотрения идёт со дня, когда его получили."
			>
				<MunicipalityChoice municipality={municipality} />
			</PageHead>
			<Page className="stack-l">
				{view.rows.length > 0 ? <EntriesTable rows={view.rows} /> : null}
				<Fold title="Внести заявление" open={view.rows.length === 0 || refused !== undefined}>
					<Refusable refusal={refused}>
						<EntryFields lists={view.lists} grounds={view.grounds} button="Сохранить и прикрепить файлы" />
					</Refusable>
				</Fold>
			</Page>
		</>
	)
}
