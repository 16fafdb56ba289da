import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { AddMember, ChangeMember, Members } from "#app/components/operator/commission.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewCommission } from "#app/domain/commission/commission.view.server.ts"
import { keepCommissionFromForm } from "#app/domain/commission/commission-form.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Состав комиссии")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const chosen = new URL(request.url).searchParams.get("member") ?? ""
	return viewCommission({ actor, chosen, now: now() }).catch(raise)
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const form = (await receiveForm(request)).texts()
	try {
		return redirectWithToast(
			paths.operatorCommission(),
			await keepCommissionFromForm({ actor, form, now: now() }),
		)
	} catch (error) {
		return refusal(error, form)
	}
}

export default function Commission() {
	const view = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>() ?? null
	return (
		<>
			<PageHead
				title="Состав комиссии"
				crumbs={[{ label: "Заседания комиссии", to: paths.operatorSittings() }, { label: "Состав комиссии" }]}
				lead="Этот состав отмечают на заседании и печатают протокол и выписки. Протоколы прошедших заседаний остаются с составом своего дня."
			/>
			<Page className="stack-l">
				{view.open ? <ChangeMember open={view.open} refusal={refused} /> : null}
				<Members view={view} />
				{view.open ? null : <AddMember refusal={refused} />}
			</Page>
		</>
	)
}
