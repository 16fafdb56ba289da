import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { GroupFigures, GroupTable } from "#app/components/expert/group.tsx"
import { KeptMunicipality, MunicipalityChoice } from "#app/components/municipality/choice.tsx"
import { Filters, SEARCH_OF_APPLICATIONS, SearchField } from "#app/components/ui/filters.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewMunicipalityPapers } from "#app/domain/expert/group.view.server.ts"
import { GroupQuerySchema } from "#app/domain/expert/group-query.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { withMunicipality } from "#app/utils/kept-municipality.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Бумажные заключения предметных групп")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const asked = GroupQuerySchema.parse(Object.fromEntries(query))
	const view = await viewMunicipalityPapers({
		actor,
		municipalityCode: municipality.code,
		query: asked,
		now: now(),
	})
	return { view, municipality, address: withMunicipality(paths.municipalityPapers(), `?${query}`) }
}

export default function MunicipalityPapers() {
	const { view, municipality, address } = useLoaderData<typeof loader>()
	const { q, show } = view.query
	return (
		<>
			<PageHead
				title="Бумажные заключения предметных групп"
				crumbs={[
					{ label: "Аттестация педагогических работников", to: paths.municipalityAttestation() },
					{ label: "Бумажные заключения" },
				]}
				lead="Что руководители предметных групп получили и передали Вам. Отмечают они сами."
			>
				<MunicipalityChoice municipality={municipality} />
				<GroupFigures view={view} address={address} />
			</PageHead>
			<Page className="stack">
				<Filters
					label="Отбор заключений"
					resetTo={q || show !== "all" ? paths.municipalityPapers() : undefined}
				>
					<KeptMunicipality municipality={municipality} />
					{show === "all" ? null : <input type="hidden" name="show" value={show} />}
					<SearchField
						name="q"
						label="Фамилия, имя, отчество"
						hint={SEARCH_OF_APPLICATIONS}
						defaultValue={q}
					/>
				</Filters>
				<GroupTable view={view} />
			</Page>
		</>
	)
}
