import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { ImportForm } from "#app/components/operator/reference/reference-import.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { keepImport } from "#app/domain/reference/lists/import.server.ts"
import { isListName, REFERENCE_LISTS } from "#app/domain/reference/lists/kinds.ts"
import { receiveUpload } from "#app/files/upload.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { param, raise, refusal, seeOther } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Загрузить из файла")

const listOf = (params: Record<string, string | undefined>) => {
	const name = param(params, "list")
	return isListName(name) ? name : raise(notFound())
}

export async function loader({ request, params }: LoaderFunctionArgs) {
	await requireRole(request, "operator")
	const list = listOf(params)
	return { list, title: REFERENCE_LISTS[list].title }
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const list = listOf(params)
	try {
		const { files } = await receiveUpload(request, { maxFiles: 1 })
		return seeOther(paths.referencePlan(await keepImport({ actor, list, files, now: now() })))
	} catch (error) {
		return refusal(error)
	}
}

export default function ReferenceImport() {
	const { list, title } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={`${title}: загрузить из файла`}
				crumbs={[
					{ label: "Справочники", to: paths.operatorReference() },
					{ label: title, to: paths.referenceList(list) },
					{ label: "Загрузить из файла" },
				]}
				lead="Сначала система покажет, что изменится. Список изменится только после Вашего согласия."
			/>
			<Page>
				<ImportForm list={list} refusal={useActionData<typeof action>() ?? null} />
			</Page>
		</>
	)
}
