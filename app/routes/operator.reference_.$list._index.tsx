import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import {
	AddEntry,
	ChangeEntry,
	ReferenceNav,
	ReferenceTable,
} from "#app/components/operator/reference/reference-lists.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { keepListFromForm } from "#app/domain/reference/lists/list-form.server.ts"
import { ListQuerySchema, viewList } from "#app/domain/reference/lists/lists.view.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { withQuery } from "#app/utils/address.ts"
import { param, raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) => data?.title ?? "Справочник")

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const query = ListQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	return viewList({ actor, name: param(params, "list"), query }).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const name = param(params, "list")
	const form = (await receiveForm(request)).texts()
	try {
		const said = await keepListFromForm({ actor, name, form, now: now() })
		// The list stays as it was filtered; only the entry's form is closed, with the organisation that it was to join.
		const { searchParams } = new URL(request.url)
		const closed = { edit: null, into: null, neighbour: null, find: null }
		return redirectWithToast(withQuery(paths.referenceList(name), searchParams, closed), said)
	} catch (error) {
		return refusal(error, form)
	}
}

export default function ReferenceListPage() {
	const view = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>() ?? null
	return (
		<>
			<PageHead
				title={view.title}
				crumbs={[{ label: "Справочники", to: paths.operatorReference() }, { label: view.title }]}
				lead={view.lead}
				acts={
					<ButtonLink to={paths.referenceImport(view.list)} tone="second" sign="up">
						Загрузить из файла
					</ButtonLink>
				}
			>
				<ReferenceNav />
			</PageHead>
			<Page className="stack-l">
				{view.waiting ? (
					<Alert tone="wait" title={`Файл «${view.waiting.fileName}» прочитан, но не загружен`}>
						<Link to={paths.referencePlan(view.waiting.id)}>Посмотреть, что он изменит</Link>
					</Alert>
				) : null}
				{view.open ? <ChangeEntry key={view.open.id} view={view} open={view.open} refusal={refused} /> : null}
				<ReferenceTable view={view} />
				<Pager {...view.pages} label="Страницы списка" />
				{view.open ? null : <AddEntry view={view} refusal={refused} />}
			</Page>
		</>
	)
}
