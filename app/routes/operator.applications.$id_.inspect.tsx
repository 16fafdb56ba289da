import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { Inspection } from "#app/components/inspection/inspection.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { momentIn } from "#app/domain/application/inspection/inspection.ts"
import { viewInspection } from "#app/domain/application/inspection/inspection.view.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle<typeof loader>(({ data }) => `Путь заявления: ${data?.view.name ?? ""}`)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const view = await viewInspection({ actor, id: param(params, "id"), now: now() }).catch(raise)
	return { view, ...momentIn(view, new URL(request.url).searchParams) }
}

export default function InspectionPage() {
	const { view, at, to } = useLoaderData<typeof loader>()
	const { id, name, state, short, quarantine } = view
	return (
		<>
			<PageHead
				title={name}
				crumbs={[
					{ label: "Заявления", to: paths.operatorApplications() },
					{ label: name, to: paths.operatorApplication(id) },
					{ label: "Путь заявления" },
				]}
				tag={<StatusTag state={state}>{short}</StatusTag>}
			/>
			<Page className="stack-l">
				{quarantine ? (
					<Alert tone="bad" title="Запись отложена">
						Её состояние не удалось восстановить: {quarantine}. Данные сохранены.
					</Alert>
				) : null}
				<Inspection key={`${id} ${at} ${to}`} view={view} at={at} to={to} />
			</Page>
		</>
	)
}
