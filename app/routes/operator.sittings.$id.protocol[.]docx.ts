import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { renderProtocol } from "#app/domain/sitting/protocol.document.server.ts"
import { documentResponse, refuseFile } from "#app/http/documents.server.ts"
import { param } from "#app/utils/http/http.server.ts"

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return renderProtocol({ actor, id: param(params, "id"), now: now() })
		.then(documentResponse)
		.catch(refuseFile)
}
