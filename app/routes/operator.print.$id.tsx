import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { ExtractionProgress } from "#app/components/operator/extraction.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewExtraction } from "#app/domain/extraction/extraction.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle<typeof loader>(({ data }) => data?.title ?? "Выгрузка")

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewExtraction({ actor, id: param(params, "id") }).catch(raise)
}

export default function ExtractionPage() {
	const view = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={view.title}
				crumbs={[
					{ label: "Выгрузка и печать", to: paths.operatorPrint() },
					{ label: `Выгрузка от ${view.at}` },
				]}
			/>
			<Page>
				<ExtractionProgress view={view} />
			</Page>
		</>
	)
}
