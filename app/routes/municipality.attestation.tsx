import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { useLoaderData, useLocation } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { AttestationTable } from "#app/components/attestation-table.tsx"
import { Filters } from "#app/components/filters.tsx"
import { Field, Select } from "#app/components/forms.tsx"
import { PageHead } from "#app/components/page-head.tsx"
import { Pager } from "#app/components/pager.tsx"
import { Page } from "#app/components/wrap.tsx"
import {
	ATTESTATION_PAGE_SIZE,
	AttestationQuerySchema,
	viewAttestation,
} from "#app/domain/application/attestation.view.server.ts"
import { now } from "#app/utils/clock.server.ts"
import { paths } from "#app/utils/paths.ts"
import { withPage } from "#app/utils/query.ts"

export { ErrorBoundary } from "#app/components/error-boundary.tsx"

export const meta: MetaFunction = () => [{ title: "Аттестация педагогических работников — «Аттестация»" }]

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	const query = AttestationQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	const view = await viewAttestation({ actor, query, now: now() })
	return { ...view, query, pageSize: ATTESTATION_PAGE_SIZE }
}

export default function AttestationPage() {
	const { rows, total, periods, query, pageSize } = useLoaderData<typeof loader>()
	const { search } = useLocation()
	const filtered = Boolean(query.period || query.q)
	return (
		<>
			<PageHead
				title="Аттестация педагогических работников"
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					{ label: "Аттестация педагогических работников" },
				]}
				lead="Проследите, чтобы итоговое заключение было полным: все страницы и все подписи. Результат ставится, когда заключение прикреплено."
			>
				<div className="mt-5">
					<Filters
						label="Отбор педагогов"
						submit="Фильтровать"
						resetTo={filtered ? paths.municipalityAttestation() : undefined}
					>
						<Select
							name="period"
							label="Выберите период аттестации"
							options={periods}
							placeholder="Все периоды"
							defaultValue={query.period}
						/>
						<Field
							name="q"
							type="search"
							label="Фамилия, имя, отчество"
							className="filters__search"
							defaultValue={query.q}
						/>
					</Filters>
				</div>
			</PageHead>
			<Page>
				<AttestationTable rows={rows} filtered={filtered} />
				<Pager
					page={query.page}
					pageSize={pageSize}
					total={total}
					label="Страницы списка"
					href={(page) => withPage(search, page)}
				/>
			</Page>
		</>
	)
}
