import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { Statistics, StatisticsHead } from "#app/components/application/statistics.tsx"
import { MunicipalityChoice } from "#app/components/municipality/choice.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewStatistics } from "#app/domain/application/overview/statistics.view.server.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Статистика муниципалитета")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const asked = { actor, municipalityCode: municipality.code, year: query.get("year"), now: now() }
	return { view: await viewStatistics(asked).catch(raise), municipality }
}

export default function MunicipalityStatistics() {
	const { view, municipality } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead title="Статистика" tag={<b>{municipality.name}</b>}>
				<MunicipalityChoice municipality={municipality} />
				<StatisticsHead view={view} />
			</PageHead>
			<Page className="stack-l">
				<Statistics view={view} />
			</Page>
		</>
	)
}
