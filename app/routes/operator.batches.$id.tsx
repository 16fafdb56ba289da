import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { BatchPage } from "#app/components/acts/batch.tsx"
import { batchAction, batchLoader } from "#app/http/batch.server.ts"
import { param } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle<typeof loader>(({ data: batch }) => batch?.words.title ?? "Проверка")

export const loader = ({ request, params }: LoaderFunctionArgs) =>
	batchLoader(request, param(params, "id"), "operator")

export const action = ({ request, params }: ActionFunctionArgs) =>
	batchAction(request, param(params, "id"), "operator")

export default function Batch() {
	return <BatchPage batch={useLoaderData<typeof loader>()} />
}
