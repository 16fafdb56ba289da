import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { OperatorReplay, ReplayDifferences } from "#app/components/operator/replay.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { requestCheck } from "#app/domain/replay/check-journal.server.ts"
import { viewReplay } from "#app/domain/replay/replay.view.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { raise, safeReturn } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Сверка журнала")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewReplay({ actor }).catch(raise)
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const to = safeReturn((await receiveForm(request)).get("returnTo"), paths.operatorReplay())
	await requestCheck(actor).catch(raise)
	return redirectWithToast(to, "Сверка начата. Через несколько секунд обновите страницу")
}

export default function ReplayPage() {
	const replay = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Сверка журнала"
				crumbs={[{ label: "Главная", to: paths.operator() }, { label: "Сверка журнала" }]}
			/>
			<Page className="stack">
				<OperatorReplay replay={replay} returnTo={paths.operatorReplay()} title="Последний результат" />
				{replay.last && replay.last.differenceCount > 0 ? <ReplayDifferences last={replay.last} /> : null}
			</Page>
		</>
	)
}
