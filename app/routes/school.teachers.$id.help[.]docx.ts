import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { renderHelpSheet } from "#app/domain/person/help-sheet.document.server.ts"
import { documentResponse, refuseFile } from "#app/http/documents.server.ts"
import { param } from "#app/utils/http/http.server.ts"

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "school_coordinator")
	return renderHelpSheet({ actor, teacherId: param(params, "id"), now: now() })
		.then(documentResponse)
		.catch(refuseFile)
}
