import type { ActionFunctionArgs } from "@remix-run/node"
import { requireActor } from "#app/auth/actor.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { formAndOffer } from "#app/http/withdrawal.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { backTo, param, raise } from "#app/utils/http/http.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const loader = () => raise(notFound())

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const typed = (await receiveForm(request)).texts()
	const asked = { applicationId: param(params, "id"), back: backTo(request, paths.home()) }
	return formAndOffer(actor, typed, asked).catch(raise)
}

/** The browser sees this page only if the action refuses. */
export default function ApplicationWithdrawals() {
	return null
}
