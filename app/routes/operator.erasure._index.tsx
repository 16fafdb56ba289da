import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Refusable } from "#app/components/forms/forms.tsx"
import { ErasurePlanned, ErasureRuns, ErasureTermsShown } from "#app/components/operator/erasure.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewErasure } from "#app/domain/erasure/erasure.view.server.ts"
import { confirmErasure } from "#app/domain/erasure/request-erasure.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Сроки хранения")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const plan = new URL(request.url).searchParams.get("plan") === "1"
	return viewErasure({ actor, plan, now: now() }).catch(raise)
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const form = (await receiveForm(request)).texts()
	try {
		await confirmErasure({ actor, form, now: now() })
	} catch (error) {
		return refusal(error)
	}
	return redirectWithToast(paths.operatorErasure(), "Удаление начато. Обновите страницу через минуту")
}

export default function Erasure() {
	const { plan, runs, kinds, automatic } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Сроки хранения"
				crumbs={[{ label: "Главная", to: paths.operator() }, { label: "Сроки хранения" }]}
				lead="Персональные данные хранятся не дольше, чем нужны. Когда срок вышел, система показывает, что удалится, и удаляет после подтверждения."
			/>
			<Page className="stack-l">
				<Refusable refusal={useActionData<typeof action>()}>
					<ErasurePlanned plan={plan} />
				</Refusable>
				<ErasureTermsShown kinds={kinds} automatic={automatic} />
				<ErasureRuns runs={runs} />
			</Page>
		</>
	)
}
