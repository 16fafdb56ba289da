import type { ActionFunctionArgs } from "@remix-run/node"
import { actOrRaise } from "#app/http/act.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { param, raise } from "#app/utils/http/http.server.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const loader = () => raise(notFound())

export const action = ({ request, params }: ActionFunctionArgs) =>
	actOrRaise(request, { subject: "withdrawal", id: param(params, "id") })

/** The browser sees this page only if the action refuses. */
export default function WithdrawalEvents() {
	return null
}
