import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { renderExpertContract } from "#app/domain/expert/contract.document.server.ts"
import { halfYearOf } from "#app/domain/expert/half-year.ts"
import { documentResponse, refuseFile } from "#app/http/documents.server.ts"
import { param } from "#app/utils/http/http.server.ts"

/** `half` names a half-year, for example «2026-2». The default is the half-year whose contracts are being signed now. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	const halfYear = halfYearOf(new URL(request.url).searchParams.get("half"), now())
	return renderExpertContract({ actor, expertId: param(params, "id"), halfYear })
		.then(documentResponse)
		.catch(refuseFile)
}
