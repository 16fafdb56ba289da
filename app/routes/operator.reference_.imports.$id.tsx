import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { ImportPlan } from "#app/components/operator/reference/reference-import.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { applyImport, dropImport, viewImport } from "#app/domain/reference/lists/import.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { param, raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) => `Что изменит файл ${data?.fileName ?? ""}`)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewImport({ actor, id: param(params, "id") }).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const { intent, digest = "" } = (await receiveForm(request)).texts()
	try {
		if (intent === "drop") {
			const { list, fileName } = await dropImport({ actor, id: param(params, "id") })
			return redirectWithToast(
				paths.referenceList(list),
				`Файл «${fileName}» не загружен: список остался прежним`,
			)
		}
		const { list, done } = await applyImport({ actor, id: param(params, "id"), digest, now: now() })
		return redirectWithToast(paths.referenceList(list), `Загружено из файла: ${done}`)
	} catch (error) {
		return refusal(error)
	}
}

export default function ReferencePlan() {
	const view = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={`Что изменит файл «${view.fileName}»`}
				crumbs={[
					{ label: "Справочники", to: paths.operatorReference() },
					{ label: view.title, to: paths.referenceList(view.list) },
					{ label: "Загрузить из файла", to: paths.referenceImport(view.list) },
				]}
			/>
			<Page className="stack-l">
				<ImportPlan view={view} refusal={useActionData<typeof action>() ?? null} />
			</Page>
		</>
	)
}
