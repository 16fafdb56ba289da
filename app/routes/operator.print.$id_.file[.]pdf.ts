import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { findExtraction } from "#app/domain/extraction/extraction.server.ts"
import { fileResponse } from "#app/files/send.server.ts"
import { refuseFile } from "#app/http/documents.server.ts"
import { param } from "#app/utils/http/http.server.ts"

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return findExtraction({ actor, id: param(params, "id"), now: now() })
		.then((file) => fileResponse(file))
		.catch(refuseFile)
}
