import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { renderRejectionNotice } from "#app/domain/document/notice.document.server.ts"
import { documentResponse, refuseFile } from "#app/http/documents.server.ts"
import { param } from "#app/utils/http/http.server.ts"

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const issuedId = new URL(request.url).searchParams.get("issued")
	return renderRejectionNotice({ actor, id: param(params, "id"), issuedId, now: now() })
		.then(documentResponse)
		.catch(refuseFile)
}
