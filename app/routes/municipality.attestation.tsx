import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { Select } from "#app/components/forms/forms.tsx"
import { AttestationTable } from "#app/components/municipality/attestation-table.tsx"
import { MunicipalityList } from "#app/components/municipality/list.tsx"
import { Link } from "#app/components/ui/link.tsx"
import {
	AttestationQuerySchema,
	viewAttestation,
} from "#app/domain/application/assessment/attestation.view.server.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Аттестация педагогических работников")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const asked = AttestationQuerySchema.parse({
		...Object.fromEntries(query),
		municipality: municipality.code,
	})
	return { ...(await viewAttestation({ actor, query: asked, now: now() })), municipality }
}

export default function AttestationPage() {
	const { rows, page, more, total, periods, query, municipality, pageSize } = useLoaderData<typeof loader>()
	const filtered = Boolean(query.period || query.q)
	return (
		<MunicipalityList
			title="Аттестация педагогических работников"
			crumb="Аттестация педагогических работников"
			lead="Проследите, чтобы итоговое заключение было полным: все страницы и все подписи. Результат ставится, когда заключение прикреплено."
			municipality={municipality}
			q={query.q}
			resetTo={filtered ? paths.municipalityAttestation() : undefined}
			pages={{ page, pageSize, total, more }}
			filters={
				<Select
					name="period"
					label="Выберите период аттестации"
					options={periods}
					placeholder="Все периоды"
					defaultValue={query.period}
				/>
			}
		>
			<p className="small">
				<Link to={paths.municipalityPapers()}>
					Бумажные заключения предметных групп: что получено и передано
				</Link>
			</p>
			<AttestationTable rows={rows} filtered={filtered} />
		</MunicipalityList>
	)
}
