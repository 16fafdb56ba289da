import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Statistics, StatisticsHead } from "#app/components/application/statistics.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewStatistics } from "#app/domain/application/overview/statistics.view.server.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Статистика области")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const year = new URL(request.url).searchParams.get("year")
	return viewStatistics({ actor, municipalityCode: null, year, now: now() }).catch(raise)
}

export default function OperatorStatistics() {
	const view = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead title="Статистика области">
				<StatisticsHead view={view} />
			</PageHead>
			<Page className="stack-l">
				<Statistics view={view} />
			</Page>
		</>
	)
}
