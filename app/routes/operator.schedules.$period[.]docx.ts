import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { renderConsolidatedSchedule } from "#app/domain/schedule/consolidated.document.server.ts"
import { documentResponse, refuseFile } from "#app/http/documents.server.ts"
import { param } from "#app/utils/http/http.server.ts"

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return renderConsolidatedSchedule({ actor, periodId: param(params, "period") })
		.then(documentResponse)
		.catch(refuseFile)
}
